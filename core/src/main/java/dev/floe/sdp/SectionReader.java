package dev.floe.sdp;

import dev.floe.slot.SctpParameters;
import java.util.Optional;
import java.util.Set;

/** Makes sense of one m-line and its attributes. */
final class SectionReader {
    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`{|}~";

    private final SdpType type;
    private final MLine line;
    private final Attributes attributes;
    private final Attributes session;
    private final Optional<String> mid;
    private final boolean bundled;

    private SectionReader(SdpType type, SdpReader.RawSection raw, Attributes session, Set<String> bundle) {
        this.type = type;
        this.line = MLine.parse(raw.mLine());
        this.attributes = raw.attributes();
        this.session = session;
        this.mid = attributes.first("mid");
        mid.ifPresent(SectionReader::requireToken);
        this.bundled = mid.filter(bundle::contains).isPresent();
    }

    /**
     * Reads a section.
     *
     * @param session the session level's attributes
     * @param bundle the mids of the first BUNDLE group
     */
    static MediaSection read(SdpType type, SdpReader.RawSection raw, Attributes session, Set<String> bundle) {
        return new SectionReader(type, raw, session, bundle).read();
    }

    private MediaSection read() {
        Optional<MediaKind> kind = line.kind().filter(any -> isOpen());
        Optional<SctpParameters> sctp = kind.filter(MediaKind.DATA::equals).map(data -> readSctp());
        // SCTP port 0 closes the association (RFC 8841 section 5), which leaves nothing to use.
        boolean closed = sctp.filter(parameters -> parameters.port() == 0).isPresent();
        return new MediaSection(
                line,
                attributes,
                closed ? Optional.empty() : kind.filter(this::hasOneComponent),
                mid,
                bundled,
                readDirection(),
                closed ? Optional.empty() : sctp);
    }

    /** Port 0 rejects, unless the section is bundle-only (RFC 9143 section 6). */
    private boolean isOpen() {
        return line.port() != 0 || (type.knowsBundleOnly() && bundled && attributes.has("bundle-only"));
    }

    /** RTP and RTCP must share a port. A bundle-only section need not say so (RFC 9143 section 9.3). */
    private boolean hasOneComponent(MediaKind kind) {
        return kind == MediaKind.DATA || attributes.has("rtcp-mux") || line.port() == 0;
    }

    private SctpParameters readSctp() {
        return new SctpParameters(readSctpPort(), readMaxMessageSize());
    }

    private int readSctpPort() {
        String field = line.oldSctpForm() ? "m=" : "a=sctp-port";
        Optional<String> value =
                line.oldSctpForm() ? Optional.of(line.formats().get(0)) : attributes.first("sctp-port");
        int port = value.map(text -> Digits.parse(text, 0, 65535)).orElse(SctpParameters.DEFAULT_PORT);
        if (port < 0) {
            throw new SdpException(field, "the SCTP port must be 0 to 65535 (RFC 8841 section 5)");
        }
        return port;
    }

    private long readMaxMessageSize() {
        long size = attributes
                .first("max-message-size")
                .map(Digits::parseSaturating)
                .orElse(SctpParameters.DEFAULT_MAX_MESSAGE_SIZE);
        if (size < 0) {
            throw new SdpException("a=max-message-size", "must be a number of bytes (RFC 8841 section 6)");
        }
        return size == 0 ? Long.MAX_VALUE : size;
    }

    private Direction readDirection() {
        for (Attributes level : new Attributes[] {attributes, session}) {
            for (Direction direction : Direction.values()) {
                if (level.has(direction.attribute())) {
                    return direction;
                }
            }
        }
        return Direction.SENDRECV;
    }

    /** The mid is written back in a list separated by spaces, so its alphabet matters. */
    private static void requireToken(String mid) {
        boolean token = !mid.isEmpty()
                && mid.chars()
                        .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || TOKEN_PUNCTUATION.indexOf(c) >= 0));
        if (!token) {
            throw new SdpException("a=mid", "must be a token (RFC 5888 section 4)");
        }
    }
}
