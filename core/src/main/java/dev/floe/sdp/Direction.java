package dev.floe.sdp;

import java.util.Locale;

/** Who sends media, as seen by the side that wrote the description (RFC 8866 section 6.7). */
public enum Direction {
    /** Both sides may send. */
    SENDRECV,
    /** The writer sends only. */
    SENDONLY,
    /** The writer receives only. */
    RECVONLY,
    /** Nobody sends. */
    INACTIVE;

    /** {@return the same agreement as the other side writes it} */
    public Direction mirrored() {
        return switch (this) {
            case SENDONLY -> RECVONLY;
            case RECVONLY -> SENDONLY;
            case SENDRECV, INACTIVE -> this;
        };
    }

    /** Whether who wrote it may send. */
    boolean sends() {
        return this == SENDRECV || this == SENDONLY;
    }

    /** Returns the attribute's name, as in {@code "sendrecv"}. */
    String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }
}
