package dev.floe.session;

import dev.floe.engine.PacketKind;
import dev.floe.engine.PeerEngine;
import dev.floe.ice.CandidatePair;
import dev.floe.session.jfr.CheckEvent;
import dev.floe.session.jfr.ConsentRoundEvent;
import dev.floe.session.jfr.EndEvent;
import dev.floe.session.jfr.HandshakeEvent;
import dev.floe.session.jfr.PathChangeEvent;
import dev.floe.session.record.Outcome;
import dev.floe.session.record.Recorded;
import dev.floe.session.record.Recorder;
import dev.floe.session.record.StunEntry;
import dev.floe.session.record.TextForm;
import dev.floe.status.Counters;
import dev.floe.status.DtlsState;
import dev.floe.status.PeerStats;
import dev.floe.status.RoundTrip;
import dev.floe.status.SessionEnd;
import dev.floe.status.SessionState;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who looks on at a session: its recorder, where the application wants one, and the JDK's Flight Recorder, while it
 * records. Where nobody does, a datagram costs a look at that. On the session's loop.
 */
final class Watch {
    private static final int RESPONSE = 0x01;

    private final String session;
    private final @Nullable Recorder recorder;
    private final @Nullable Milestones milestones;
    private @Nullable Tally tally;
    private @Nullable HandshakeEvent handshake;
    private String path = "";

    /** What was counted before and after an input; made when someone looks on for the first time. */
    private record Tally(Counters before, Counters after) {
        boolean gainedAnswer() {
            return after.responsesIn > before.responsesIn;
        }
    }

    /**
     * Begins to look on.
     *
     * @param session the session's name
     * @param recorded how many messages and events to keep; 0: no recorder
     */
    Watch(String session, int recorded) {
        this.session = session;
        Recorder keeps = recorded == 0 ? null : new Recorder(recorded);
        this.recorder = keeps;
        this.milestones = keeps == null ? null : new Milestones(keeps);
    }

    /** Returns whether {@link #onDatagram} has to stand between a datagram and the engine. */
    boolean wants(ByteBuffer datagram) {
        return isStun(datagram) && isOn();
    }

    private boolean isOn() {
        return recorder != null || CheckEvent.isRecorded() || ConsentRoundEvent.isRecorded();
    }

    private static boolean isStun(ByteBuffer datagram) {
        return PacketKind.of(datagram) == PacketKind.STUN;
    }

    /** Hands a datagram to the engine, and notes what becomes of it. */
    void onDatagram(long now, InetSocketAddress source, ByteBuffer datagram, PeerEngine engine) {
        StunEntry entry = recorder == null ? null : recorder.received(now, source, datagram);
        boolean response = (datagram.get(datagram.position()) & RESPONSE) != 0;
        Tally counted = tally == null ? new Tally(new Counters(), new Counters()) : tally;
        tally = counted;
        engine.copyCounters(counted.before());
        engine.onDatagram(now, source, datagram);
        engine.copyCounters(counted.after());
        String outcome = Outcome.between(counted.before(), counted.after());
        if (entry != null && milestones != null) {
            entry.becomes(outcome);
            milestones.onMessage(source, datagram, entry, outcome);
        }
        if (response) {
            record(source, outcome, counted.gainedAnswer(), () -> roundTrip(engine.stats(now)));
        } else if (CheckEvent.isRecorded()) {
            CheckEvent.record(session, TextForm.address(source), outcome);
        }
    }

    private void record(InetSocketAddress source, String outcome, boolean accepted, LongSupplier roundTrip) {
        if (ConsentRoundEvent.isRecorded()) {
            ConsentRoundEvent.record(session, TextForm.address(source), outcome, accepted ? roundTrip.getAsLong() : 0);
        }
    }

    private static long roundTrip(PeerStats stats) {
        return stats.roundTrip().map(RoundTrip::last).map(Duration::toNanos).orElse(0L);
    }

    /** A datagram leaves, or is refused. */
    void onSend(InetSocketAddress to, ByteBuffer datagram, boolean taken) {
        if (recorder != null && isStun(datagram)) {
            StunEntry entry = recorder.sent(System.nanoTime(), to, datagram);
            if (!taken) {
                entry.becomes("not sent, the socket's buffer is full");
            }
        }
    }

    void onState(SessionState state) {
        note("state " + state);
    }

    void onSelected(CandidatePair pair) {
        String remote = TextForm.address(pair.remote());
        note(path.isEmpty() ? "path " + remote : "path " + remote + ", it was " + path);
        PathChangeEvent.record(session, path, remote);
        path = remote;
    }

    void onDtls(DtlsState state) {
        note("DTLS " + state);
        if (state == DtlsState.CONNECTING) {
            handshake = HandshakeEvent.begun(session);
        } else if (state != DtlsState.CONNECTED) {
            endHandshake(state, "", "");
        }
    }

    /** The handshake is done. Called when the engine's input is over, so that the engine can be asked. */
    void onSecured(Supplier<PeerStats> stats) {
        if (recorder == null && handshake == null) {
            return;
        }
        PeerStats secured = stats.get();
        String version = secured.dtlsVersion().orElse("");
        String suite = secured.cipherSuite().orElse("");
        note("secured with " + version + ", " + suite);
        endHandshake(DtlsState.CONNECTED, version, suite);
    }

    private void endHandshake(DtlsState state, String version, String suite) {
        HandshakeEvent event = handshake;
        if (event != null) {
            handshake = null;
            event.ended(state.name(), version, suite);
        }
    }

    /** The peer has opened a channel. */
    void onChannel(String label) {
        note("channel \"" + label + "\" opened by the peer");
    }

    void onEnd(SessionEnd end) {
        if (recorder != null) {
            note("ended: " + end);
        }
        if (EndEvent.isRecorded()) {
            EndEvent.record(session, end.reason().name(), end.after().toNanos(), end.toString());
        }
    }

    private void note(String words) {
        if (recorder != null) {
            recorder.event(System.nanoTime(), words);
        }
    }

    /** Returns what was recorded so far; empty if nothing is. */
    Optional<Recorded> recorded() {
        return Optional.ofNullable(recorder).map(Recorder::snapshot);
    }
}
