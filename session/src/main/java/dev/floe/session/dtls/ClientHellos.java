package dev.floe.session.dtls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tells the handshakes of one client apart, by the randoms of their ClientHellos (RFC 5246 section 7.4.1.2). */
final class ClientHellos {
    enum Verdict {
        /** A part of the running handshake's, or a copy. */
        CURRENT,
        /** A late copy from a handshake before. */
        STALE,
        /** The client has given the running handshake up, and begins anew. */
        NEW
    }

    private final List<byte[]> past = new ArrayList<>();
    private byte[] current = {};

    /** A handshake begins with this datagram. */
    void begin(byte[] datagram) {
        past.add(current);
        current = Records.clientRandom(datagram);
    }

    /** Judges what comes while a handshake runs. */
    Verdict judge(byte[] datagram) {
        byte[] random = Records.clientRandom(datagram);
        if (random.length == 0 || Arrays.equals(random, current)) {
            return Verdict.CURRENT;
        }
        if (past.stream().anyMatch(old -> Arrays.equals(random, old))) {
            return Verdict.STALE;
        }
        if (current.length == 0) {
            current = random; // the handshake began with the ClientHello's second part
            return Verdict.CURRENT;
        }
        return Verdict.NEW;
    }
}
