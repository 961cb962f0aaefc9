package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.status.EndReason;
import dev.floe.status.SessionEnd;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions on the event loops of the application. */
class LentLoopsTest {
    private static final SessionListener QUIET = new SessionListener() {};
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private ScriptedPeer peer;

    @BeforeEach
    void open() throws Exception {
        peer = new ScriptedPeer(LOOPBACK);
    }

    @AfterEach
    void close() throws InterruptedException {
        peer.close();
    }

    private static IoEventLoopGroup group(Sockets sockets) {
        return new MultiThreadIoEventLoopGroup(2, sockets.ioHandlers());
    }

    private static PeerSessions sessionsOn(IoEventLoopGroup group) {
        return PeerSessions.builder()
                .address(LOOPBACK)
                .dtls(new FakeDtls())
                .eventLoopGroup(group)
                .build();
    }

    /** Without a quiet period, Netty may end a loop before it has closed the loop's sockets. */
    private static void end(IoEventLoopGroup group) {
        assertTrue(group.shutdownGracefully(10, 1000, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(ScriptedPeer.PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @EnumSource
    void runsSessionsOnThemAndLeavesThemRunning(Sockets sockets) throws Exception {
        IoEventLoopGroup group = group(sockets);
        CompletableFuture<Thread> told = new CompletableFuture<>();
        SessionListener listener = new SessionListener() {
            @Override
            public void onEnd(PeerSession session, SessionEnd end) {
                told.complete(Thread.currentThread());
            }
        };
        long before = Machine.sockets();
        PeerSessions sessions = sessionsOn(group);
        PeerSession session = Await.result(sessions.accept(peer.offer(), listener));
        assertEquals(List.of(), Machine.loopThreads());
        sessions.close();
        assertTrue(told.isDone());
        assertEquals(EndReason.CLOSED, Await.result(session.closed()).reason());
        assertEquals(before, Machine.sockets());
        assertFalse(group.isShuttingDown());
        assertTrue(Await.result(told).isAlive());
        end(group);
        told.join().join(ScriptedPeer.PATIENCE_SECONDS * 1000);
        assertFalse(told.join().isAlive());
    }

    @ParameterizedTest
    @EnumSource
    void refusesToWaitForItselfOnOneOfThem(Sockets sockets) throws Exception {
        IoEventLoopGroup group = group(sockets);
        PeerSessions sessions = sessionsOn(group);
        assertInstanceOf(
                IllegalStateException.class,
                group.submit(sessions::close).await().cause());
        sessions.close();
        end(group);
    }

    @ParameterizedTest
    @EnumSource
    void closesThoughTheyWereShutDownBefore(Sockets sockets) throws Exception {
        long before = Machine.sockets();
        IoEventLoopGroup group = group(sockets);
        PeerSessions sessions = sessionsOn(group);
        Await.result(sessions.accept(peer.offer(), QUIET));
        end(group);
        Await.result(sessions.closeAsync());
        assertEquals(before, Machine.sockets());
        assertInstanceOf(IllegalStateException.class, Await.failure(sessions.accept(peer.offer(), QUIET)));
    }

    @Test
    void refusesLoopsThatDriveNoDatagramSockets() {
        IoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
        assertEquals(
                "eventLoopGroup: must drive NIO or epoll",
                assertThrows(IllegalArgumentException.class, () -> sessionsOn(group))
                        .getMessage());
        end(group);
    }
}
