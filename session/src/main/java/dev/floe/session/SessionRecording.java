package dev.floe.session;

import dev.floe.session.record.EventEntry;
import dev.floe.session.record.PcapngForm;
import dev.floe.session.record.Recorded;
import dev.floe.session.record.TextForm;
import dev.floe.status.PeerStats;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was recorded of a session up to a moment: its last STUN messages as they were on the wire, and its last events. Immutable. It is
 * decoded when it is written, on the thread that asks for that.
 *
 * <p>It holds what an eavesdropper sees, addresses, ufrags and digests, and no password and no key.
 */
public final class SessionRecording {
    private final String session;
    private final InetSocketAddress local;
    private final PeerStats stats;
    private final Optional<Recorded> recorded;

    SessionRecording(PeerSession session, PeerStats stats, Optional<Recorded> recorded) {
        this.session = session.id();
        this.local = session.localAddress();
        this.stats = stats;
        this.recorded = recorded;
    }

    /** {@return where the session stood at that moment, and what it had counted} */
    public PeerStats stats() {
        return stats;
    }

    /** {@return how many messages and events there are} */
    public int size() {
        return recorded.map(Recorded::entries).map(List::size).orElse(0);
    }

    /**
     * {@return the events alone, the oldest first: checks and proofs of addresses, nominations, changes of path and state, DTLS, channels that
     * the peer opened, and the end}
     */
    public List<SessionEvent> events() {
        return recorded.map(SessionRecording::events).orElse(List.of());
    }

    private static List<SessionEvent> events(Recorded recorded) {
        return recorded.entries().stream()
                .filter(EventEntry.class::isInstance)
                .map(entry ->
                        new SessionEvent(Duration.ofNanos(entry.at() - recorded.start()), ((EventEntry) entry).words()))
                .toList();
    }

    /** {@return it as text, a line each: what came {@code <-}, what went {@code ->}, and what happened {@code --}} */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("session ")
                .append(session)
                .append(" at ")
                .append(TextForm.address(local))
                .append('\n');
        text.append("state ").append(stats.state()).append(", DTLS ").append(stats.dtlsState());
        text.append(", consent ").append(stats.consent());
        text.append(stats.sinceProof()
                .map(ago -> ", last proven " + ago.toMillis() + " ms before")
                .orElse(""));
        text.append(stats.remote()
                .map(remote -> ", peer " + TextForm.address(remote))
                .orElse(", no peer"));
        text.append("\ncounted ").append(stats.totals());
        text.append("\ndropped ").append(stats.drops()).append('\n');
        recorded.ifPresentOrElse(
                entries -> TextForm.append(text, entries),
                () -> text.append("nothing was recorded: the builder's recorder(…) was not asked for\n"));
        return text.toString();
    }

    /**
     * Writes it as a pcapng file. Wireshark shows each message with a comment that says what Floe read in it and what became of it, and the
     * events among them. The file has no messages where nothing was recorded.
     *
     * @param out is not closed
     * @throws IOException if {@code out} throws it
     */
    public void writePcapng(OutputStream out) throws IOException {
        PcapngForm.write(out, recorded.orElseGet(Recorded::nothing), session, local);
    }

    /** Returns the session's name and how much there is. */
    @Override
    public String toString() {
        return "SessionRecording[session=" + session + ", size=" + size() + "]";
    }
}
