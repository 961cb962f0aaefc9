package dev.floe.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.sctp.Delivery;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An association with itself, on a path that behaves. */
class SctpPairTest {
    private final SctpPair pair = new SctpPair(7, SctpNet.clean(10 * SctpNet.MILLI), 1 << 20).connect();

    private static byte[] message(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void bothSidesMayBegin() {
        assertTrue(pair.runUntil(() -> pair.left.established && pair.right.established, Duration.ofMillis(100)));
    }

    @Test
    void carriesMessagesOfAnyLengthBothWays() {
        List<Integer> lengths = List.of(1, 1131, 1132, 1133, 16_384, 65_536, 262_144);
        for (int length : lengths) {
            pair.left.send(1, 53, message(length), Delivery.RELIABLE);
            pair.right.send(2, 53, message(length), Delivery.RELIABLE_UNORDERED);
        }
        assertTrue(pair.runUntilIdle(Duration.ofSeconds(10)));
        assertEquals(
                lengths.stream().map(length -> ByteBuffer.wrap(message(length))).toList(),
                pair.right.arrivals.stream().map(SctpSide.Arrival::bytes).toList());
        assertEquals(lengths.size(), pair.left.arrivals.size());
    }

    @Test
    void resetsAStreamWhoseMessagesHaveArrived() {
        pair.left.send(3, 51, message(5000), Delivery.RELIABLE);
        pair.left.drive(() -> pair.left.association().reset(pair.schedule.now, 3));
        assertTrue(pair.runUntil(() -> !pair.left.resets.isEmpty(), Duration.ofSeconds(2)));
        assertEquals(List.of(3), pair.right.peerResets);
        assertEquals(1, pair.right.arrivals.size());
        pair.left.send(3, 51, message(10), Delivery.RELIABLE);
        assertTrue(pair.runUntilIdle(Duration.ofSeconds(2)));
        assertEquals(2, pair.right.arrivals.size());
    }
}
