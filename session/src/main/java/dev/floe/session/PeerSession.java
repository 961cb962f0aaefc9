package dev.floe.session;

import dev.floe.ice.CandidatePair;
import dev.floe.ice.ConsentPolicy;
import dev.floe.ice.IceCredentials;
import dev.floe.sdp.LocalDescription;
import dev.floe.slot.DataSlot;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.DtlsSlot;
import dev.floe.slot.Fingerprint;
import dev.floe.slot.MediaSlot;
import dev.floe.status.PeerStats;
import dev.floe.status.SessionEnd;
import dev.floe.status.SessionState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** One peer session: one UDP socket. Thread-safe. */
public final class PeerSession {
    private PeerSession() {}

    /** Returns a builder of one session on its own. */
    public static Builder builder() {
        throw new UnsupportedOperationException();
    }

    /** Returns the public random name of the session, 16 hex digits; no secret. */
    public String id() {
        throw new UnsupportedOperationException();
    }

    /** Returns where the socket is bound. */
    public InetSocketAddress localAddress() {
        throw new UnsupportedOperationException();
    }

    /** Returns what the peer must be told. */
    public LocalDescription description() {
        throw new UnsupportedOperationException();
    }

    /** Returns the whole answer. */
    public String answer() {
        throw new UnsupportedOperationException();
    }

    /** Completes with the first selected pair. */
    public CompletionStage<CandidatePair> connected() {
        throw new UnsupportedOperationException();
    }

    /** Completes when DTLS is done. */
    public CompletionStage<PeerSession> secured() {
        throw new UnsupportedOperationException();
    }

    /** Completes when everything is released. */
    public CompletionStage<SessionEnd> closed() {
        throw new UnsupportedOperationException();
    }

    /** Takes a snapshot. */
    public CompletionStage<PeerStats> stats() {
        throw new UnsupportedOperationException();
    }

    /** Returns the last known state. */
    public SessionState state() {
        throw new UnsupportedOperationException();
    }

    /** Closes in order. */
    public CompletionStage<SessionEnd> close() {
        throw new UnsupportedOperationException();
    }

    /** Collects what a session is made of. */
    public static final class Builder {
        private Builder() {}

        /** Where to bind. */
        public Builder bind(InetSocketAddress address) {
            throw new UnsupportedOperationException();
        }

        /** What to advertise. */
        public Builder advertise(InetAddress address) {
            throw new UnsupportedOperationException();
        }

        /** This side's credentials. */
        public Builder local(IceCredentials credentials) {
            throw new UnsupportedOperationException();
        }

        /** The peer's credentials. */
        public Builder remote(IceCredentials credentials) {
            throw new UnsupportedOperationException();
        }

        /** Of which the peer's certificate must match one. */
        public Builder remoteFingerprints(List<Fingerprint> fingerprints) {
            throw new UnsupportedOperationException();
        }

        /** This side's DTLS role. */
        public Builder role(DtlsRole role) {
            throw new UnsupportedOperationException();
        }

        /** Makes the DTLS slot. */
        public Builder dtls(DtlsSlot.Factory dtls) {
            throw new UnsupportedOperationException();
        }

        /** Makes the data slot. */
        public Builder data(DataSlot.Factory data) {
            throw new UnsupportedOperationException();
        }

        /** Makes the media slot. */
        public Builder media(MediaSlot.Factory media) {
            throw new UnsupportedOperationException();
        }

        /** The consent policy. */
        public Builder consent(ConsentPolicy policy) {
            throw new UnsupportedOperationException();
        }

        /** How long the peer may take to prove a path. */
        public Builder connectTimeout(Duration timeout) {
            throw new UnsupportedOperationException();
        }

        /** Who hears what happens. */
        public Builder listener(SessionListener listener) {
            throw new UnsupportedOperationException();
        }

        /** Binds the socket and starts the session. */
        public CompletionStage<PeerSession> start() {
            throw new UnsupportedOperationException();
        }
    }
}
