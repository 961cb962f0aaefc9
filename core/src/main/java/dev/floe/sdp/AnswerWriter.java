package dev.floe.sdp;

import dev.floe.slot.DtlsRole;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes an answer (RFC 3264 section 6, RFC 9429 section 5.3). */
final class AnswerWriter {
    /** What describes payloads; the rest (ssrc, msid, …) speaks of the peer's own streams. */
    private static final List<String> ECHOED =
            List.of("rtpmap", "fmtp", "rtcp-fb", "extmap", "extmap-allow-mixed", "rtcp-rsize", "ptime", "maxptime");

    /** Which of these speak of one format, or with an asterisk of all. */
    private static final Pattern OF_FORMAT = Pattern.compile("a=(?:rtpmap|fmtp|rtcp-fb):(\\S+).*");

    /** A header extension in one direction would have to be turned around (RFC 8285 section 6): not agreed to. */
    private static final Pattern DIRECTED_EXTENSION = Pattern.compile("a=extmap:\\d+/.*");

    private static final String DISCARD = "c=IN IP4 0.0.0.0";

    private final LocalDescription local;
    private final RemoteDescription offer;
    private final InetSocketAddress address;
    private final DtlsRole role;
    private final SdpText answer = new SdpText();

    AnswerWriter(LocalDescription local, RemoteDescription offer) {
        this.local = local;
        this.offer = offer;
        this.address = local.candidates().get(0).address();
        this.role = offer.answerRole(local.role());
    }

    String write(Origin origin) {
        requireAgreement();
        answer.begin(origin);
        offer.group().ifPresent(answer::line);
        answer.lines(local.sessionLines(offer));
        for (MediaSection section : offer.sections()) {
            if (offer.accepted().contains(section)) {
                accept(section);
            } else {
                reject(section);
            }
        }
        return answer.toString();
    }

    private void requireAgreement() {
        local.requireFingerprint();
        if (offer.type() != SdpType.OFFER) {
            throw new IllegalArgumentException("offer: must not be an answer");
        }
        if (local.role().filter(wanted -> wanted != role).isPresent()) {
            throw new IllegalArgumentException(
                    "role: must be " + role + " when the offer is " + offer.setup() + " (RFC 8842 section 5)");
        }
    }

    private void accept(MediaSection section) {
        boolean rtp = section.sctp().isEmpty();
        line(
                rtp
                        ? section.line().answered(address.getPort(), formats(section))
                        : section.line().answered(address.getPort(), LocalDescription.SCTP_PORT));
        line(AddressText.connectionLine(address.getAddress()));
        section.mid().ifPresent(mid -> line("a=mid:" + mid));
        // RFC 9143 section 7.1.3 wants transport attributes on the first accepted section only. Browsers repeat all but
        // the candidates, and some peers refuse a section without them.
        answer.lines(local.transportLines(Setup.of(role)));
        if (section == offer.accepted().get(0)) {
            answer.lines(local.candidateLines());
        }
        if (rtp) {
            media(section);
        } else {
            data(section);
        }
    }

    private void data(MediaSection section) {
        if (section.line().oldSctpForm()) {
            line("a=sctpmap:" + LocalDescription.SCTP_PORT + " webrtc-datachannel 65535");
        } else {
            line(LocalDescription.SCTP_PORT_LINE);
        }
        line(LocalDescription.MAX_MESSAGE_SIZE_LINE);
    }

    private void media(MediaSection section) {
        boolean taken = offer.acceptance().takes(section);
        Direction direction = taken ? section.direction().mirrored() : Direction.INACTIVE;
        line("a=" + direction.attribute());
        line("a=rtcp-mux");
        Set<String> formats = Set.copyOf(formats(section));
        section.attributes().lines(ECHOED).stream()
                .filter(line -> !DIRECTED_EXTENSION.matcher(line).matches())
                .filter(line -> isOfAny(formats, line))
                .forEach(this::line);
        if (direction.sends()) {
            answer.lines(offer.acceptance().streams(section));
        }
    }

    /** A section that is only held keeps all of its formats. */
    private List<String> formats(MediaSection section) {
        Acceptance acceptance = offer.acceptance();
        return acceptance.takes(section) ? acceptance.formats(section) : section.formats();
    }

    private static boolean isOfAny(Set<String> formats, String line) {
        Matcher matcher = OF_FORMAT.matcher(line);
        return !matcher.matches() || matcher.group(1).equals("*") || formats.contains(matcher.group(1));
    }

    /** RFC 3264 section 6: port 0, and the formats no longer matter. */
    private void reject(MediaSection section) {
        line(section.line().answered(0, LocalDescription.SCTP_PORT));
        line(DISCARD);
        section.mid().ifPresent(mid -> line("a=mid:" + mid));
        line("a=inactive");
    }

    private void line(String line) {
        answer.line(line);
    }
}
