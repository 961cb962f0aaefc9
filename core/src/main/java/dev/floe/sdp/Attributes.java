package dev.floe.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The a= lines of one level of a description, in order. No {@code toString}: a password is among them. */
final class Attributes {
    private record Attribute(String name, String value) {
        static Attribute parse(String text) {
            int colon = text.indexOf(':');
            return colon < 0
                    ? new Attribute(text, "")
                    : new Attribute(text.substring(0, colon), text.substring(colon + 1));
        }

        String line() {
            return value.isEmpty() ? "a=" + name : "a=" + name + ":" + value;
        }
    }

    private final List<Attribute> attributes = new ArrayList<>();

    /** Adds what follows {@code a=}. */
    void add(String text) {
        attributes.add(Attribute.parse(text));
    }

    boolean has(String name) {
        return attributes.stream().anyMatch(attribute -> attribute.name().equals(name));
    }

    /** Returns the value of the first attribute of that name: a repeated one changes nothing. */
    Optional<String> first(String name) {
        return all(name).findFirst();
    }

    Stream<String> all(String name) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(name))
                .map(Attribute::value);
    }

    /** Returns the lines whose attribute is one of {@code names}, whole, in order. */
    List<String> lines(List<String> names) {
        return attributes.stream()
                .filter(attribute -> names.contains(attribute.name()))
                .map(Attribute::line)
                .toList();
    }
}
