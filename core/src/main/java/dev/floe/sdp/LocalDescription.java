package dev.floe.sdp;

import dev.floe.ice.Candidate;
import dev.floe.ice.IceCredentials;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.Fingerprint;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What this side tells its peer. Immutable.
 *
 * @param credentials this side's ICE credentials
 * @param candidates where the peer can reach it, at least one; the first is the default that m-lines name
 * @param fingerprint of this side's certificate; empty if the embedder adds that line himself
 * @param role this side's DTLS role
 */
public record LocalDescription(
        IceCredentials credentials, List<Candidate> candidates, Optional<Fingerprint> fingerprint, DtlsRole role) {
    /** The SCTP port inside DTLS (RFC 8841 section 5). */
    public static final int SCTP_PORT = 5000;

    /** Bytes of the longest message this side takes (RFC 8841 section 6). */
    public static final int MAX_MESSAGE_SIZE = 262144;

    /**
     * Checks that a peer could reach every candidate.
     *
     * @throws IllegalArgumentException if there is no candidate, or one has a wildcard address or no port
     */
    public LocalDescription {
        candidates = List.copyOf(candidates);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("candidates: there must be at least one");
        }
        candidates.forEach(candidate -> requireReachable(candidate.address()));
    }

    private static void requireReachable(InetSocketAddress address) {
        if (address.getAddress().isAnyLocalAddress() || address.getPort() == 0) {
            throw new IllegalArgumentException("candidates: " + address + " must be a definite address and port");
        }
    }

    /**
     * Returns the {@code a=} lines that an embedder adds to his own answer, without line ends: {@link #sessionLines} and then
     * {@link #mediaLines}.
     */
    public List<String> sdpLines() {
        List<String> lines = new ArrayList<>(sessionLines());
        lines.addAll(mediaLines());
        return List.copyOf(lines);
    }

    /** Returns the lines of {@link #sdpLines} that belong before the first m-line (RFC 8839 sections 5.3 and 5.6). */
    public List<String> sessionLines() {
        return List.of("a=ice-lite", "a=ice-options:ice2");
    }

    /** Returns the lines of {@link #sdpLines} that belong under the m-line that carries the transport. */
    public List<String> mediaLines() {
        List<String> lines = new ArrayList<>(transportLines());
        candidates.forEach(candidate -> lines.add(candidateLine(candidate)));
        lines.add("a=end-of-candidates");
        return List.copyOf(lines);
    }

    /** Returns the lines that every m-line of a transport may repeat. */
    List<String> transportLines() {
        List<String> lines = new ArrayList<>();
        lines.add("a=ice-ufrag:" + credentials.ufrag());
        lines.add("a=ice-pwd:" + credentials.password());
        fingerprint.ifPresent(known -> lines.add("a=fingerprint:" + known));
        lines.add(role == DtlsRole.CLIENT ? "a=setup:active" : "a=setup:passive");
        return lines;
    }

    /** RFC 8839 section 5.1. */
    private static String candidateLine(Candidate candidate) {
        return "a=candidate:" + candidate.foundation() + " 1 udp " + candidate.priority() + " "
                + AddressText.of(candidate.address().getAddress()) + " "
                + candidate.address().getPort() + " typ host";
    }

    /**
     * Returns the whole answer, lines ended by CRLF: one m-line for each that was offered, in order. Those that
     * {@link RemoteDescription#accepted} does not name are rejected. Media is answered as offered: same formats, direction mirrored.
     *
     * @param offer what is answered, restricted to the kinds that there are slots for ({@link RemoteDescription#accepting})
     * @param sessionId the session id of the {@code o=} line, 0 or more; random (RFC 9429 section 5.2.1)
     * @throws IllegalArgumentException if the role is not what the offer asks for, or {@code sessionId} is negative
     * @throws IllegalStateException if the fingerprint is not known
     */
    public String answer(RemoteDescription offer, long sessionId) {
        return new AnswerWriter(this, offer).write(sessionId);
    }
}
