package dev.floe.sdp;

import dev.floe.ice.IceCredentials;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a peer adds to its description later, as {@code application/trickle-ice-sdpfrag} (RFC 8840 section 9), in the
 * body of WHIP's PATCH (RFC 9725 section 4.3). Candidates in it are passed over, for a lite agent needs none: see
 * {@link RemoteCandidate}. What is answered to an ICE restart is {@link LocalDescription#fragment}.
 *
 * @param credentials of the m-line that is first to have any, else of the session level; empty if there are none
 */
public record SdpFragment(Optional<IceCredentials> credentials) {
    /**
     * Reads a fragment.
     *
     * @param fragment attributes and pseudo m-lines, lines ended by CRLF or LF, at most 262144 characters
     * @return what it says
     * @throws SdpException naming the field and the rule, never a password, if it is no fragment, has only one of ufrag
     *     and password, or breaks another rule that matters here
     */
    public static SdpFragment parse(String fragment) {
        SdpReader.RawDescription raw = SdpReader.readFragment(fragment);
        raw.refuseLite();
        raw.sections().forEach(section -> MLine.parse(section.mLine()));
        Stream<List<Attributes>> sections =
                raw.sections().stream().map(section -> List.of(section.attributes(), raw.session()));
        return new SdpFragment(Stream.concat(sections, Stream.of(List.of(raw.session())))
                .filter(levels -> speaksOfCredentials(levels.get(0)))
                .findFirst()
                .map(Transport::readCredentials));
    }

    private static boolean speaksOfCredentials(Attributes level) {
        return level.has("ice-ufrag") || level.has("ice-pwd");
    }

    /**
     * {@return whether the fragment restarts ICE: it has credentials, and both are new} Otherwise it only adds
     * candidates.
     *
     * @param former the peer's credentials so far
     * @throws SdpException if only one of ufrag and password is new
     */
    public boolean restarts(IceCredentials former) {
        return credentials.filter(next -> IceRestart.between(former, next)).isPresent();
    }
}
