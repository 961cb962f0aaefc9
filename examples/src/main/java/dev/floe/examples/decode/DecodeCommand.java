package dev.floe.examples.decode;

import dev.floe.examples.options.UsageException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Prints STUN messages attribute by attribute, and what is right and wrong with them. */
public final class DecodeCommand {
    private static final String VERB = "decode";

    private DecodeCommand() {}

    /**
     * Decodes what the command line names.
     *
     * @param args the options and the input
     * @param in what {@code -} stands for
     * @param out where the messages are printed
     * @return 0 if every check that could be made has passed; 1 if something is malformed or wrong, which the last line says
     * @throws UsageException if there is not one input, it is neither hex nor a file that can be read, or an option breaks
     *     its rule
     */
    public static int run(List<String> args, InputStream in, PrintStream out) throws UsageException {
        DecodeOptions options = DecodeOptions.parse(args);
        Printer printer = new Printer(out, options.keys());
        try (InputStream input = open(options.input(), in)) {
            new Decoding(printer).decode(input);
        } catch (MalformedException malformed) {
            printer.malformed(malformed);
        } catch (IOException failure) {
            throw new UsageException(VERB, "cannot read " + options.input() + ": " + failure);
        }
        return printer.conclude();
    }

    /** A file goes before hex: whoever has one that is called "cafe" can still write "0xcafe". */
    private static InputStream open(String input, InputStream in)
            throws UsageException, MalformedException, IOException {
        if (input.equals("-")) {
            return new BufferedInputStream(in);
        }
        Optional<Path> file = file(input);
        if (file.isPresent()) {
            return new BufferedInputStream(Files.newInputStream(readable(file.get())));
        }
        return new ByteArrayInputStream(bytes(input));
    }

    private static Optional<Path> file(String input) {
        try {
            return input.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Path.of(input)).filter(Files::exists);
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    private static Path readable(Path file) throws UsageException {
        if (Files.isDirectory(file)) {
            throw new UsageException(VERB, file + " is a directory");
        }
        return file;
    }

    private static byte[] bytes(String input) throws UsageException, MalformedException {
        Optional<String> digits = HexText.digits(input);
        if (digits.isEmpty()) {
            throw new UsageException(VERB, "'" + shortened(input) + "' is neither hex nor a file");
        }
        if (digits.get().length() % 2 != 0) {
            throw new UsageException(
                    VERB, "'" + shortened(input) + "' has an odd number of hex digits, and is no file");
        }
        return HexText.bytes(digits.get());
    }

    private static String shortened(String input) {
        return input.length() <= 40 ? input : input.substring(0, 40) + "…";
    }
}
