package dev.floe.sdp;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes an answer (RFC 3264 section 6, RFC 9429 section 5.3). */
final class AnswerWriter {
    /** What describes payloads; the rest (ssrc, msid, …) speaks of the peer's own streams. */
    private static final List<String> ECHOED =
            List.of("rtpmap", "fmtp", "rtcp-fb", "extmap", "extmap-allow-mixed", "rtcp-rsize", "ptime", "maxptime");

    /** A header extension in one direction would have to be turned around (RFC 8285 section 6): not agreed to. */
    private static final Pattern DIRECTED_EXTENSION = Pattern.compile("a=extmap:\\d+/.*");

    private static final String DISCARD = "c=IN IP4 0.0.0.0";

    private final LocalDescription local;
    private final RemoteDescription offer;
    private final InetSocketAddress address;
    private final StringBuilder answer = new StringBuilder(2048);

    AnswerWriter(LocalDescription local, RemoteDescription offer) {
        this.local = local;
        this.offer = offer;
        this.address = local.candidates().get(0).address();
    }

    String write(long sessionId) {
        requireComplete(sessionId);
        lines(List.of("v=0", "o=- " + sessionId + " 0 IN IP4 127.0.0.1", "s=-", "t=0 0"));
        if (offer.isBundled()) {
            line("a=group:BUNDLE " + acceptedMids());
        }
        lines(local.sessionLines());
        for (MediaSection section : offer.sections()) {
            if (offer.accepted().contains(section)) {
                accept(section);
            } else {
                reject(section);
            }
        }
        return answer.toString();
    }

    private void requireComplete(long sessionId) {
        if (sessionId < 0) {
            throw new IllegalArgumentException("sessionId: must not be negative");
        }
        if (local.fingerprint().isEmpty()) {
            throw new IllegalStateException("fingerprint: an answer needs one (RFC 8122 section 5)");
        }
        if (offer.answerRole(Optional.of(local.role())) != local.role()) {
            throw new IllegalArgumentException("role: must not be " + local.role() + " when the offer is "
                    + offer.setup() + " (RFC 8842 section 5)");
        }
    }

    private String acceptedMids() {
        return offer.accepted().stream()
                .flatMap(section -> section.mid().stream())
                .collect(Collectors.joining(" "));
    }

    private void accept(MediaSection section) {
        line(section.line().answered(address.getPort(), LocalDescription.SCTP_PORT));
        line(AddressText.connectionLine(address.getAddress()));
        section.mid().ifPresent(mid -> line("a=mid:" + mid));
        // RFC 9143 section 7.1.3 wants transport attributes on the first accepted section only. Browsers repeat all but
        // the candidates,
        // and some peers refuse a section without them.
        lines(section == offer.accepted().get(0) ? local.mediaLines() : local.transportLines());
        section.sctp().ifPresentOrElse(sctp -> data(section), () -> media(section));
    }

    private void data(MediaSection section) {
        if (section.line().oldSctpForm()) {
            line("a=sctpmap:" + LocalDescription.SCTP_PORT + " webrtc-datachannel 65535");
        } else {
            line("a=sctp-port:" + LocalDescription.SCTP_PORT);
        }
        line("a=max-message-size:" + LocalDescription.MAX_MESSAGE_SIZE);
    }

    private void media(MediaSection section) {
        Direction direction = offer.wants(section) ? section.direction().mirrored() : Direction.INACTIVE;
        line("a=" + direction.attribute());
        line("a=rtcp-mux");
        section.attributes().lines(ECHOED).stream()
                .filter(line -> !DIRECTED_EXTENSION.matcher(line).matches())
                .forEach(this::line);
    }

    /** RFC 3264 section 6: port 0, and the formats no longer matter. */
    private void reject(MediaSection section) {
        line(section.line().answered(0, LocalDescription.SCTP_PORT));
        line(DISCARD);
        section.mid().ifPresent(mid -> line("a=mid:" + mid));
        line("a=inactive");
    }

    private void lines(List<String> lines) {
        lines.forEach(this::line);
    }

    private void line(String line) {
        answer.append(line).append("\r\n");
    }
}
