package dev.floe.sdp;

/**
 * Writes what answers an ICE restart by {@code application/trickle-ice-sdpfrag} (RFC 8840 section 9, RFC 9725 section
 * 4.3.3).
 */
final class FragmentWriter {
    /** What a pseudo m-line has for a port. */
    private static final int DISCARD = 9;

    private final LocalDescription local;
    private final RemoteDescription agreed;

    FragmentWriter(LocalDescription local, RemoteDescription agreed) {
        this.local = local;
        this.agreed = agreed;
    }

    String write() {
        MediaSection leader = agreed.accepted().get(0);
        SdpText fragment = new SdpText();
        fragment.lines(local.sessionLines(agreed));
        agreed.group().ifPresent(fragment::line);
        fragment.line(leader.line().answered(DISCARD, LocalDescription.SCTP_PORT));
        leader.mid().ifPresent(mid -> fragment.line("a=mid:" + mid));
        fragment.lines(local.credentialLines());
        fragment.lines(local.candidateLines());
        return fragment.toString();
    }
}
