package dev.floe.session.dtls;

import dev.floe.slot.DtlsLink;
import dev.floe.slot.DtlsSlot;
import dev.floe.slot.Fingerprint;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The ready-made DTLS slot: DTLS 1.2 by BouncyCastle, as server or client, for data and for SRTP keys. One for a whole
 * server, kept for its life: all sessions show the same identity. Thread-safe.
 *
 * <p>DTLS 1.2 is what BouncyCastle has and what every browser speaks (RFC 8827 section 6.5); AES-GCM and
 * ChaCha20-Poly1305 with ECDHE and ECDSA. The peer must show a certificate that matches a fingerprint of its
 * description: there is no way to accept any. The extended master secret is required, renegotiation refused,
 * {@code use_srtp} answered whenever it is offered.
 *
 * <p>BouncyCastle's handshake blocks, so each has a thread of its own while it lasts: a virtual one where the JVM has
 * such (21 and later), else a daemon. Only as many as there are processors compute at a time, for some milliseconds
 * each; a peer that falls silent costs a parked thread until its session's deadline, and keeps nobody else from
 * connecting. So there are never more such threads than sessions. After the handshake the session's own thread does all
 * the work, and never waits.
 *
 * <p>A session makes three attempts at most, and all of them within one deadline that begins with the first record;
 * then its DTLS has failed. Before that record it holds next to no memory.
 */
public final class BouncyCastleDtls implements DtlsSlot.Factory {
    private final DtlsIdentity identity;
    private final Credentials credentials;
    private final Duration handshakeTimeout;
    private final Executor executor;
    private final CpuShare cpu = new CpuShare();
    private final CompletableFuture<Void> warmUp;

    private BouncyCastleDtls(Builder builder) {
        this.identity = builder.identity == null ? DtlsIdentity.selfSigned() : builder.identity;
        this.credentials = new Credentials(identity);
        this.handshakeTimeout = builder.handshakeTimeout;
        this.executor = builder.executor;
        this.warmUp = WarmUp.start(identity, credentials, cpu, executor);
    }

    /**
     * Draws a new identity, and begins to warm the cryptography up.
     *
     * @return the slot's factory
     */
    public static BouncyCastleDtls selfSigned() {
        return builder().build();
    }

    /**
     * Shows a given identity, and begins to warm the cryptography up.
     *
     * @param identity what all sessions will show
     * @return the slot's factory
     */
    public static BouncyCastleDtls with(DtlsIdentity identity) {
        return builder().identity(identity).build();
    }

    /** {@return a builder with the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the identity that all sessions show} */
    public DtlsIdentity identity() {
        return identity;
    }

    /**
     * {@return a stage that completes once some handshakes, with ourselves and in memory, have loaded all that peers
     * would otherwise wait for} They began with the construction. No need to wait for it: peers are served meanwhile,
     * only slower.
     */
    public CompletionStage<Void> warmedUp() {
        return warmUp.minimalCompletionStage();
    }

    @Override
    public Optional<Fingerprint> fingerprint() {
        return Optional.of(identity.fingerprint());
    }

    @Override
    public DtlsSlot attach(DtlsLink link) {
        return new BouncyCastleSlot(this, Objects.requireNonNull(link, "link"));
    }

    @Override
    public String toString() {
        return "BouncyCastleDtls[" + identity.fingerprint() + "]";
    }

    Credentials credentials() {
        return credentials;
    }

    Duration handshakeTimeout() {
        return handshakeTimeout;
    }

    Executor executor() {
        return executor;
    }

    CpuShare cpu() {
        return cpu;
    }

    /** Settings of a {@link BouncyCastleDtls}. Not thread-safe. */
    public static final class Builder {
        private @Nullable DtlsIdentity identity;
        private Duration handshakeTimeout = Duration.ofSeconds(30);
        private Executor executor = new HandshakeThreads();

        private Builder() {}

        /**
         * Sets what all sessions will show; otherwise a new identity is drawn.
         *
         * @param identity the certificate and its key
         * @return this builder
         */
        public Builder identity(DtlsIdentity identity) {
            this.identity = Objects.requireNonNull(identity, "identity");
            return this;
        }

        /**
         * Sets how long a session may take from its first handshake's first record until DTLS is up, all attempts
         * included.
         *
         * @param timeout more than zero; 30 seconds by default
         * @return this builder
         * @throws IllegalArgumentException if it is not
         */
        public Builder handshakeTimeout(Duration timeout) {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("handshakeTimeout: must be more than zero, not " + timeout);
            }
            this.handshakeTimeout = timeout;
            return this;
        }

        /**
         * Sets what runs the handshakes; by default each gets a thread of its own. Handshakes wait for their peers, so
         * an executor with a fixed number of threads lets that many silent peers keep everyone else from connecting;
         * and one that runs tasks on the caller's thread would stop the session.
         *
         * @param executor never runs a task in the caller's thread; a rejected task counts as a failed handshake
         * @return this builder
         */
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /** {@return the slot's factory, its cryptography warming up} */
        public BouncyCastleDtls build() {
            return new BouncyCastleDtls(this);
        }
    }
}
