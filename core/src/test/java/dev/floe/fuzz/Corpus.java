package dev.floe.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The inputs of a target that are checked in, and as many as one likes that are drawn from them by a seeded hand. */
final class Corpus {
    private static final int LONGEST_NOISE = 400;
    private static final int LONGEST = 4096;
    private static final byte[] TELLING = {0, 1, 2, 3, 4, 7, 8, 16, 20, 32, 63, 64, 127, -128, -2, -1};

    /** {@code target/test-classes} has what a fuzzer has learnt, too. */
    private static final String INPUTS = System.getProperty("floe.fuzz.inputs", "src/test/resources");

    private final List<byte[]> inputs = new ArrayList<>();
    private final SplittableRandom random;

    /** Reads what lies at this place under {@code dev/floe}. */
    Corpus(String name, long seed) {
        Path place = Path.of(System.getProperty("basedir", ""), INPUTS, "dev", "floe", name);
        try (Stream<Path> files = Files.list(place)) {
            files.sorted().map(Corpus::bytes).forEach(inputs::add);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        random = new SplittableRandom(seed);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<byte[]> inputs() {
        return inputs;
    }

    /** Draws an input: noise, or a known one with some changes, or two of them spliced. */
    byte[] draw() {
        int kind = random.nextInt(8);
        if (kind == 0) {
            byte[] noise = new byte[random.nextInt(LONGEST_NOISE)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] drawn = any().clone();
        if (kind == 1) {
            drawn = spliced(drawn, any());
        }
        for (int changes = 1 + random.nextInt(6); changes > 0 && drawn.length > 0; changes--) {
            drawn = changed(drawn);
        }
        return drawn;
    }

    private byte[] any() {
        return inputs.get(random.nextInt(inputs.size()));
    }

    private byte[] changed(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = TELLING[random.nextInt(TELLING.length)];
            case 2 -> bytes[at] = (byte) random.nextInt(256);
            case 3 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 4 -> {
                byte[] more = new byte[1 + random.nextInt(8)];
                random.nextBytes(more);
                return spliced(Arrays.copyOf(bytes, at), more, Arrays.copyOfRange(bytes, at, bytes.length));
            }
            default -> {
                int from = random.nextInt(bytes.length);
                return spliced(bytes, Arrays.copyOfRange(bytes, Math.min(from, at), Math.max(from, at)));
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] whole = new byte[Math.min(length, LONGEST)];
        int at = 0;
        for (byte[] part : parts) {
            int fits = Math.min(part.length, whole.length - at);
            System.arraycopy(part, 0, whole, at, fits);
            at += fits;
        }
        return whole;
    }
}
