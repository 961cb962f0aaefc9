package dev.floe.slot;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** What a {@link DtlsSlot} may do. On the session's thread only, but for {@link #execute}. */
public interface DtlsLink extends Link {
    /**
     * Sends one datagram on the selected pair. Before the first path is proven up to 32 datagrams wait for it.
     *
     * @param now the time in nanoseconds
     * @param datagram copied before the call returns
     * @return false if it was refused: no consent, the queue or the socket's buffer is full; {@link Slot#onWritable}
     *     tells when to try again
     */
    boolean send(long now, ByteBuffer datagram);

    /** {@return the role that the offer and answer gave this side (RFC 8842 section 5.2)} */
    DtlsRole role();

    /**
     * {@return the fingerprints of which the peer's certificate must match one (RFC 8122)} Empty while no remote
     * description is known: the peer must then be refused.
     */
    List<Fingerprint> peerFingerprints();

    /**
     * A handshake has begun.
     *
     * @param now the time in nanoseconds
     */
    void handshaking(long now);

    /**
     * The handshake is complete and the peer's certificate has matched.
     *
     * @param now the time in nanoseconds
     * @param version as in {@code "DTLS 1.2"}
     * @param cipherSuite the IANA name of the cipher suite
     * @param keys the SRTP keying material (RFC 5764), where use_srtp was agreed on
     */
    void secured(long now, String version, String cipherSuite, Optional<SrtpKeys> keys);

    /**
     * Hands decrypted bytes to the data slot. Only after {@link #secured}.
     *
     * @param now the time in nanoseconds
     * @param plaintext one record's content, lent for the call
     */
    void plaintext(long now, ByteBuffer plaintext);

    /**
     * The peer closed the association with a protected close_notify: its consent is revoked (RFC 7675 section 5.2), and
     * the session ends.
     *
     * @param now the time in nanoseconds
     */
    void closedByPeer(long now);

    /**
     * DTLS failed for good; the session ends.
     *
     * @param now the time in nanoseconds
     * @param cause what went wrong
     */
    void failed(long now, Throwable cause);
}
