package dev.floe.ice;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * An address of the peer from which an authenticated request came, under one generation of credentials. <em>Proven</em>
 * once it has answered our own check; only then may anything but STUN go there.
 */
final class Path {
    private final InetSocketAddress remote;
    private final Generation generation;
    private final byte[] address;
    private byte @Nullable [] claimedUsername;
    private @Nullable ConsentClock consent;
    private long requestedAt;
    private long heardAt;
    private long nomination;
    private int checksSent;
    private long nextCheckAt;

    Path(long now, InetSocketAddress remote, Generation generation) {
        this.remote = remote;
        this.generation = generation;
        this.address = remote.getAddress().getAddress();
        this.requestedAt = now;
        this.heardAt = now;
        this.nextCheckAt = now;
    }

    InetSocketAddress remote() {
        return remote;
    }

    Generation generation() {
        return generation;
    }

    /** Returns the remote IP address, 4 or 16 bytes. Not a copy. */
    byte[] address() {
        return address;
    }

    boolean is(InetSocketAddress source, Generation ofGeneration) {
        return generation == ofGeneration && remote.equals(source);
    }

    /** Remembers which username a check from here bore while the peer's ufrag was not known. */
    void claim(byte[] username) {
        claimedUsername = username;
    }

    boolean claimFits() {
        byte[] claimed = claimedUsername;
        return claimed == null || generation.acceptsUsername(claimed);
    }

    /** A fresh authenticated request came from here. */
    void onRequest(long now) {
        requestedAt = now;
        heardAt = now;
        if (consent != null) {
            consent.onRequest(now);
        }
    }

    /** A signed response came from here; the first one proves the path. */
    void onResponse(long now, ConsentTimes times) {
        heardAt = now;
        if (consent == null) {
            consent = new ConsentClock(now, times);
        } else {
            consent.onResponse(now);
        }
    }

    void nominate(long order) {
        nomination = order;
    }

    long nomination() {
        return nomination;
    }

    boolean isProven() {
        return consent != null;
    }

    /** Returns whether the path is proven and its consent stands. */
    boolean isConsenting(long now) {
        return consent != null && !consent.expired(now);
    }

    ConsentClock consent() {
        if (consent == null) {
            throw new IllegalStateException("the path is not proven");
        }
        return consent;
    }

    long requestedAt() {
        return requestedAt;
    }

    long heardAt() {
        return heardAt;
    }

    int checksSent() {
        return checksSent;
    }

    /** A check to prove this path was sent; the next one is due at {@code nextAt}. */
    void checked(long nextAt) {
        checksSent++;
        nextCheckAt = nextAt;
    }

    void postponeCheck(long nextAt) {
        nextCheckAt = nextAt;
    }

    boolean checkDue(long now) {
        return now - nextCheckAt >= 0;
    }

    long untilCheck(long now) {
        return nextCheckAt - now;
    }
}
