package dev.floe.ice;

import dev.floe.stun.Attribute;
import dev.floe.stun.IntegrityKey;
import dev.floe.stun.StunMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of both sides between two ICE restarts, made ready for use: usernames as bytes, passwords as keys.
 * The peer's half may come later than the first checks (RFC 8445 section 7.3).
 */
final class Generation {
    private final int number;
    private final IceCredentials local;
    private final IntegrityKey localKey;
    private final byte[] localPrefix;
    private @Nullable IceCredentials remote;
    private byte @Nullable [] usernameIn;
    private byte @Nullable [] usernameOut;
    private @Nullable IntegrityKey remoteKey;
    private long highestNomination;

    /** Makes the credentials ready; {@code number} counts restarts. */
    Generation(int number, IceCredentials local, Optional<IceCredentials> remote) {
        this.number = number;
        this.local = local;
        this.localKey = IntegrityKey.of(local.password());
        this.localPrefix = ascii(local.ufrag() + ":");
        remote.ifPresent(this::learn);
    }

    int number() {
        return number;
    }

    void learn(IceCredentials remote) {
        this.remote = remote;
        usernameIn = ascii(new Username(local.ufrag(), remote.ufrag()).toString());
        usernameOut = ascii(new Username(remote.ufrag(), local.ufrag()).toString());
        remoteKey = IntegrityKey.of(remote.password());
    }

    boolean knowsPeer() {
        return remoteKey != null;
    }

    /**
     * Both ufrag and password of both sides must change in a restart (RFC 8445 section 9).
     *
     * @throws IllegalArgumentException naming what has not changed
     */
    void requireChanged(IceCredentials newLocal, IceCredentials newRemote) {
        requireChanged("local", local, newLocal);
        if (remote != null) {
            requireChanged("remote", remote, newRemote);
        }
    }

    private static void requireChanged(String side, IceCredentials former, IceCredentials next) {
        if (former.ufrag().equals(next.ufrag())) {
            throw new IllegalArgumentException(side + " ice-ufrag: an ICE restart must change it (RFC 8445 section 9)");
        }
        if (former.password().equals(next.password())) {
            throw new IllegalArgumentException(side + " ice-pwd: an ICE restart must change it (RFC 8445 section 9)");
        }
    }

    IntegrityKey localKey() {
        return localKey;
    }

    /** Returns the peer's key; only if {@link #knowsPeer}. */
    IntegrityKey remoteKey() {
        return known(remoteKey);
    }

    /** Returns the USERNAME of our checks; only if {@link #knowsPeer}. */
    byte[] usernameOut() {
        return known(usernameOut);
    }

    /** Returns whether the request bears just the USERNAME of the peer's checks; never while that is unknown. */
    boolean isExpected(StunMessage request) {
        byte[] expected = usernameIn;
        return expected != null && request.valueMatches(Attribute.USERNAME, expected, true);
    }

    boolean isAddressedBy(StunMessage request) {
        return request.valueMatches(Attribute.USERNAME, localPrefix, false);
    }

    /** While the peer's ufrag is unknown any will do (RFC 8445 section 7.3). */
    boolean acceptsSenderOf(StunMessage request) {
        return usernameIn == null || isExpected(request);
    }

    /** Returns whether a USERNAME that was accepted earlier is the peer's that is known by now. */
    boolean acceptsUsername(byte[] username) {
        byte[] expected = usernameIn;
        return expected == null || Arrays.equals(expected, username);
    }

    /**
     * Takes a numbered nomination, or returns false if a higher one came before. Each generation has a count of its
     * own, so that a late check under former credentials does not hold up the nominations under new ones.
     */
    boolean nominates(long number) {
        if (number < highestNomination) {
            return false;
        }
        highestNomination = number;
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the peer's credentials are not known yet");
        }
        return value;
    }
}
