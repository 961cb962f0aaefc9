package dev.floe.sdp;

import dev.floe.ice.Candidate;
import dev.floe.ice.IceCredentials;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.Fingerprint;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What this side tells its peer. Immutable.
 *
 * @param credentials this side's ICE credentials
 * @param candidates where the peer can reach it, at least one; the first is the default that m-lines name
 * @param fingerprint of this side's certificate; empty if the embedder adds that line himself
 * @param role this side's DTLS role; empty while it is left to the peer
 * @param renomination whether this side follows the peer's numbered nominations (draft-thatcher-ice-renomination
 *     section 3). An answer says so only to an offer that asks for it ({@link RemoteDescription#renominates})
 */
public record LocalDescription(
        IceCredentials credentials,
        List<Candidate> candidates,
        Optional<Fingerprint> fingerprint,
        Optional<DtlsRole> role,
        boolean renomination) {
    /** The SCTP port inside DTLS (RFC 8841 section 5). */
    public static final int SCTP_PORT = 5000;

    /** Bytes of the longest message this side takes (RFC 8841 section 6). */
    public static final int MAX_MESSAGE_SIZE = 262144;

    static final String SCTP_PORT_LINE = "a=sctp-port:" + SCTP_PORT;
    static final String MAX_MESSAGE_SIZE_LINE = "a=max-message-size:" + MAX_MESSAGE_SIZE;

    static final String RENOMINATION = "renomination";

    /**
     * Checks that a peer could reach every candidate, and tell it from the others.
     *
     * @param credentials this side's ufrag and password
     * @param candidates copied
     * @param fingerprint of the certificate, if known
     * @param role this side's DTLS role, if settled
     * @param renomination whether to say that numbered nominations are understood
     * @throws IllegalArgumentException if there is no candidate, one has a wildcard address or no port, or two have the
     *     same IP address, foundation or priority
     */
    public LocalDescription {
        candidates = List.copyOf(candidates);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("candidates: there must be at least one");
        }
        candidates.forEach(candidate -> requireReachable(candidate.address()));
        requireDifferent(candidates, "address", candidate -> candidate.address().getAddress());
        requireDifferent(candidates, "foundation", Candidate::foundation);
        requireDifferent(candidates, "priority", Candidate::priority);
    }

    /**
     * Makes a description with a settled role that says nothing of renomination.
     *
     * @param credentials this side's ufrag and password
     * @param candidates copied
     * @param fingerprint of the certificate, if known
     * @param role this side's DTLS role
     * @throws IllegalArgumentException as above
     */
    public LocalDescription(
            IceCredentials credentials, List<Candidate> candidates, Optional<Fingerprint> fingerprint, DtlsRole role) {
        this(credentials, candidates, fingerprint, Optional.of(role), false);
    }

    private static void requireReachable(InetSocketAddress address) {
        if (address.getAddress().isAnyLocalAddress() || address.getPort() == 0) {
            throw new IllegalArgumentException("candidates: " + address + " must be a definite address and port");
        }
    }

    /** With one component there is one candidate for each IP address, so all of these differ. */
    private static void requireDifferent(
            List<Candidate> candidates, String name, Function<Candidate, Object> property) {
        if (candidates.stream().map(property).distinct().count() < candidates.size()) {
            throw new IllegalArgumentException(
                    "candidates: each must have another " + name + " (RFC 8445 section 5.2)");
        }
    }

    /**
     * {@return the same with other credentials, for an ICE restart: the candidates stay (RFC 8839 section 4.4.1.3)}
     *
     * @param fresh this side's new credentials
     */
    public LocalDescription withCredentials(IceCredentials fresh) {
        return new LocalDescription(fresh, candidates, fingerprint, role, renomination);
    }

    /**
     * {@return the same with a settled role, for when the peer's answer has come}
     *
     * @param settled this side's DTLS role
     */
    public LocalDescription withRole(DtlsRole settled) {
        return new LocalDescription(credentials, candidates, fingerprint, Optional.of(settled), renomination);
    }

    /**
     * {@return the {@code a=} lines that an embedder adds to his own offer or answer, without line ends:
     * {@link #sessionLines} and then {@link #mediaLines}}
     */
    public List<String> sdpLines() {
        List<String> lines = new ArrayList<>(sessionLines());
        lines.addAll(mediaLines());
        return List.copyOf(lines);
    }

    /** {@return the lines of {@link #sdpLines} that belong before the first m-line (RFC 8839 sections 5.3 and 5.6)} */
    public List<String> sessionLines() {
        return sessionLines(renomination);
    }

    /** Returns the same as said to a peer whose description is known. */
    List<String> sessionLines(RemoteDescription peer) {
        return sessionLines(renomination && peer.renominates());
    }

    private static List<String> sessionLines(boolean renomination) {
        return List.of("a=ice-lite", "a=ice-options:ice2" + (renomination ? " " + RENOMINATION : ""));
    }

    /**
     * {@return the lines of {@link #sdpLines} that belong under the m-line that carries the transport} Without a role
     * they leave it to the peer ({@code actpass}), which only an offer may do.
     */
    public List<String> mediaLines() {
        return mediaLines(role.map(Setup::of).orElse(Setup.ACTPASS));
    }

    List<String> mediaLines(Setup setup) {
        List<String> lines = new ArrayList<>(transportLines(setup));
        lines.addAll(candidateLines());
        return List.copyOf(lines);
    }

    /** Returns the lines that every m-line of a transport may repeat. */
    List<String> transportLines(Setup setup) {
        List<String> lines = new ArrayList<>(credentialLines());
        fingerprint.ifPresent(known -> lines.add("a=fingerprint:" + known));
        lines.add(setup.line());
        return lines;
    }

    List<String> credentialLines() {
        return List.of("a=ice-ufrag:" + credentials.ufrag(), "a=ice-pwd:" + credentials.password());
    }

    List<String> candidateLines() {
        List<String> lines = new ArrayList<>();
        candidates.forEach(candidate -> lines.add(candidateLine(candidate)));
        lines.add("a=end-of-candidates");
        return lines;
    }

    /** RFC 8839 section 5.1. */
    private static String candidateLine(Candidate candidate) {
        return "a=candidate:" + candidate.foundation() + " 1 udp " + candidate.priority() + " "
                + AddressText.of(candidate.address().getAddress()) + " "
                + candidate.address().getPort() + " typ host";
    }

    void requireFingerprint() {
        if (fingerprint.isEmpty()) {
            throw new IllegalStateException("fingerprint: an offer or answer needs one (RFC 8122 section 5)");
        }
    }

    /**
     * {@return the first answer of a session: {@link #answer(RemoteDescription, long, long)} with version 0}
     *
     * @param offer what is answered, restricted to the kinds that there are slots for
     *     ({@link RemoteDescription#accepting})
     * @param sessionId the session id of the {@code o=} line, 0 or more; random (RFC 9429 section 5.2.1)
     * @throws IllegalArgumentException if the role is not what the offer asks for, or {@code sessionId} is negative
     * @throws IllegalStateException if the fingerprint is not known
     */
    public String answer(RemoteDescription offer, long sessionId) {
        return answer(offer, sessionId, 0);
    }

    /**
     * {@return a whole answer, lines ended by CRLF: one m-line for each that was offered, in order} Those that
     * {@link RemoteDescription#accepted} does not name are rejected. Audio and video are answered in the formats
     * that the offer was read for, direction mirrored.
     *
     * @param offer what is answered, restricted to the kinds that there are slots for
     *     ({@link RemoteDescription#accepting})
     * @param sessionId the session id of the {@code o=} line, 0 or more; random, and the same for all of a session
     * @param version 0 at first, one more with each later description of the session that says something new (RFC 3264
     *     section 8)
     * @throws IllegalArgumentException if {@code offer} is an answer, the role is not what it asks for, or a number is
     *     negative
     * @throws IllegalStateException if the fingerprint is not known
     */
    public String answer(RemoteDescription offer, long sessionId, long version) {
        return new AnswerWriter(this, offer).write(new Origin(sessionId, version));
    }

    /**
     * {@return the first offer of a session: {@link #offer(long, long)} with version 0}
     *
     * @param sessionId the session id of the {@code o=} line, 0 or more; random (RFC 9429 section 5.2.1)
     * @throws IllegalArgumentException if {@code sessionId} is negative
     * @throws IllegalStateException if the fingerprint is not known
     */
    public String offer(long sessionId) {
        return offer(sessionId, 0);
    }

    /**
     * {@return a whole offer of data channels, lines ended by CRLF} It leaves the DTLS role to the peer, as offers do,
     * even when it is settled: an answer that keeps the association keeps the roles too. Read the answer with
     * {@link RemoteDescription#parseAnswer}.
     *
     * @param sessionId the session id of the {@code o=} line, 0 or more; random, and the same for all of a session
     * @param version 0 at first, one more with each later description of the session that says something new (RFC 3264
     *     section 8)
     * @throws IllegalArgumentException if a number is negative
     * @throws IllegalStateException if the fingerprint is not known
     */
    public String offer(long sessionId, long version) {
        return new OfferWriter(this).write(new Origin(sessionId, version));
    }

    /**
     * {@return what answers an ICE restart that came as a {@link SdpFragment}: this side's new credentials, and its
     * candidates, which are the old ones} Lines are ended by CRLF; the content type is
     * {@code application/trickle-ice-sdpfrag} (RFC 9725 section 4.3.3).
     *
     * @param agreed the peer's description that the session goes by: its m-line and group are named again
     */
    public String fragment(RemoteDescription agreed) {
        return new FragmentWriter(this, agreed).write();
    }
}
