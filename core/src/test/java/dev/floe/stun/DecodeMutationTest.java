package dev.floe.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever arrives, nothing is thrown: a million messages, damaged by a seeded hand. */
class DecodeMutationTest {
    private static final int RUNS = 1_000_000;
    private static final long SEED = 0x5354554E;

    private final StunCrypto crypto = new StunCrypto();
    private final StunMessage message = new StunMessage();
    private final IntegrityKey key = IntegrityKey.of("a password of some length");
    private final byte[] sound = sound();

    @Tag("S1")
    @Test
    void nothingIsThrownForAnyBytes() {
        Random random = new Random(SEED);
        int readable = 0;
        for (int run = 0; run < RUNS; run++) {
            byte[] damaged = damage(random);
            try {
                readable += read(ByteBuffer.wrap(damaged)) ? 1 : 0;
            } catch (RuntimeException thrown) {
                throw new AssertionError("run " + run + " of seed " + SEED, thrown);
            }
        }
        assertTrue(readable > RUNS / 100, "only " + readable + " of the messages were well framed");
    }

    private byte[] damage(Random random) {
        int kind = random.nextInt(8);
        if (kind == 0) {
            byte[] noise = new byte[random.nextInt(120)];
            random.nextBytes(noise);
            return noise;
        }
        int length = kind == 1 ? random.nextInt(sound.length + 1) : sound.length;
        byte[] damaged = java.util.Arrays.copyOf(sound, length);
        for (int flips = random.nextInt(4); flips > 0 && length > 0; flips--) {
            damaged[random.nextInt(length)] = (byte) random.nextInt();
        }
        return damaged;
    }

    /** Reads all that there is to read, as if the message were to be believed. */
    private boolean read(ByteBuffer datagram) {
        if (message.decode(datagram) != DecodeStatus.OK) {
            return false;
        }
        for (Attribute attribute : Attribute.values()) {
            assertEquals(message.has(attribute), message.value(attribute).isPresent());
        }
        message.address(Attribute.XOR_MAPPED_ADDRESS);
        message.address(Attribute.ALTERNATE_SERVER);
        message.text(Attribute.USERNAME);
        message.errorCode();
        message.intValue(Attribute.PRIORITY);
        message.longValue(Attribute.ICE_CONTROLLING);
        message.hasValidFingerprint(crypto);
        message.hasValidIntegrity(crypto, key);
        return true;
    }

    private byte[] sound() {
        ByteBuffer lent = new StunBuilder(crypto)
                .begin(StunClass.REQUEST, StunMethod.BINDING, 1, 2)
                .attribute(Attribute.USERNAME, "abcd:efgh".getBytes(StandardCharsets.US_ASCII))
                .xorMappedAddress(new byte[] {1, 2, 3, 4}, 5)
                .error(StunError.ROLE_CONFLICT, true)
                .attribute(Attribute.ALTERNATE_SERVER, new byte[] {0, 1, 0, 1, 1, 2, 3, 4})
                .longAttribute(Attribute.ICE_CONTROLLING, 3)
                .flag(Attribute.USE_CANDIDATE)
                .intAttribute(Attribute.PRIORITY, 4)
                .integrity(key)
                .fingerprint()
                .finish();
        return Hex.copy(lent);
    }
}
