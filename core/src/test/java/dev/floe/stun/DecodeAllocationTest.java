package dev.floe.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A check costs no garbage: decoding, verifying and answering work in memory that is used again. */
class DecodeAllocationTest {
    private static final int MESSAGES = 10_000;
    /** The test's own bookkeeping, class loading and the compiler's doings, far below a byte a message. */
    private static final long NOISE = 4_096;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final StunCrypto crypto = new StunCrypto();
    private final StunMessage message = new StunMessage();
    private final StunBuilder builder = new StunBuilder(crypto);
    private final IntegrityKey key = IntegrityKey.of("a password of some length");
    private final byte[] prefix = "abcd:".getBytes(StandardCharsets.US_ASCII);
    private final byte[] address = {(byte) 192, 0, 2, 1};

    @Test
    void allocatesNothingForACheck() {
        ByteBuffer check = check();
        work(check);
        long before = threads.getCurrentThreadAllocatedBytes();
        int verified = work(check);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertEquals(MESSAGES, verified);
        assertTrue(allocated < NOISE, allocated + " bytes for " + MESSAGES + " messages");
    }

    private int work(ByteBuffer check) {
        int verified = 0;
        for (int i = 0; i < MESSAGES; i++) {
            if (message.decode(check) == DecodeStatus.OK
                    && message.hasValidFingerprint(crypto)
                    && message.valueMatches(Attribute.USERNAME, prefix, false)
                    && message.hasValidIntegrity(crypto, key)) {
                verified++;
            }
            builder.begin(StunClass.SUCCESS, message.method(), message.idHigh(), message.idLow())
                    .xorMappedAddress(address, 4711)
                    .integrity(message.integrityKind(), key)
                    .fingerprint()
                    .finish();
        }
        return verified;
    }

    private ByteBuffer check() {
        ByteBuffer lent = new StunBuilder(crypto)
                .begin(StunClass.REQUEST, StunMethod.BINDING, 1, 2)
                .attribute(Attribute.USERNAME, "abcd:efgh".getBytes(StandardCharsets.US_ASCII))
                .longAttribute(Attribute.ICE_CONTROLLING, 3)
                .flag(Attribute.USE_CANDIDATE)
                .intAttribute(Attribute.PRIORITY, 4)
                .integrity(key)
                .fingerprint()
                .finish();
        return ByteBuffer.wrap(Hex.copy(lent));
    }
}
