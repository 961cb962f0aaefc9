package dev.floe.sctp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What INIT ACK sends along and COOKIE ECHO brings back, so that nothing need be kept in between (RFC 9260 section
 * 5.1.3).
 *
 * @param created when, in nanoseconds
 * @param localTag this side's tag
 * @param localTsn this side's first TSN
 * @param localTieTag this side's tag of the association that there was when INIT came; 0 if there was none
 * @param peerTieTag the peer's tag of that association
 * @param peer what the peer said of itself
 */
record Cookie(long created, int localTag, int localTsn, int localTieTag, int peerTieTag, PeerTerms peer) {
    private static final int CONTENT = 24 + PeerTerms.SIZE;

    private byte[] content() {
        ByteBuffer bytes = ByteBuffer.allocate(CONTENT);
        bytes.putLong(created)
                .putInt(localTag)
                .putInt(localTsn)
                .putInt(localTieTag)
                .putInt(peerTieTag);
        peer.put(bytes);
        return bytes.array();
    }

    private static Cookie of(ByteBuffer content) {
        return new Cookie(
                content.getLong(),
                content.getInt(),
                content.getInt(),
                content.getInt(),
                content.getInt(),
                PeerTerms.get(content));
    }

    /** Signs cookies and knows its own again. */
    static final class Jar {
        private static final String ALGORITHM = "HmacSHA256";
        private static final int KEY = 32;
        private static final int SIGNATURE = 32;

        private final Mac mac;

        Jar(RandomGenerator random) {
            byte[] key = new byte[KEY];
            random.nextBytes(key);
            try {
                mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(key, ALGORITHM));
            } catch (GeneralSecurityException absent) {
                throw new IllegalStateException("every Java platform has " + ALGORITHM, absent);
            }
        }

        byte[] sign(Cookie cookie) {
            byte[] content = cookie.content();
            byte[] signature = mac.doFinal(content);
            return ByteBuffer.allocate(CONTENT + SIGNATURE)
                    .put(content)
                    .put(signature)
                    .array();
        }

        /** Returns the cookie, if this jar signed it. */
        Optional<Cookie> open(byte[] signed) {
            if (signed.length != CONTENT + SIGNATURE) {
                return Optional.empty();
            }
            mac.update(signed, 0, CONTENT);
            byte[] signature = new byte[SIGNATURE];
            ByteBuffer.wrap(signed).get(CONTENT, signature);
            return MessageDigest.isEqual(mac.doFinal(), signature)
                    ? Optional.of(of(ByteBuffer.wrap(signed)))
                    : Optional.empty();
        }
    }
}
