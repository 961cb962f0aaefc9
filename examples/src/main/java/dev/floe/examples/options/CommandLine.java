package dev.floe.examples.options;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command line, taken apart: which options were given with which values. */
final class CommandLine {
    private final Map<Option, String> values = new EnumMap<>(Option.class);

    /** Takes {@code --option value} and {@code --option=value} apart. */
    CommandLine(List<String> args) throws UsageException {
        Iterator<String> rest = args.iterator();
        while (rest.hasNext()) {
            take(rest.next(), rest);
        }
    }

    private void take(String arg, Iterator<String> rest) throws UsageException {
        int equals = arg.indexOf('=');
        String flag = equals < 0 ? arg : arg.substring(0, equals);
        Option option = find(flag);
        String value = equals < 0 ? next(flag, rest) : arg.substring(equals + 1);
        if (value.isEmpty()) {
            throw new UsageException(flag, "needs a value");
        }
        if (values.put(option, value) != null) {
            throw new UsageException(flag, "must be given once");
        }
    }

    private static Option find(String flag) throws UsageException {
        for (Option option : Option.values()) {
            if (option.flag().equals(flag)) {
                return option;
            }
        }
        throw new UsageException(flag, "there is no such option");
    }

    private static String next(String flag, Iterator<String> rest) throws UsageException {
        String value = rest.hasNext() ? rest.next() : "";
        if (value.isEmpty() || value.startsWith("--")) {
            throw new UsageException(flag, "needs a value");
        }
        return value;
    }

    Optional<String> value(Option option) {
        return Optional.ofNullable(values.get(option));
    }
}
