package dev.floe.sctp;

import java.nio.ByteBuffer;

/** Error causes (RFC 9260 section 3.3.10). */
final class Cause {
    static final int INVALID_STREAM = 1;
    static final int STALE_COOKIE = 3;
    static final int UNRECOGNIZED_CHUNK = 6;
    static final int INVALID_PARAMETER = 7;
    static final int NO_USER_DATA = 9;
    static final int COOKIE_WHILE_SHUTTING_DOWN = 10;
    static final int USER_ABORT = 12;
    static final int PROTOCOL_VIOLATION = 13;

    private Cause() {}

    /** Returns a cause with its header. */
    static byte[] of(int code, byte... information) {
        return ByteBuffer.allocate(Parameter.HEADER + information.length)
                .putShort((short) code)
                .putShort((short) (Parameter.HEADER + information.length))
                .put(information)
                .array();
    }

    /** Returns the cause that names a stream. */
    static byte[] invalidStream(int stream) {
        return of(INVALID_STREAM, (byte) (stream >> 8), (byte) stream, (byte) 0, (byte) 0);
    }

    /** Returns the cause that names a TSN that came without data. */
    static byte[] noUserData(int tsn) {
        return of(NO_USER_DATA, ByteBuffer.allocate(Integer.BYTES).putInt(tsn).array());
    }

    /** Returns the cause that tells how many microseconds too old a cookie is. */
    static byte[] staleCookie(long micros) {
        int shown = (int) Math.min(micros, 0xFFFFFFFFL);
        return of(STALE_COOKIE, ByteBuffer.allocate(Integer.BYTES).putInt(shown).array());
    }
}
