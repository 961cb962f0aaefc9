package dev.floe.examples.decode;

import dev.floe.examples.options.UsageException;
import dev.floe.stun.IntegrityKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What is to be decoded.
 *
 * @param input hex digits, the name of a file, or {@code -}
 * @param keys of which one must fit each message
 */
record DecodeOptions(String input, List<IntegrityKey> keys) {
    private static final String VERB = "decode";
    private static final String PASSWORD = "--password";

    /** Reads a command line. */
    static DecodeOptions parse(List<String> args) throws UsageException {
        List<String> inputs = new ArrayList<>();
        List<IntegrityKey> keys = new ArrayList<>();
        for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
            String arg = rest.next();
            if (arg.equals(PASSWORD)) {
                keys.add(key(rest.hasNext() ? rest.next() : ""));
            } else if (arg.startsWith(PASSWORD + "=")) {
                keys.add(key(arg.substring(PASSWORD.length() + 1)));
            } else if (arg.startsWith("-") && !arg.equals("-")) {
                throw new UsageException(arg, "there is no such option; decode has --password");
            } else {
                inputs.add(arg);
            }
        }
        return new DecodeOptions(only(inputs), List.copyOf(keys));
    }

    private static IntegrityKey key(String password) throws UsageException {
        if (password.isEmpty()) {
            throw new UsageException(PASSWORD, "needs a value");
        }
        return IntegrityKey.of(password);
    }

    private static String only(List<String> inputs) throws UsageException {
        if (inputs.isEmpty()) {
            throw new UsageException(VERB, "needs hex, a file, or - for the standard input");
        }
        if (inputs.size() > 1) {
            throw new UsageException(VERB, "takes one input, not " + inputs.size() + "; put hex with blanks in quotes");
        }
        return inputs.get(0);
    }
}
