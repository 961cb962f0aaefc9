package dev.floe.sctp;

import org.jspecify.annotations.Nullable;

/** What a DATA chunk brought. Its bytes are gone once its message was put together. */
final class Piece {
    final int flags;
    final int stream;
    final int ssn;
    final int ppid;
    final int length;
    byte @Nullable [] bytes;

    Piece(int flags, int stream, int ssn, int ppid, byte[] bytes) {
        this.flags = flags;
        this.stream = stream;
        this.ssn = ssn;
        this.ppid = ppid;
        this.length = bytes.length;
        this.bytes = bytes;
    }

    boolean begins() {
        return (flags & DataFlags.BEGIN) != 0;
    }

    boolean ends() {
        return (flags & DataFlags.END) != 0;
    }

    boolean isUnordered() {
        return (flags & DataFlags.UNORDERED) != 0;
    }

    /** Returns whether this may be the piece after {@code previous} (RFC 9260 section 6.9). */
    boolean continues(Piece previous) {
        return !begins()
                && !previous.ends()
                && stream == previous.stream
                && isUnordered() == previous.isUnordered()
                && (isUnordered() || ssn == previous.ssn);
    }
}
