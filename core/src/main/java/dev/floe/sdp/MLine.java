package dev.floe.sdp;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An m-line: media, port, protocol and formats (RFC 8866 section 5.14). */
record MLine(String media, int port, String protocol, List<String> formats) {
    private static final int FIXED_FIELDS = 3;
    private static final String DATA_CHANNEL = "webrtc-datachannel";
    private static final String OLD_SCTP = "DTLS/SCTP";
    private static final Set<String> SCTP = Set.of("UDP/DTLS/SCTP", "TCP/DTLS/SCTP");

    /** RFC 9429 section 5.1.2 has all of these understood, as DTLS-SRTP: what counts is the fingerprint. */
    private static final Set<String> RTP = Set.of(
            "UDP/TLS/RTP/SAVPF",
            "UDP/TLS/RTP/SAVP",
            "TCP/DTLS/RTP/SAVPF",
            "TCP/DTLS/RTP/SAVP",
            "RTP/SAVPF",
            "RTP/SAVP",
            "RTP/AVPF",
            "RTP/AVP");

    static MLine parse(String value) {
        List<String> fields = List.of(value.split(" ", -1));
        if (fields.size() <= FIXED_FIELDS || fields.contains("")) {
            throw new SdpException("m=", "must be media, port, protocol and formats (RFC 8866 section 5.14)");
        }
        // "9/2" asks for several ports; only the first one could mean anything under ICE.
        int port = Digits.parse(fields.get(1).split("/", 2)[0], 0, 65535);
        if (port < 0) {
            throw new SdpException("m=", "the port must be 0 to 65535 (RFC 8866 section 5.14)");
        }
        return new MLine(fields.get(0), port, fields.get(2), List.copyOf(fields.subList(FIXED_FIELDS, fields.size())));
    }

    /** Returns what the line is for; empty if it is nothing that can be carried here. */
    Optional<MediaKind> kind() {
        return switch (media) {
            case "audio" -> RTP.contains(protocol) ? Optional.of(MediaKind.AUDIO) : Optional.empty();
            case "video" -> RTP.contains(protocol) ? Optional.of(MediaKind.VIDEO) : Optional.empty();
            case "application" -> carriesDataChannels() ? Optional.of(MediaKind.DATA) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Whether the SCTP port stands in the place of the format, as before RFC 8841. */
    boolean oldSctpForm() {
        return protocol.equals(OLD_SCTP);
    }

    private boolean carriesDataChannels() {
        return oldSctpForm() || (SCTP.contains(protocol) && formats.contains(DATA_CHANNEL));
    }

    /** Returns the line with another port and, in the old form, another SCTP port. */
    String answered(int otherPort, int sctpPort) {
        return answered(otherPort, oldSctpForm() ? List.of(Integer.toString(sctpPort)) : formats);
    }

    /** Returns the line with another port and other formats. */
    String answered(int otherPort, List<String> otherFormats) {
        return "m=" + media + " " + otherPort + " " + protocol + " " + String.join(" ", otherFormats);
    }

    /** Returns the line as offered. */
    @Override
    public String toString() {
        return "m=" + media + " " + port + " " + protocol + " " + String.join(" ", formats);
    }
}
