package dev.floe.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.sim.Key;
import dev.floe.stun.Attribute;
import dev.floe.stun.DecodeStatus;
import dev.floe.stun.IntegrityKey;
import dev.floe.stun.StunBuilder;
import dev.floe.stun.StunCrypto;
import dev.floe.stun.StunMessage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * STUN's codec: the input is one datagram. What is taken must be framed as {@link Attributes} reads it, say what stands
 * there, and come out of the builder as it went in. If it bears an integrity attribute, that is put right once and then
 * changed in one bit.
 */
public final class StunTarget {
    private static final String PASSWORD = Speaker.LOCAL.password();
    private static final int LONGEST = StunMessage.MAX_LENGTH;

    private final StunCrypto crypto = new StunCrypto();
    private final StunMessage message = new StunMessage();
    private final IntegrityKey key = IntegrityKey.of(PASSWORD);
    private final byte[] bytes;
    private final ByteBuffer view;

    private StunTarget(byte[] bytes) {
        this.bytes = bytes;
        this.view = ByteBuffer.wrap(bytes);
    }

    public static void fuzzerTestOneInput(byte[] datagram) {
        new StunTarget(datagram.clone()).run();
    }

    private void run() {
        message.decode(ByteBuffer.wrap(Seeds.NOMINATION)); // its bytes lie there when the input comes
        DecodeStatus status = decode();
        boolean framed = Attributes.areFramed(bytes) && bytes.length <= LONGEST;
        assertTrue(status != DecodeStatus.OK || framed, "taken, though an attribute or the header does not fit");
        assertTrue(!framed || status == DecodeStatus.OK || status == DecodeStatus.BAD_ATTRIBUTE_LENGTH);
        assertTrue(message.faultOffset() >= 0 && message.faultOffset() <= bytes.length);
        if (status == DecodeStatus.OK) {
            readAll();
            buildAgain();
            checkFingerprint();
            if (message.hasIntegrity()) {
                checkIntegrity();
            }
        }
    }

    private DecodeStatus decode() {
        ByteBuffer lent = ByteBuffer.allocate(bytes.length + 5).put(3, bytes).position(3);
        lent.limit(3 + bytes.length);
        DecodeStatus status = message.decode(lent.asReadOnlyBuffer());
        assertEquals(bytes.length, lent.remaining(), "the buffer is only lent");
        return status;
    }

    private void readAll() {
        Map<Integer, byte[]> expected = Attributes.thatCount(bytes);
        for (Attribute attribute : Attribute.values()) {
            Optional<byte[]> value = message.value(attribute);
            assertEquals(message.has(attribute), value.isPresent());
            assertArrayEquals(expected.get(attribute.type()), value.orElse(null), attribute::name);
        }
        int code = message.errorCode();
        assertTrue(code == 0 || (code >= 300 && code < 700), () -> "error code " + code);
        assertTrue(message.unknownRequiredCount() <= 8);
        message.address(Attribute.XOR_MAPPED_ADDRESS);
        message.address(Attribute.MAPPED_ADDRESS);
        message.text(Attribute.USERNAME);
        message.intValue(Attribute.PRIORITY);
        message.longValue(Attribute.ICE_CONTROLLING);
    }

    /** Decoding and encoding leave everything as it was, but for what pads. */
    private void buildAgain() {
        StunBuilder builder = new StunBuilder(crypto)
                .begin(message.messageClass(), message.method(), message.idHigh(), message.idLow());
        byte[] unpadded = bytes.clone();
        for (Attributes.Entry entry : Attributes.all(bytes)) {
            builder.attribute(entry.type(), entry.value());
            Arrays.fill(unpadded, entry.end(), Attributes.padded(entry.end()), (byte) 0);
        }
        byte[] built = new byte[builder.length()];
        builder.finish().get(built);
        assertArrayEquals(unpadded, built, "decoded and encoded");
    }

    private void checkFingerprint() {
        int at = bytes.length - 4;
        Map<Integer, byte[]> counting = Attributes.thatCount(bytes);
        byte[] value = counting.get(Attribute.FINGERPRINT.type());
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, Math.max(0, at - 4));
        boolean right = value != null
                && Attributes.first(bytes, Attribute.FINGERPRINT.type()) == at
                && view.getInt(at) == ((int) crc.getValue() ^ 0x5354554E);
        assertEquals(right, message.hasValidFingerprint(crypto), "fingerprint");
    }

    private void checkIntegrity() {
        Key reference = new Key(PASSWORD);
        Attribute kind = message.integrityKind();
        int at = Attributes.first(bytes, kind.type());
        byte[] right = Attributes.integrity(reference, bytes, at, kind == Attribute.MESSAGE_INTEGRITY);
        byte[] stands = message.value(kind).orElseThrow();
        assertEquals(Arrays.equals(right, stands), message.hasValidIntegrity(crypto, key), "integrity");
        if (stands.length < right.length) {
            return; // truncated, which ICE does not allow
        }
        view.put(at, right);
        assertEquals(DecodeStatus.OK, decode());
        assertTrue(message.hasValidIntegrity(crypto, key), "put right");
        int bit = (Arrays.hashCode(bytes) & 0x7FFF_FFFF) % (right.length * 8);
        bytes[at + bit / 8] ^= (byte) (1 << bit % 8);
        assertEquals(DecodeStatus.OK, decode());
        assertFalse(message.hasValidIntegrity(crypto, key), () -> "valid, though bit " + bit + " is wrong");
    }
}
