package dev.floe.sdp;

import dev.floe.slot.SctpParameters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One m-line of a description and what stands below it. Immutable. */
public final class MediaSection {
    private static final String APT = "apt=";

    private final MLine line;
    private final Attributes attributes;
    private final Optional<MediaKind> kind;
    private final Optional<String> mid;
    private final boolean bundled;
    private final Direction direction;
    private final Optional<SctpParameters> sctp;

    MediaSection(
            MLine line,
            Attributes attributes,
            Optional<MediaKind> kind,
            Optional<String> mid,
            boolean bundled,
            Direction direction,
            Optional<SctpParameters> sctp) {
        this.line = line;
        this.attributes = attributes;
        this.kind = kind;
        this.mid = mid;
        this.bundled = bundled;
        this.direction = direction;
        this.sctp = sctp;
    }

    /** {@return the first word of the m-line, as in {@code "audio"}} */
    public String media() {
        return line.media();
    }

    /** {@return the port as offered; 0 where the section is rejected or bundle-only} */
    public int port() {
        return line.port();
    }

    /** {@return the protocol as offered, as in {@code "UDP/TLS/RTP/SAVPF"}} */
    public String protocol() {
        return line.protocol();
    }

    /** {@return the formats as offered: payload types, {@code "webrtc-datachannel"}, or an SCTP port in the old form} */
    public List<String> formats() {
        return line.formats();
    }

    /**
     * {@return what the section can be used for} Empty if it cannot be used: rejected by the peer itself, of a protocol
     * that is not carried over DTLS here, or RTP without {@code a=rtcp-mux} (a session has one socket).
     */
    public Optional<MediaKind> kind() {
        return kind;
    }

    /**
     * {@return which of the formats are of a codec, and with them those that retransmit it (RFC 4588 section 8.1), in
     * the order of the offer}
     *
     * @param codec the encoding name of {@code a=rtpmap}, as in {@code "VP8"}; case does not matter
     */
    public List<String> formatsOf(String codec) {
        Set<String> named = formatsWith("rtpmap", map -> map.split("/", 2)[0].equalsIgnoreCase(codec));
        Set<String> retransmitting = formatsWith(
                "fmtp",
                parameters -> Stream.of(parameters.split(";", -1))
                        .map(String::strip)
                        .anyMatch(one -> one.startsWith(APT) && named.contains(one.substring(APT.length()))));
        return formats().stream()
                .filter(format -> named.contains(format) || retransmitting.contains(format))
                .toList();
    }

    /** Returns the formats of which an attribute says something, as in {@code "96 VP8/90000"}. */
    private Set<String> formatsWith(String attribute, Predicate<String> said) {
        return attributes
                .all(attribute)
                .map(value -> value.split(" ", 2))
                .filter(words -> words.length == 2 && said.test(words[1]))
                .map(words -> words[0])
                .collect(Collectors.toSet());
    }

    /**
     * {@return what stands behind each {@code a=} line of that name, in order; empty strings where nothing does}
     *
     * @param attribute a name, as in {@code "ssrc"}
     */
    public List<String> values(String attribute) {
        return attributes.all(attribute).toList();
    }

    /** {@return {@code a=mid} (RFC 5888 section 4)} */
    public Optional<String> mid() {
        return mid;
    }

    /** {@return whether the section is in the offer's first BUNDLE group} */
    public boolean isBundled() {
        return bundled;
    }

    /** {@return who wants to send media, as the peer sees it} */
    public Direction direction() {
        return direction;
    }

    /** {@return the SCTP parameters of a section for data channels; empty for every other} */
    public Optional<SctpParameters> sctp() {
        return sctp;
    }

    /** Whether it only exists inside its BUNDLE group, where port 0 does not mean rejected (RFC 9143 section 6). */
    boolean bundleOnly() {
        return bundled && line.port() == 0;
    }

    MLine line() {
        return line;
    }

    Attributes attributes() {
        return attributes;
    }

    /** Returns the m-line; nothing of the attributes, for a password may be among them. */
    @Override
    public String toString() {
        return line.toString();
    }
}
