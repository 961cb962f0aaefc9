package dev.floe.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The a= lines of one level of a description, in order. No {@code toString}: a password is among them. */
final class Attributes {
    /** Each as it stands after {@code a=}: a session keeps its peer's description, so it is kept small. */
    private final List<String> attributes = new ArrayList<>();

    /** Adds what follows {@code a=}. */
    void add(String text) {
        attributes.add(text);
    }

    private static String name(String attribute) {
        int colon = attribute.indexOf(':');
        return colon < 0 ? attribute : attribute.substring(0, colon);
    }

    private static String value(String attribute) {
        int colon = attribute.indexOf(':');
        return colon < 0 ? "" : attribute.substring(colon + 1);
    }

    private static boolean isNamed(String name, String attribute) {
        return attribute.startsWith(name)
                && (attribute.length() == name.length() || attribute.charAt(name.length()) == ':');
    }

    private static String line(String attribute) {
        return "a=" + (value(attribute).isEmpty() ? name(attribute) : attribute);
    }

    boolean has(String name) {
        return attributes.stream().anyMatch(attribute -> isNamed(name, attribute));
    }

    /** Returns the value of the first attribute of that name: a repeated one changes nothing. */
    Optional<String> first(String name) {
        return all(name).findFirst();
    }

    Stream<String> all(String name) {
        return attributes.stream().filter(attribute -> isNamed(name, attribute)).map(Attributes::value);
    }

    /** Returns the lines whose attribute is one of {@code names}, whole, in order. */
    List<String> lines(List<String> names) {
        return attributes.stream()
                .filter(attribute -> names.contains(name(attribute)))
                .map(Attributes::line)
                .toList();
    }
}
