package dev.floe.stun;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the builder writes, the decoder reads: drawn from a seed, which a failure prints. */
class RoundTripTest {
    private static final int RUNS = 20_000;

    private final StunCrypto crypto = new StunCrypto();
    private final StunBuilder builder = new StunBuilder(crypto);
    private final StunMessage message = new StunMessage();

    @Tag("S11")
    @Tag("S12")
    @Test
    void decodesWhatWasBuilt() throws Exception {
        for (int seed = 0; seed < RUNS; seed++) {
            run(seed);
        }
    }

    private void run(int seed) throws Exception {
        Random random = new Random(seed);
        StunClass messageClass = StunClass.values()[random.nextInt(4)];
        int method = random.nextInt(0x1000);
        int high = random.nextInt();
        long low = random.nextLong();
        IntegrityKey key = IntegrityKey.of("p".repeat(22 + random.nextInt(235)));
        Attribute kind = random.nextBoolean() ? Attribute.MESSAGE_INTEGRITY : Attribute.MESSAGE_INTEGRITY_SHA256;
        builder.begin(messageClass, method, high, low);
        Map<Attribute, byte[]> written = writeSome(random);
        Optional<InetSocketAddress> mapped = writeAddress(random);
        builder.integrity(kind, key).fingerprint();
        String seedText = "seed " + seed;

        assertEquals(DecodeStatus.OK, message.decode(builder.finish()), seedText);
        assertEquals(messageClass, message.messageClass(), seedText);
        assertEquals(method, message.method(), seedText);
        assertEquals(new TransactionId(high, low), message.transactionId(), seedText);
        assertEquals(mapped, message.address(Attribute.XOR_MAPPED_ADDRESS), seedText);
        written.forEach((attribute, value) ->
                assertArrayEquals(value, message.value(attribute).orElseThrow(), seedText));
        assertEquals(kind, message.integrityKind(), seedText);
        assertTrue(message.hasValidIntegrity(crypto, key), seedText);
        assertTrue(message.hasValidFingerprint(crypto), seedText);
    }

    private Map<Attribute, byte[]> writeSome(Random random) {
        Map<Attribute, byte[]> written = new EnumMap<>(Attribute.class);
        for (Attribute attribute : shuffled(random)) {
            int length = random.nextInt(48);
            if (attribute.allowsLength(length)) {
                byte[] value = new byte[length];
                random.nextBytes(value);
                builder.attribute(attribute, value);
                written.put(attribute, value);
            }
        }
        return written;
    }

    private static List<Attribute> shuffled(Random random) {
        List<Attribute> attributes = new ArrayList<>(List.of(Attribute.values()));
        attributes.removeAll(List.of(
                Attribute.MESSAGE_INTEGRITY,
                Attribute.MESSAGE_INTEGRITY_SHA256,
                Attribute.FINGERPRINT,
                Attribute.XOR_MAPPED_ADDRESS));
        Collections.shuffle(attributes, random);
        return attributes;
    }

    private Optional<InetSocketAddress> writeAddress(Random random) throws Exception {
        byte[] address = new byte[random.nextBoolean() ? 4 : 16];
        random.nextBytes(address);
        int port = random.nextInt(0x10000);
        builder.xorMappedAddress(address, port);
        return Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), port));
    }
}
