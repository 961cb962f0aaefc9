package dev.floe.examples.whip;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ICE credentials that a description or a fragment of one (RFC 8840 section 4.3) shows, at any level. {@code toString} hides
 * them.
 */
final class IceLines {
    private static final String UFRAG = "a=ice-ufrag:";
    private static final String PASSWORD = "a=ice-pwd:";

    private final Set<String> ufrags;
    private final Set<String> passwords;
    private final boolean attributes;

    private IceLines(Set<String> ufrags, Set<String> passwords, boolean attributes) {
        this.ufrags = ufrags;
        this.passwords = passwords;
        this.attributes = attributes;
    }

    static IceLines of(String text) {
        return new IceLines(
                values(text, UFRAG), values(text, PASSWORD), text.lines().anyMatch(line -> line.startsWith("a=")));
    }

    private static Set<String> values(String text, String prefix) {
        return text.lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether there is any attribute at all. */
    boolean hasAttributes() {
        return attributes;
    }

    /** Returns whether all credentials here are among those there. */
    boolean belongTo(IceLines offer) {
        return offer.ufrags.containsAll(ufrags) && offer.passwords.containsAll(passwords);
    }

    @Override
    public String toString() {
        return "IceLines[…]";
    }
}
