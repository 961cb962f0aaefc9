package dev.floe.sctp;

import java.nio.ByteBuffer;

/**
 * What an association tells and asks for. Called on the caller's thread, before the method of {@link SctpAssociation}
 * that led to it returns; must not call back into the association.
 */
public interface SctpOutput {
    /** Stands for every stream in {@link #onPeerReset}. */
    int ALL_STREAMS = -1;

    /**
     * Sends one packet inside DTLS.
     *
     * @param now the time in nanoseconds
     * @param packet lent for the call
     * @return false if it cannot leave now; call {@link SctpAssociation#flush} when it can
     */
    boolean send(long now, ByteBuffer packet);

    /** The association is up. Told once. */
    void onEstablished();

    /**
     * A message has arrived whole. It and {@link SctpAssociation#MESSAGE_COST} count against the receive window until
     * {@link SctpAssociation#consumed} is called.
     *
     * @param stream its stream, 0 to 65535
     * @param ppid its payload protocol identifier (RFC 8831 section 8)
     * @param message the receiver's to keep; nobody else has it
     */
    void onMessage(int stream, int ppid, ByteBuffer message);

    /**
     * Bytes have left the send buffer: they went onto the wire for the first time, or their message was given up.
     *
     * @param stream whose
     * @param bytes how many
     */
    void onUnbuffered(int stream, int bytes);

    /**
     * The peer has reset its side of a stream (RFC 6525 section 5.2.2): all that it sent there was handed over, and what
     * comes next begins anew.
     *
     * @param stream which, or {@link #ALL_STREAMS}
     */
    void onPeerReset(int stream);

    /**
     * A reset that {@link SctpAssociation#reset} asked for has ended: everything sent there was acknowledged or given up,
     * and the peer took the reset or refused it. The stream may be used anew.
     *
     * @param stream which
     */
    void onReset(int stream);

    /**
     * The peer has forgotten the association and set it up anew (RFC 9260 section 5.2.4): it is up, all streams begin
     * again, and what had not arrived is lost.
     */
    void onRestarted();

    /**
     * The association is over. The last call.
     *
     * @param end why
     */
    void onClosed(SctpEnd end);
}
