package dev.floe.examples.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.slot.DtlsRole;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the JDK's engine in a slot does, and what it withstands. */
final class JdkDtlsTest extends JdkDtlsRig {
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int ALERT = 21;
    private static final int SERVER_HELLO = 2;

    @Test
    void shakesHandsAndTalks() throws Exception {
        server.expecting(THEIRS);
        connect();
        assertEquals("DTLS 1.2 TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", Side.soon(server.secured));
        Side.soon(client.secured);
        assertTalk();
    }

    @Test
    void refusesACertificateOfAnotherByAnAlert() throws Exception {
        server.expecting(OURS);
        AtomicBoolean alert = new AtomicBoolean();
        server.losing(datagram -> {
            alert.compareAndSet(false, datagram[0] == ALERT);
            return false;
        });
        connect();
        assertTrue(Side.soon(server.failed).toString().contains("fingerprint"), server.failed.toString());
        assertFalse(server.secured.isDone());
        assertTrue(alert.get());
    }

    @Test
    void refusesEveryoneWhileNoFingerprintIsKnown() throws Exception {
        connect();
        Side.soon(server.failed);
        assertFalse(server.secured.isDone());
    }

    @Test
    void completesThoughTheFirstOfEachKindIsLost() throws Exception {
        server.expecting(THEIRS);
        Set<Integer> kinds = new HashSet<>();
        server.losing(datagram -> kinds.add(datagram[0] << 8 | datagram[13]));
        connect();
        Side.soon(server.secured);
        Side.soon(client.secured);
        server.losing(datagram -> false);
        assertTalk();
        assertTrue(kinds.size() > 2, kinds.toString());
    }

    /** From the loss of the ServerHello until it comes again, nothing of the client's comes through. */
    @Test
    void repeatsItsFlightOfItsOwnAccord() throws Exception {
        server.expecting(THEIRS);
        AtomicInteger hellos = new AtomicInteger();
        server.losing(
                datagram -> datagram[0] == HANDSHAKE && datagram[13] == SERVER_HELLO && hellos.incrementAndGet() == 1);
        client.losing(datagram -> hellos.get() == 1);
        connect();
        Side.soon(server.secured);
        Side.soon(client.secured);
        assertTalk();
        assertEquals(2, hellos.get());
    }

    @Test
    void repeatsItsLastFlightWhenThePeerAsksAgain() throws Exception {
        server.expecting(THEIRS);
        server.losing(datagram -> server.secured.isDone() || isLast(datagram));
        connect();
        Side.soon(server.secured);
        assertFalse(client.secured.isDone());
        server.losing(datagram -> false);
        Side.soon(client.secured);
        assertTalk();
    }

    /** The engine makes its packets smaller when it has repeated a flight three times. */
    @Test
    void sendsWholeDatagramsAfterManyRepetitions() throws Exception {
        server.expecting(THEIRS);
        Semaphore tries = new Semaphore(0);
        server.losing(datagram -> {
            tries.release();
            return true;
        });
        connect();
        for (int seconds : new int[] {1, 3, 7}) {
            assertTrue(tries.tryAcquire(30, TimeUnit.SECONDS));
            server.pass(Duration.ofSeconds(seconds));
        }
        assertTrue(tries.tryAcquire(30, TimeUnit.SECONDS));
        server.losing(datagram -> false);
        server.pass(Duration.ofSeconds(15));
        Side.soon(server.secured);
        Side.soon(client.secured);
        server.say(server.longest());
        assertEquals(Optional.of(server.longest()), client.heard());
    }

    /** ChangeCipherSpec opens the server's last flight, and what follows is encrypted. */
    private static boolean isLast(byte[] datagram) {
        return datagram[0] == CHANGE_CIPHER_SPEC || datagram[4] == 1;
    }

    /** What a stranger may send who has seen the client's last datagram; the numbers are far beyond the client's. */
    enum Forgery {
        REPETITION {
            @Override
            void forge(ByteBuffer copy) {}
        },
        STRANGE_VERSION {
            @Override
            void forge(ByteBuffer copy) {
                copy.putShort(1, (short) 0xFEFE);
            }
        },
        FATAL_ALERT {
            @Override
            void forge(ByteBuffer copy) {
                copy.put(0, (byte) ALERT)
                        .putShort(11, (short) 2)
                        .put(13, (byte) 2)
                        .put(14, (byte) 40);
            }
        },
        EARLY_CHANGE_CIPHER_SPEC {
            @Override
            void forge(ByteBuffer copy) {
                copy.put(0, (byte) CHANGE_CIPHER_SPEC).putShort(11, (short) 1).put(13, (byte) 1);
            }
        };

        abstract void forge(ByteBuffer copy);

        byte[] of(byte[] datagram) {
            ByteBuffer copy = ByteBuffer.wrap(datagram.clone()).putInt(7, 1_000_000);
            forge(copy);
            return copy.array();
        }
    }

    @ParameterizedTest
    @EnumSource(Forgery.class)
    void withstandsAForgeryBeforeEachDatagram(Forgery forgery) throws Exception {
        client.losing(datagram -> {
            server.receive(forgery.of(datagram));
            return false;
        });
        secure();
        assertTalk();
        assertFalse(server.failed.isDone(), () -> server.failed.toString());
    }

    @Test
    void dropsForgedRecordsOnceItIsSecured() throws Exception {
        secure();
        Random random = new Random(6347);
        for (int round = 0; round < 500; round++) {
            byte[] forged = new byte[random.nextInt(80)];
            random.nextBytes(forged);
            if (forged.length > 5) {
                forged[0] = (byte) (20 + random.nextInt(4));
                forged[1] = (byte) 0xFE;
                forged[2] = (byte) 0xFD;
                forged[3] = 0;
                forged[4] = (byte) random.nextInt(2);
            }
            server.receive(forged);
        }
        assertTalk();
        assertFalse(server.failed.isDone(), () -> server.failed.toString());
    }

    @Test
    void tellsThePeerThatItCloses() throws Exception {
        secure();
        server.closeInOrder();
        Side.soon(client.closedByPeer);
    }

    @Test
    void hearsThatThePeerCloses() throws Exception {
        secure();
        client.closeInOrder();
        Side.soon(server.closedByPeer);
    }

    @Test
    void isNoClient() throws Exception {
        try (Side wrong = new Side(DtlsRole.CLIENT, JDK)) {
            wrong.begin();
            Side.soon(wrong.failed);
        }
    }

    @Test
    void givesUpWhenThePeerFallsSilent() {
        ResendTimer timer = new ResendTimer();
        long start = Long.MAX_VALUE - 5;
        timer.begin(start);
        long limit = ResendTimer.LIMIT.toNanos();
        assertEquals(TimeUnit.SECONDS.toNanos(1), timer.delayNanos(start));
        timer.resent(start);
        assertEquals(TimeUnit.SECONDS.toNanos(2), timer.delayNanos(start));
        timer.sent(start);
        assertEquals(TimeUnit.SECONDS.toNanos(1), timer.delayNanos(start));
        assertFalse(timer.isOver(start + limit - 1));
        assertTrue(timer.isOver(start + limit));
        assertEquals(0, timer.delayNanos(start + limit));
    }
}
