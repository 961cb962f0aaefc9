package dev.floe.sdp;

import dev.floe.ice.IceCredentials;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.Fingerprint;
import dev.floe.slot.SctpParameters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A peer's offer or answer, read. Immutable.
 *
 * <p>A session has one transport, so of a description at most its first BUNDLE group is used (RFC 9143), and without a
 * group its first usable m-line. Credentials, fingerprints, setup and candidates are those of the first m-line that is
 * used; its own level wins over the session level (RFC 8839 section 5.4).
 */
public final class RemoteDescription {
    private final Sections sections;
    private final Acceptance acceptance;
    private final List<MediaSection> accepted;
    private final Transport transport;

    private RemoteDescription(Sections sections, Acceptance acceptance) {
        this.sections = sections;
        this.acceptance = acceptance;
        this.accepted = sections.accepted(acceptance);
        this.transport = Transport.read(sections.type(), sections.levels(accepted.get(0)));
    }

    private RemoteDescription(RemoteDescription same, Transport transport) {
        this.sections = same.sections;
        this.acceptance = same.acceptance;
        this.accepted = same.accepted;
        this.transport = transport;
    }

    /**
     * Reads an offer, as if everything in it that can be carried were wanted. See {@link #accepting}.
     *
     * @param offer the whole session description, lines ended by CRLF or LF, at most 262144 characters
     * @return what it says
     * @throws SdpException naming the field and the rule, never a password, if it is no description, or breaks a rule
     *     that matters here
     */
    public static RemoteDescription parse(String offer) {
        return new RemoteDescription(Sections.read(SdpType.OFFER, offer), Acceptance.EVERYTHING);
    }

    /**
     * Reads an answer to an offer of this side's, as {@link LocalDescription#offer} writes it. What holds for an offer
     * holds for it too; besides, it must accept an m-line and settle the DTLS roles: {@link #localRole} is what it
     * leaves to this side.
     *
     * @param answer the whole session description, lines ended by CRLF or LF, at most 262144 characters
     * @return what it says
     * @throws SdpException naming the field and the rule, never a password, if it is no description, or breaks a rule
     *     that matters here
     */
    public static RemoteDescription parseAnswer(String answer) {
        return new RemoteDescription(Sections.read(SdpType.ANSWER, answer), Acceptance.EVERYTHING);
    }

    /** Tells an offer from an answer. */
    SdpType type() {
        return sections.type();
    }

    /**
     * {@return this offer as seen by one who takes only some kinds of media, in any format: other m-lines are rejected by
     * the answer} One exception: an RTP m-line that leads the BUNDLE group is held, without media, for Chromium drops the whole
     * group with its first m-line.
     *
     * @param kinds what there are slots for
     * @throws SdpException if that leaves no m-line, or the one it leaves breaks a rule
     */
    public RemoteDescription accepting(Set<MediaKind> kinds) {
        return accepting(kinds, MediaTerms.AS_OFFERED);
    }

    /**
     * Returns this offer as seen by one who takes only some kinds of media, and of audio and video only what his terms
     * allow. See {@link #accepting(Set)}.
     *
     * @param kinds those that there are slots for
     * @param terms asked about each m-line of audio or video that is one of {@code kinds}
     * @return the offer as this side sees it
     * @throws SdpException if that leaves no m-line, or the one it leaves breaks a rule
     * @throws IllegalArgumentException if the terms name a format that was not offered
     */
    public RemoteDescription accepting(Set<MediaKind> kinds, MediaTerms terms) {
        return new RemoteDescription(sections, new Acceptance(kinds, terms));
    }

    /**
     * {@return the same description with other credentials, for an ICE restart that came as a {@link SdpFragment} and changed nothing else}
     * {@link #accepting} goes back to those that were read.
     *
     * @param fresh the peer's new credentials
     */
    public RemoteDescription withCredentials(IceCredentials fresh) {
        return new RemoteDescription(this, transport.withCredentials(fresh));
    }

    /** {@return the peer's ICE credentials} */
    public IceCredentials credentials() {
        return transport.credentials();
    }

    /**
     * {@return the fingerprints, at least one, of which the peer's certificate must match any} Unsupported algorithms
     * are left out.
     */
    public List<Fingerprint> fingerprints() {
        return transport.fingerprints();
    }

    /** {@return who opens the handshake, as the peer says; {@link Setup#ACTPASS} where an offer does not say} */
    public Setup setup() {
        return transport.setup();
    }

    /**
     * {@return this side's DTLS role (RFC 8842 section 5)}
     *
     * @param wish counts if the offer leaves the choice ({@code actpass}); without one, this side is the server
     */
    public DtlsRole answerRole(Optional<DtlsRole> wish) {
        return transport.setup().answerRole(wish);
    }

    /**
     * {@return this side's DTLS role where it has no wish of its own: what an answer leaves to it, and beside an offer
     * that leaves the choice the server's (RFC 8842 section 5)}
     */
    public DtlsRole localRole() {
        return answerRole(Optional.empty());
    }

    /**
     * {@return whether this later description restarts ICE, compared with the one that it replaces: both credentials are
     * new} Everything else stays, for the DTLS association goes on (RFC 8839 section 4.4.1.1.1). Both descriptions must
     * be read in the same way, with the same {@link #accepting}.
     *
     * @param former what the peer said before, offer or answer
     * @param role this side's DTLS role in the session
     * @throws SdpException if only one of ufrag and password is new, or the fingerprints or the DTLS roles would change
     */
    public boolean restarts(RemoteDescription former, DtlsRole role) {
        if (!Set.copyOf(fingerprints()).equals(Set.copyOf(former.fingerprints()))) {
            throw new SdpException(
                    "a=fingerprint", "must not change: it asks for another DTLS association (RFC 8842 section 4)");
        }
        if (answerRole(Optional.of(role)) != role) {
            throw new SdpException(
                    "a=setup", "must leave this side the " + role + " of the DTLS association (RFC 8842 section 4)");
        }
        return IceRestart.between(former.credentials(), credentials());
    }

    /** {@return the options of {@code a=ice-options}, as in {@code "trickle"} and {@code "ice2"}, of both levels} */
    public Set<String> iceOptions() {
        return transport.iceOptions();
    }

    /**
     * {@return whether the peer numbers its nominations, if this side can read that (draft-thatcher-ice-renomination
     * section 3)}
     */
    public boolean renominates() {
        return iceOptions().contains(LocalDescription.RENOMINATION);
    }

    /**
     * {@return at most 64 candidates, in order; ones that cannot be understood are left out} None are needed: see
     * {@link RemoteCandidate}.
     */
    public List<RemoteCandidate> candidates() {
        return transport.candidates();
    }

    /** {@return all m-lines, in order, at most 64} */
    public List<MediaSection> sections() {
        return sections.all();
    }

    /**
     * Returns the mids of {@link #accepted} as a BUNDLE group, in the way of {@code a=group}; empty if there is no
     * group.
     */
    Optional<String> group() {
        if (!isBundled()) {
            return Optional.empty();
        }
        return Optional.of(accepted.stream()
                .flatMap(section -> section.mid().stream())
                .collect(Collectors.joining(" ", "a=group:BUNDLE ", "")));
    }

    /**
     * {@return the m-lines that the answer accepts, at least one; the first carries the transport, and may be held only
     * for that}
     */
    public List<MediaSection> accepted() {
        return accepted;
    }

    /** Returns what this side takes of the description. */
    Acceptance acceptance() {
        return acceptance;
    }

    /** {@return the SCTP parameters of the data channels; empty if no such m-line is accepted} */
    public Optional<SctpParameters> sctp() {
        return accepted.stream().flatMap(section -> section.sctp().stream()).findFirst();
    }

    /** {@return whether the description has a BUNDLE group} */
    public boolean isBundled() {
        return sections.grouped();
    }

    /** Returns ufrag, setup and m-lines; never the password. */
    @Override
    public String toString() {
        return "RemoteDescription[ufrag=" + credentials().ufrag() + ", setup=" + setup() + ", accepted=" + accepted
                + "]";
    }
}
