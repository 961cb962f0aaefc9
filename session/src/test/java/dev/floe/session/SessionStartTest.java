package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.slot.DtlsRole;
import dev.floe.slot.DtlsSlot;
import dev.floe.slot.SctpParameters;
import dev.floe.status.EndReason;
import dev.floe.status.PeerStats;
import dev.floe.status.SessionEnd;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionStartTest {
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final Keeper keeper = new Keeper() {
        @Override
        public void opened(PeerSession session) {
            opened.incrementAndGet();
        }

        @Override
        public void closed(PeerSession session, SessionEnd end, PeerStats last) {
            closed.incrementAndGet();
        }

        @Override
        public void failed() {
            failed.incrementAndGet();
        }
    };

    @AfterEach
    void leaveNoThread() throws Exception {
        Machine.awaitNoLoopThreads();
    }

    private static SessionPlan plan(PortRange ports, DtlsSlot.Factory dtls) {
        SlotChoice slots = new SlotChoice();
        slots.dtls(dtls);
        return new SessionPlan(
                InetAddress.getLoopbackAddress(),
                ports,
                List.of(),
                slots.engine(
                        Drawn.credentials(),
                        Optional.of(Drawn.credentials()),
                        DtlsRole.SERVER,
                        List.of(),
                        SctpParameters.DEFAULT),
                0,
                0,
                Opening.elsewhere(Optional.of(DtlsRole.SERVER), slots.choice()),
                new SessionListener() {});
    }

    private static int deadlines(LoopContext context) throws Exception {
        return context.loop().submit(() -> context.deadlines().size()).get();
    }

    @ParameterizedTest
    @EnumSource
    void schedulesOneDeadlineASessionAndNoneAfterItsEnd(Transport transport) throws Exception {
        EventLoops loops = new EventLoops(transport, 1);
        SessionPlan plan = plan(PortRange.only(0), new FakeDtls());
        PeerSession first = Await.result(SessionStart.begin(loops, plan, keeper));
        PeerSession second = Await.result(SessionStart.begin(loops, plan, keeper));
        assertEquals(2, deadlines(loops.next()));
        Await.result(first.close());
        Await.result(second.close());
        assertEquals(0, deadlines(loops.next()));
        assertEquals(2, opened.get());
        assertEquals(2, closed.get());
        loops.shutdown();
        Await.result(loops.gone());
    }

    @ParameterizedTest
    @EnumSource
    void failsWithWhatASlotsFactoryThrows(Transport transport) throws Exception {
        EventLoops loops = new EventLoops(transport, 1);
        long before = Machine.sockets();
        IllegalStateException planted = new IllegalStateException("planted");
        SessionPlan plan = plan(PortRange.only(0), link -> {
            throw planted;
        });
        assertSame(planted, Await.failure(SessionStart.begin(loops, plan, keeper)));
        assertEquals(1, failed.get());
        loops.shutdown();
        Await.result(loops.gone());
        assertEquals(before, Machine.sockets());
    }

    @ParameterizedTest
    @EnumSource
    void reportsAPortThatIsTakenByItsNumber(Transport transport) throws Exception {
        EventLoops loops = new EventLoops(transport, 1);
        PeerSession holder = Await.result(SessionStart.begin(loops, plan(PortRange.only(0), new FakeDtls()), keeper));
        int port = holder.localAddress().getPort();
        Throwable failure =
                Await.failure(SessionStart.begin(loops, plan(PortRange.only(port), new FakeDtls()), keeper));
        assertInstanceOf(IOException.class, failure);
        Await.assertMessageBegins("cannot bind 127.0.0.1 port " + port + ": ", failure);
        assertEquals(1, failed.get());
        Await.result(holder.close());
        loops.shutdown();
        Await.result(loops.gone());
    }

    @ParameterizedTest
    @EnumSource
    void failsWhenTheLoopsAreGone(Transport transport) throws Exception {
        EventLoops loops = new EventLoops(transport, 1);
        loops.shutdown();
        Await.result(loops.gone());
        Throwable failure = Await.failure(SessionStart.begin(loops, plan(PortRange.only(0), new FakeDtls()), keeper));
        assertInstanceOf(IllegalStateException.class, failure);
        assertEquals(1, failed.get());
    }

    @ParameterizedTest
    @EnumSource
    void keepsStagesFromBeingCompletedByOthers(Transport transport) throws Exception {
        EventLoops loops = new EventLoops(transport, 1);
        PeerSession session = Await.result(SessionStart.begin(loops, plan(PortRange.only(0), new FakeDtls()), keeper));
        assertTrue(session.closed().toCompletableFuture().cancel(false));
        CompletableFuture<?> connected = session.connected().toCompletableFuture();
        assertTrue(connected.completeExceptionally(new IllegalStateException("planted")));
        assertEquals(EndReason.CLOSED, Await.result(session.close()).reason());
        SessionEndedException ended = assertInstanceOf(SessionEndedException.class, Await.failure(session.connected()));
        assertEquals(EndReason.CLOSED, ended.end().reason());
        assertThrows(IllegalStateException.class, session::answer);
        loops.shutdown();
        Await.result(loops.gone());
    }
}
