package dev.floe.examples.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.examples.support.Await;
import dev.floe.examples.support.Nat;
import dev.floe.examples.support.Peer;
import dev.floe.sdp.RemoteDescription;
import dev.floe.session.PeerSession;
import dev.floe.session.PeerSessions;
import dev.floe.session.SessionListener;
import dev.floe.session.data.DataChannel;
import dev.floe.status.ConsentState;
import dev.floe.status.DtlsState;
import dev.floe.status.EndReason;
import dev.floe.status.PeerStats;
import dev.floe.status.SessionEnd;
import dev.floe.status.SessionState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** One peer, connected through a NAT of its own, and what it has shown so far. */
final class Course implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration HOLD = Duration.ofSeconds(35);

    /** A lower bound of what is asked in that time: a check a second, at most a fifth later each. */
    private static final long FEWEST_CHECKS = 28;

    private final Contender contender;
    private final Peer peer;
    private final String version;
    private final PeerSession session;
    private final Nat nat;
    private final Map<Step, String> shown = new EnumMap<>(Step.class);
    private final long connectedAt;
    private final PeerStats connected;

    /** Connects a peer, and waits for DTLS if it speaks it. */
    Course(Contender contender, Peer peer, PeerSessions peers, InetAddress host) throws Exception {
        this.contender = contender;
        this.peer = peer;
        version = peer.version();
        String offer = peer.offer();
        session = done(contender.speaksDtls() ? peers.accept(offer, new Echo()) : alone(host, offer));
        nat = new Nat(session.localAddress());
        long start = System.nanoTime();
        peer.accept(nat.detour(contender.speaksDtls() ? session.answer() : lines(session)));
        done(session.connected());
        note(Step.CONNECT, millisSince(start));
        if (contender.speaksDtls()) {
            done(session.secured());
            note(Step.SECURE, suite() + ", " + millisSince(start));
        }
        connectedAt = System.nanoTime();
        connected = done(session.stats());
    }

    private static final class Echo implements SessionListener {
        @Override
        public void onDataChannel(PeerSession session, DataChannel channel) {
            channel.onMessage(channel::send);
        }
    }

    private static CompletionStage<PeerSession> alone(InetAddress host, String offer) {
        return PeerSession.builder()
                .bind(new InetSocketAddress(host, 0))
                .remote(RemoteDescription.parse(offer).credentials())
                .start();
    }

    private static String lines(PeerSession session) {
        return String.join("\r\n", session.description().sdpLines());
    }

    private static <T> T done(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static String millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms";
    }

    private void note(Step step, String what) {
        shown.put(step, "yes, " + what);
    }

    private String suite() throws Exception {
        PeerStats stats = done(session.stats());
        assertEquals(DtlsState.CONNECTED, stats.dtlsState());
        return stats.dtlsVersion().orElseThrow() + ", " + stats.cipherSuite().orElseThrow();
    }

    void echo() throws Exception {
        long start = System.nanoTime();
        assertEchoes("Grüß dich, " + contender.title());
        note(Step.ECHO, millisSince(start));
    }

    private void assertEchoes(String text) throws Exception {
        assertEquals(text, peer.echo(text));
    }

    /** Waits until 35 s have passed since it was connected. Others that were connected meanwhile have waited as well. */
    void holdConsent() throws Exception {
        Await.until("the end of the wait", HOLD.plus(LIMIT), () -> {
            assertEquals(SessionState.CONNECTED, session.state());
            return System.nanoTime() - connectedAt >= HOLD.toNanos();
        });
        PeerStats held = done(session.stats());
        assertEquals(ConsentState.GRANTED, held.consent());
        long asked = since(held, "checksOut");
        long answered = since(held, "responsesIn");
        assertTrue(asked >= FEWEST_CHECKS, asked + " checks in " + HOLD);
        assertTrue(answered >= asked - 1, answered + " of " + asked + " answered"); // One may be on its way.
        if (contender.speaksDtls()) {
            assertEchoes("still here");
        }
        note(Step.CONSENT, answered + " of " + asked + " checks answered");
    }

    private long since(PeerStats now, String counter) {
        return now.totals().getOrDefault(counter, 0L) - connected.totals().getOrDefault(counter, 0L);
    }

    void rebind() throws Exception {
        Optional<InetSocketAddress> former = remote();
        nat.rebind();
        long start = System.nanoTime();
        if (contender.speaksDtls()) {
            assertEchoes("from another port");
        }
        Await.until("the new port's selection", LIMIT, () -> !remote().equals(former));
        note(Step.REBIND, millisSince(start));
        assertEquals(SessionState.CONNECTED, session.state());
        assertFalse(session.closed().toCompletableFuture().isDone());
    }

    private Optional<InetSocketAddress> remote() throws Exception {
        return done(session.stats()).remote();
    }

    /** Has the peer leave: with DTLS it says goodbye, without it is missed when consent expires. */
    void end() throws Exception {
        long start = System.nanoTime();
        peer.leave();
        SessionEnd end = session.closed().toCompletableFuture().get(40, TimeUnit.SECONDS);
        assertEquals(contender.speaksDtls() ? EndReason.DTLS_CLOSED : EndReason.CONSENT_EXPIRED, end.reason());
        note(Step.END, end.reason() + " after " + millisSince(start));
    }

    /** Returns the row of docs/interop.md that it has earned. */
    Row row() {
        return Row.of(contender.title(), version, shown);
    }

    @Override
    public void close() throws IOException {
        peer.close();
        session.close();
        nat.close();
    }
}
