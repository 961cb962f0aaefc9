package dev.floe.sdp;

import dev.floe.slot.SctpParameters;
import java.util.List;
import java.util.Optional;

/** One m-line of a description and what stands below it. Immutable. */
public final class MediaSection {
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

    /** Returns the first word of the m-line, as in {@code "audio"}. */
    public String media() {
        return line.media();
    }

    /** Returns the port as offered; 0 where the section is rejected or bundle-only. */
    public int port() {
        return line.port();
    }

    /** Returns the protocol as offered, as in {@code "UDP/TLS/RTP/SAVPF"}. */
    public String protocol() {
        return line.protocol();
    }

    /** Returns the formats as offered: payload types, {@code "webrtc-datachannel"}, or an SCTP port in the old form. */
    public List<String> formats() {
        return line.formats();
    }

    /**
     * Returns what the section can be used for. Empty if it cannot be used: rejected by the peer itself, of a protocol
     * that is not carried over DTLS here, or RTP without {@code a=rtcp-mux} (a session has one socket).
     */
    public Optional<MediaKind> kind() {
        return kind;
    }

    /** Returns {@code a=mid} (RFC 5888 section 4). */
    public Optional<String> mid() {
        return mid;
    }

    /** Returns whether the section is in the offer's first BUNDLE group. */
    public boolean isBundled() {
        return bundled;
    }

    /** Returns who wants to send media, as the peer sees it. */
    public Direction direction() {
        return direction;
    }

    /** Returns the SCTP parameters of a section for data channels; empty for every other. */
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
