package dev.floe.session.load;

import dev.floe.session.Transport;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The options of a program: pairs of {@code --name value}, each with a default. */
final class Options {
    private final Map<String, String> given = new HashMap<>();

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException if one is not known or has no value
     */
    Options(String[] args, String... names) {
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i].replaceFirst("^--", "");
            if (!Set.of(names).contains(name) || i + 1 == args.length) {
                throw new IllegalArgumentException(
                        args[i] + ": expected pairs of a value and one of --" + String.join(", --", names));
            }
            given.put(name, args[i + 1]);
        }
    }

    int number(String name, int otherwise) {
        return given.containsKey(name) ? Integer.parseInt(given.get(name)) : otherwise;
    }

    String text(String name, String otherwise) {
        return given.getOrDefault(name, otherwise);
    }

    Transport transport() {
        return Transport.valueOf(text("transport", "epoll").toUpperCase(java.util.Locale.ROOT));
    }
}
