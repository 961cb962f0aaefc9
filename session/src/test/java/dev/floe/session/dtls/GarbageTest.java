package dev.floe.session.dtls;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GarbageTest {
    private static final int DATAGRAMS = 10_000;
    private static final int ROUNDS = 16;
    private static final long LIMIT_MILLIS = 50;
    private static final Random RANDOM = new Random(7);

    /** What a stranger, or a network, may send after the handshake. */
    enum Shape {
        RANDOM_BYTES {
            @Override
            byte[] next(List<byte[]> seen) {
                return random(1 + RANDOM.nextInt(1200));
            }
        },
        RANDOM_BYTES_THAT_LOOK_LIKE_DTLS {
            @Override
            byte[] next(List<byte[]> seen) {
                byte[] datagram = random(20 + RANDOM.nextInt(1180));
                datagram[0] = (byte) (20 + RANDOM.nextInt(44));
                return datagram;
            }
        },
        FORGED_SHORT_RECORD {
            @Override
            byte[] next(List<byte[]> seen) {
                return record(Records.APPLICATION_DATA, 1, random(24 + RANDOM.nextInt(80)));
            }
        },
        FORGED_FULL_RECORD {
            @Override
            byte[] next(List<byte[]> seen) {
                return record(Records.APPLICATION_DATA, 1, random(1187));
            }
        },
        FORGED_ALERT {
            @Override
            byte[] next(List<byte[]> seen) {
                return record(Records.ALERT, 1, random(26));
            }
        },
        CIPHERTEXT_SHORTER_THAN_ITS_TAG {
            @Override
            byte[] next(List<byte[]> seen) {
                return record(Records.APPLICATION_DATA, 1, random(RANDOM.nextInt(24)));
            }
        },
        WRONG_EPOCH {
            @Override
            byte[] next(List<byte[]> seen) {
                return record(Records.APPLICATION_DATA, 2 + RANDOM.nextInt(60_000), random(200));
            }
        },
        TRUNCATED {
            @Override
            byte[] next(List<byte[]> seen) {
                byte[] whole = record(Records.APPLICATION_DATA, 1, random(300));
                return Arrays.copyOf(whole, 1 + RANDOM.nextInt(whole.length - 1));
            }
        },
        UNPROTECTED_ALERT {
            @Override
            byte[] next(List<byte[]> seen) {
                return record(Records.ALERT, 0, new byte[] {2, (byte) RANDOM.nextInt(120)});
            }
        },
        UNPROTECTED_HANDSHAKE {
            @Override
            byte[] next(List<byte[]> seen) {
                byte[] message = random(12 + 100);
                ByteBuffer.wrap(message).putInt(RANDOM.nextInt(20) << 24 | 100).putShort((short) RANDOM.nextInt(8));
                ByteBuffer.wrap(message).putInt(6, 0).putInt(8, 100);
                return record(Records.HANDSHAKE, 0, message);
            }
        },
        MANY_EMPTY_RECORDS {
            @Override
            byte[] next(List<byte[]> seen) {
                ByteBuffer datagram = ByteBuffer.allocate(1200);
                while (datagram.remaining() >= 13) {
                    datagram.put(record(Records.CHANGE_CIPHER_SPEC, 0, new byte[0]));
                }
                return Arrays.copyOf(datagram.array(), datagram.position());
            }
        },
        MANY_FORGED_RECORDS {
            @Override
            byte[] next(List<byte[]> seen) {
                ByteBuffer datagram = ByteBuffer.allocate(1200);
                while (datagram.remaining() >= 13 + 24) {
                    datagram.put(record(Records.APPLICATION_DATA, 1, random(24)));
                }
                return Arrays.copyOf(datagram.array(), datagram.position());
            }
        },
        REPLAYED {
            @Override
            byte[] next(List<byte[]> seen) {
                return seen.get(RANDOM.nextInt(seen.size())).clone();
            }
        };

        abstract byte[] next(List<byte[]> seen);
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void costsTheSessionsThreadNextToNothing(Shape shape) throws Exception {
        try (Pair pair = new Pair().connect()) {
            List<byte[]> seen = new ArrayList<>(pair.client.sent);
            long best = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                List<byte[]> garbage = new ArrayList<>(DATAGRAMS);
                for (int i = 0; i < DATAGRAMS; i++) {
                    garbage.add(shape.next(seen));
                }
                pair.server.pass(TimeUnit.SECONDS.toNanos(5));
                best = Math.min(best, pair.server.receiveAll(garbage));
            }
            // The fastest round: a busy machine makes the others longer.
            long millis = TimeUnit.NANOSECONDS.toMillis(best);
            pair.server.pass(TimeUnit.MILLISECONDS.toNanos(50)); // a flooded session may be deaf for some milliseconds
            assertTrue(millis < LIMIT_MILLIS, () -> shape + " took " + millis + " ms");
            assertTrue(pair.server.plaintexts.isEmpty());
            pair.assertAlive();
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] record(int type, int epoch, byte[] content) {
        return ByteBuffer.allocate(13 + content.length)
                .put((byte) type)
                .putShort((short) 0xFEFD)
                .putShort((short) epoch)
                .putShort((short) 0)
                .putInt(RANDOM.nextInt(1 << 24))
                .putShort((short) content.length)
                .put(content)
                .array();
    }
}
