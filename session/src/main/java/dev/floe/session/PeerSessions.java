package dev.floe.session;

import dev.floe.ice.ConsentPolicy;
import dev.floe.slot.DataSlot;
import dev.floe.slot.DtlsSlot;
import dev.floe.slot.MediaSlot;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletionStage;

/** Many sessions that share event loops, address, ports, identity and defaults. Thread-safe. */
public final class PeerSessions implements AutoCloseable {
    private PeerSessions() {}

    /** Returns a builder. */
    public static Builder builder() {
        throw new UnsupportedOperationException();
    }

    /** Takes an offer. */
    public CompletionStage<PeerSession> accept(String offerSdp, SessionListener listener) {
        throw new UnsupportedOperationException();
    }

    /** Returns the live ones. */
    public Collection<PeerSession> sessions() {
        throw new UnsupportedOperationException();
    }

    /** Closes all sessions in order, then the threads. */
    public CompletionStage<Void> closeAsync() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    /** Collects what sessions share. */
    public static final class Builder {
        private Builder() {}

        /** What sockets bind, a literal IP address. */
        public Builder address(String ip) {
            throw new UnsupportedOperationException();
        }

        /** What sockets bind. */
        public Builder address(InetAddress address) {
            throw new UnsupportedOperationException();
        }

        /** What answers show instead. */
        public Builder advertise(InetAddress publicAddress) {
            throw new UnsupportedOperationException();
        }

        /** The ports that sockets may bind. */
        public Builder ports(int first, int last) {
            throw new UnsupportedOperationException();
        }

        /** Makes DTLS slots. */
        public Builder dtls(DtlsSlot.Factory dtls) {
            throw new UnsupportedOperationException();
        }

        /** Makes data slots. */
        public Builder data(DataSlot.Factory data) {
            throw new UnsupportedOperationException();
        }

        /** Makes media slots. */
        public Builder media(MediaSlot.Factory media) {
            throw new UnsupportedOperationException();
        }

        /** The consent policy. */
        public Builder consent(ConsentPolicy policy) {
            throw new UnsupportedOperationException();
        }

        /** How long a peer may take to prove a path. */
        public Builder connectTimeout(Duration timeout) {
            throw new UnsupportedOperationException();
        }

        /** How many sessions may live at once. */
        public Builder maxSessions(int max) {
            throw new UnsupportedOperationException();
        }

        /** How many event loops. */
        public Builder eventLoops(int threads) {
            throw new UnsupportedOperationException();
        }

        /** How sockets are driven. */
        public Builder transport(Transport transport) {
            throw new UnsupportedOperationException();
        }

        /** Makes them. */
        public PeerSessions build() {
            throw new UnsupportedOperationException();
        }
    }
}
