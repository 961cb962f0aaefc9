package dev.floe.sdp;

import java.net.InetSocketAddress;
import java.util.List;

/** Writes an offer of data channels (RFC 3264 section 5, RFC 8841, RFC 9429 section 5.2.1). */
final class OfferWriter {
    private static final String MID = "0";

    private final LocalDescription local;
    private final InetSocketAddress address;

    OfferWriter(LocalDescription local) {
        this.local = local;
        this.address = local.candidates().get(0).address();
    }

    String write(Origin origin) {
        local.requireFingerprint();
        SdpText offer = new SdpText();
        offer.begin(origin);
        offer.line("a=group:BUNDLE " + MID);
        offer.lines(local.sessionLines());
        offer.line("m=application " + address.getPort() + " UDP/DTLS/SCTP webrtc-datachannel");
        offer.line(AddressText.connectionLine(address.getAddress()));
        offer.line("a=mid:" + MID);
        offer.lines(local.mediaLines(Setup.ACTPASS));
        offer.lines(List.of(LocalDescription.SCTP_PORT_LINE, LocalDescription.MAX_MESSAGE_SIZE_LINE));
        return offer.toString();
    }
}
