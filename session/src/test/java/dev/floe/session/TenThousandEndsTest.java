package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.ice.ConsentPolicy;
import dev.floe.slot.DtlsLink;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.DtlsSlot;
import dev.floe.slot.Fingerprint;
import dev.floe.slot.SctpParameters;
import dev.floe.status.EndReason;
import dev.floe.status.PeerStats;
import dev.floe.status.SessionEnd;
import io.netty.channel.Channel;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions that end in every possible way, ten thousand of them, leave nothing behind. */
class TenThousandEndsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int ROUNDS = 5;
    private static final int AT_ONCE = 10_000 / ROUNDS / EndReason.values().length;
    private static final long SLACK_BYTES = 2 << 20;

    private final AtomicInteger living = new AtomicInteger();
    private ScriptedPeer peer;
    private EventLoops loops;

    /** A session, and the socket under it. */
    private record Live(Channel channel, PeerSession session) {}

    /** What the process holds besides sockets. */
    private record Held(long directBytes, long heapBytes) {
        static Held now() throws Exception {
            Leaks.assertNone();
            Leaks.collectGarbage(); // The log that was searched.
            return new Held(
                    PlatformDependent.usedDirectMemory(),
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
    }

    @BeforeEach
    void open() throws Exception {
        peer = new ScriptedPeer(LOOPBACK);
        loops = new EventLoops(Transport.AUTO, 2);
    }

    @AfterEach
    void close() throws Exception {
        loops.shutdown();
        Await.result(loops.gone());
        peer.close();
    }

    @Test
    void leaveNothing() throws Exception {
        long sockets = Machine.sockets();
        endInEveryWay();
        Held first = Held.now();
        for (int round = 1; round < ROUNDS; round++) {
            endInEveryWay();
        }
        Held last = Held.now();
        System.out.printf(
                "%d sessions, ended in %d ways; direct memory %d kB after the first round, %d kB after the last, heap %d kB, %d kB%n",
                ROUNDS * AT_ONCE * EndReason.values().length,
                EndReason.values().length,
                first.directBytes() / 1000,
                last.directBytes() / 1000,
                first.heapBytes() / 1000,
                last.heapBytes() / 1000);
        assertEquals(0, living.get());
        assertEquals(sockets, Machine.sockets());
        assertTrue(last.directBytes() <= first.directBytes() + SLACK_BYTES, "direct memory has grown");
        assertTrue(last.heapBytes() <= first.heapBytes() + SLACK_BYTES, "the heap has grown");
        loops.shutdown();
        Await.result(loops.gone());
        Machine.awaitNoLoopThreads();
    }

    private void endInEveryWay() throws Exception {
        for (EndReason reason : EndReason.values()) {
            List<Live> all = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                all.add(begin(reason));
            }
            if (reason != EndReason.NEVER_CONNECTED) {
                connect(all);
            }
            end(all, reason);
            for (Live live : all) {
                assertEquals(reason, Await.result(live.session().closed()).reason());
            }
            peer.answerWith(ScriptedPeer.Answer.SUCCESS);
            peer.forget();
        }
    }

    private Live begin(EndReason reason) throws Exception {
        LoopContext context = loops.next();
        UdpSocket socket = loops.openSocket(LOOPBACK);
        Channel channel = socket.channel();
        context.loop().register(channel).sync();
        channel.bind(new InetSocketAddress(LOOPBACK, 0)).sync();
        PeerSession session = context.loop()
                .submit(() -> new LoopSession(context, socket, plan(reason), new Count()).begin())
                .get();
        return new Live(channel, session);
    }

    private SessionPlan plan(EndReason reason) {
        SlotChoice slots = new SlotChoice();
        slots.dtls(new Obedient(reason));
        if (reason == EndReason.NEVER_CONNECTED) {
            slots.connectTimeout(Duration.ofSeconds(1));
        } else if (reason == EndReason.CONSENT_EXPIRED) {
            slots.consent(
                    ConsentPolicy.DEFAULT.withPeriod(Duration.ofMillis(200)).withExpiry(Duration.ofSeconds(2)));
        }
        return new SessionPlan(
                LOOPBACK,
                PortRange.only(0),
                List.of(),
                slots.engine(
                        Drawn.credentials(),
                        Optional.of(peer.credentials),
                        DtlsRole.SERVER,
                        List.of(),
                        SctpParameters.DEFAULT),
                0,
                0,
                Opening.elsewhere(Optional.of(DtlsRole.SERVER), slots.choice()),
                new SessionListener() {});
    }

    private void connect(List<Live> all) throws Exception {
        for (Live live : all) {
            peer.check(live.session());
        }
        for (Live live : all) {
            Await.result(live.session().connected());
        }
    }

    private void end(List<Live> all, EndReason reason) throws Exception {
        switch (reason) {
            case NEVER_CONNECTED -> {
                // Nobody calls.
            }
            case CONSENT_EXPIRED -> peer.answerWith(ScriptedPeer.Answer.NOTHING);
            case REVOKED -> peer.answerWith(ScriptedPeer.Answer.FORBIDDEN);
            case DTLS_CLOSED, DTLS_FAILED, SLOT_FAILED -> {
                for (Live live : all) {
                    peer.send(live.session().localAddress(), FakeDtls.HELLO);
                }
            }
            case SOCKET_FAILED -> {
                for (Live live : all) {
                    live.channel().close().sync();
                }
            }
            case CLOSED -> all.forEach(live -> live.session().close());
        }
    }

    private final class Count implements Keeper {
        @Override
        public void opened(PeerSession session) {
            living.incrementAndGet();
        }

        @Override
        public void closed(PeerSession session, SessionEnd end, PeerStats last) {
            living.decrementAndGet();
        }

        @Override
        public void failed() {}
    }

    /** Does with the first datagram what ends the session. */
    private record Obedient(EndReason reason) implements DtlsSlot.Factory {
        @Override
        public DtlsSlot attach(DtlsLink link) {
            return new DtlsSlot() {
                @Override
                public void onDatagram(long now, ByteBuffer datagram) {
                    switch (reason) {
                        case DTLS_CLOSED -> link.closedByPeer(now);
                        case DTLS_FAILED -> link.failed(now, new IOException("planted"));
                        default -> throw new IllegalStateException("planted");
                    }
                }

                @Override
                public boolean send(long now, ByteBuffer plaintext) {
                    return false;
                }
            };
        }

        @Override
        public Optional<Fingerprint> fingerprint() {
            return Optional.of(FakeDtls.FINGERPRINT);
        }
    }
}
