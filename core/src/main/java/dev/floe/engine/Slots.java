package dev.floe.engine;

import dev.floe.slot.DataLink;
import dev.floe.slot.DataSlot;
import dev.floe.slot.DtlsLink;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.DtlsSlot;
import dev.floe.slot.Fingerprint;
import dev.floe.slot.MediaLink;
import dev.floe.slot.MediaSlot;
import dev.floe.slot.SctpParameters;
import dev.floe.slot.SessionTask;
import dev.floe.slot.Slot;
import dev.floe.slot.SrtpKeys;
import dev.floe.status.DtlsState;
import dev.floe.status.EndReason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The slots of one session and their links. DTLS secures the session: it opens the data slot, whose plaintext passes
 * through it, and hands keys to the media slot.
 */
final class Slots {
    /** What the slots need of their session. */
    interface Host {
        boolean send(long now, ByteBuffer datagram, boolean mayWait);

        void execute(SessionTask task);

        void onDtls(DtlsState state);

        void end(long now, EndReason reason, @Nullable Throwable cause);
    }

    private static final int NO_PLAINTEXT = 0;

    private final Host host;
    private DtlsRole role;
    private List<Fingerprint> fingerprints;
    private SctpParameters sctp;
    private final @Nullable DtlsSlot dtls;
    private final @Nullable DataSlot data;
    private final @Nullable MediaSlot media;
    private DtlsState state = DtlsState.NEW;
    private @Nullable String version;
    private @Nullable String cipherSuite;
    /** What the slots wanted when they were asked. */
    private long wantedDelay;

    private long askedAt;
    private boolean mayHaveChanged = true;

    Slots(EngineConfig config, Host host) {
        this.host = host;
        this.role = config.role();
        this.fingerprints = config.fingerprints();
        this.sctp = config.sctp();
        this.media = config.media()
                .map(factory -> attach(() -> factory.attach(new ToMedia())))
                .orElse(null);
        this.data = config.data()
                .map(factory -> attach(() -> factory.attach(new ToData()), media))
                .orElse(null);
        this.dtls = config.dtls()
                .map(factory -> attach(() -> factory.attach(new ToDtls()), media, data))
                .orElse(null);
    }

    /** A factory that throws lets the session not begin; what was attached before it must not be left behind. */
    private static <S extends Slot> S attach(Supplier<S> factory, @Nullable Slot... attachedBefore) {
        try {
            return factory.get();
        } catch (Throwable fault) {
            for (Slot slot : attachedBefore) {
                if (slot != null) {
                    slot.onClosed();
                }
            }
            throw fault;
        }
    }

    /** The peer's description has come; nothing of DTLS was handed over before. */
    void learn(List<Fingerprint> peerFingerprints, DtlsRole agreedRole) {
        fingerprints = List.copyOf(peerFingerprints);
        role = agreedRole;
        mayHaveChanged = true;
    }

    /** The peer's description has come. */
    void learn(SctpParameters peer) {
        sctp = peer;
        mayHaveChanged = true;
    }

    boolean hasDtls() {
        return dtls != null;
    }

    boolean takes(PacketKind kind) {
        return kind == PacketKind.DTLS ? dtls != null : media != null;
    }

    /** Hands over a datagram of a proven path; whatever the slot throws ends the session. */
    void deliver(long now, PacketKind kind, ByteBuffer datagram) {
        try {
            if (kind == PacketKind.DTLS && dtls != null) {
                dtls.onDatagram(now, datagram);
            } else if (kind == PacketKind.MEDIA && media != null) {
                media.onDatagram(now, datagram);
            }
        } catch (Throwable fault) {
            fail(now, fault);
        }
        mayHaveChanged = true;
    }

    void onWritable(long now) {
        forEach(now, Slot::onWritable);
    }

    /** Runs a task of a slot's; whatever it throws ends the session. */
    void run(long now, SessionTask task) {
        try {
            task.run(now);
        } catch (Throwable fault) {
            fail(now, fault);
        }
        mayHaveChanged = true;
    }

    /** Most timeouts of a session are the agent's: those touch none of the slots' memory. */
    void onTimeout(long now) {
        if (delayNanos(now) == 0) {
            forEach(now, Slot::onTimeout);
        }
    }

    void onConsentLost(long now) {
        forEach(now, Slot::onConsentLost);
    }

    /** Lets the slots say goodbye, the innermost first. */
    void onClosing(long now) {
        forEach(now, Slot::onClosing);
    }

    void onClosed(long now) {
        forEach(now, (slot, ignored) -> slot.onClosed());
    }

    /** Slots are asked again only after what may have changed their answer: most inputs of a session concern none. */
    long delayNanos(long now) {
        if (mayHaveChanged) {
            mayHaveChanged = false;
            askedAt = now;
            wantedDelay = Math.min(delay(now, dtls), Math.min(delay(now, data), delay(now, media)));
        }
        return wantedDelay == Long.MAX_VALUE ? wantedDelay : Math.max(0, wantedDelay - (now - askedAt));
    }

    private long delay(long now, @Nullable Slot slot) {
        if (slot == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Math.max(0, slot.delayNanos(now));
        } catch (Throwable fault) {
            fail(now, fault);
            return Long.MAX_VALUE;
        }
    }

    /** Something to tell a slot. */
    private interface Call<S extends Slot> {
        void on(S slot, long now);
    }

    private void forEach(long now, Call<Slot> call) {
        tell(now, data, call);
        tell(now, media, call);
        tell(now, dtls, call);
    }

    private <S extends Slot> void tell(long now, @Nullable S slot, Call<? super S> call) {
        if (slot == null) {
            return;
        }
        try {
            call.on(slot, now);
        } catch (Throwable fault) {
            fail(now, fault);
        }
        mayHaveChanged = true;
    }

    void fail(long now, Throwable fault) {
        host.end(now, EndReason.SLOT_FAILED, fault);
    }

    DtlsState state() {
        return state;
    }

    Optional<String> version() {
        return Optional.ofNullable(version);
    }

    Optional<String> cipherSuite() {
        return Optional.ofNullable(cipherSuite);
    }

    void become(DtlsState next) {
        if (state != next) {
            state = next;
            host.onDtls(next);
        }
    }

    private void secure(long now, String agreedVersion, String agreedSuite, Optional<SrtpKeys> keys) {
        version = agreedVersion;
        cipherSuite = agreedSuite;
        become(DtlsState.CONNECTED);
        keys.ifPresent(agreed -> tell(now, media, (slot, at) -> slot.onKeys(at, agreed)));
        tell(now, data, (slot, at) -> slot.onSecured(at, role));
    }

    /** The link of the DTLS slot. */
    private final class ToDtls implements DtlsLink {
        @Override
        public void execute(SessionTask task) {
            host.execute(task);
        }

        @Override
        public boolean send(long now, ByteBuffer datagram) {
            return host.send(now, datagram, true);
        }

        @Override
        public DtlsRole role() {
            return role;
        }

        @Override
        public List<Fingerprint> peerFingerprints() {
            return fingerprints;
        }

        @Override
        public void handshaking(long now) {
            become(DtlsState.CONNECTING);
        }

        @Override
        public void secured(long now, String agreedVersion, String agreedSuite, Optional<SrtpKeys> keys) {
            secure(now, agreedVersion, agreedSuite, keys);
        }

        @Override
        public void plaintext(long now, ByteBuffer plaintext) {
            if (state != DtlsState.CONNECTED) {
                throw new IllegalStateException("plaintext: only after secured");
            }
            tell(now, data, (slot, at) -> slot.onPlaintext(at, plaintext));
        }

        @Override
        public void closedByPeer(long now) {
            host.end(now, EndReason.DTLS_CLOSED, null);
        }

        @Override
        public void failed(long now, Throwable cause) {
            host.end(now, EndReason.DTLS_FAILED, cause);
        }
    }

    /** The link of the data slot: its plaintext passes through DTLS. */
    private final class ToData implements DataLink {
        @Override
        public void execute(SessionTask task) {
            host.execute(task);
        }

        @Override
        public boolean send(long now, ByteBuffer plaintext) {
            return dtls != null && state == DtlsState.CONNECTED && dtls.send(now, plaintext);
        }

        @Override
        public int maxPlaintext() {
            return dtls == null ? NO_PLAINTEXT : dtls.maxPlaintext();
        }

        @Override
        public SctpParameters peer() {
            return sctp;
        }
    }

    /** The link of the media slot. */
    private final class ToMedia implements MediaLink {
        @Override
        public void execute(SessionTask task) {
            host.execute(task);
        }

        @Override
        public boolean send(long now, ByteBuffer datagram) {
            return host.send(now, datagram, false);
        }
    }
}
