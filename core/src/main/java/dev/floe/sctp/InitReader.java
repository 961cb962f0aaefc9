package dev.floe.sctp;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Reads an INIT or INIT ACK chunk (RFC 9260 section 3.3.2). */
final class InitReader {
    private static final int FIXED = 16;

    /** What is reported of unknown parameters is bounded, as is everything that a peer can make us keep. */
    private static final int MOST_REPORTED = 256;

    private boolean forwardTsn;
    private boolean reconfig;
    private boolean zeroChecksum;
    private byte[] cookie = {};
    private final ByteArrayOutputStream unrecognized = new ByteArrayOutputStream(0);
    private final PacketReader reader;

    private InitReader(PacketReader reader) {
        this.reader = reader;
    }

    /** What a chunk holds. */
    static final class Init {
        /** What the peer said of itself. */
        final PeerTerms terms;
        /** The state cookie; empty if there is none. */
        final byte[] cookie;
        /** Parameters that are unknown and to be reported, padded; bounded. */
        final byte[] unrecognized;

        Init(PeerTerms terms, byte[] cookie, byte[] unrecognized) {
            this.terms = terms;
            this.cookie = cookie;
            this.unrecognized = unrecognized;
        }
    }

    /** Reads the chunk that the reader stands at; empty if it is malformed. */
    static Optional<Init> read(PacketReader reader) {
        return new InitReader(reader).read();
    }

    private Optional<Init> read() {
        if (reader.length() < FIXED) {
            return Optional.empty();
        }
        int value = reader.value();
        ParameterReader parameters = new ParameterReader(reader, value + FIXED, value + reader.length());
        boolean goOn = true;
        while (goOn && parameters.next()) {
            goOn = take(parameters);
        }
        if (parameters.isMalformed()) {
            return Optional.empty();
        }
        PeerTerms terms = new PeerTerms(
                reader.intAt(value),
                reader.intAt(value + 4) & 0xFFFFFFFFL,
                reader.shortAt(value + 8),
                reader.shortAt(value + 10),
                reader.intAt(value + 12),
                forwardTsn,
                reconfig,
                zeroChecksum);
        return Optional.of(new Init(terms, cookie, unrecognized.toByteArray()));
    }

    /** Returns whether the next parameter is to be looked at. */
    private boolean take(ParameterReader parameter) {
        switch (parameter.type()) {
            case Parameter.STATE_COOKIE -> cookie = reader.copy(parameter.value(), parameter.length());
            case Parameter.FORWARD_TSN -> forwardTsn = true;
            case Parameter.EXTENSIONS -> takeExtensions(parameter);
            case Parameter.ZERO_CHECKSUM -> takeZeroChecksum(parameter);
            // Addresses mean nothing inside DTLS (RFC 8261 section 5).
            case Parameter.IPV4_ADDRESS,
                    Parameter.IPV6_ADDRESS,
                    Parameter.COOKIE_PRESERVATIVE,
                    Parameter.HOST_NAME,
                    Parameter.ADDRESS_TYPES,
                    Parameter.UNRECOGNIZED -> {}
            default -> {
                return takeUnknown(parameter);
            }
        }
        return true;
    }

    private void takeExtensions(ParameterReader parameter) {
        for (int i = 0; i < parameter.length(); i++) {
            int type = reader.byteAt(parameter.value() + i);
            forwardTsn |= type == ChunkType.FORWARD_TSN;
            reconfig |= type == ChunkType.RE_CONFIG;
        }
    }

    private void takeZeroChecksum(ParameterReader parameter) {
        zeroChecksum |= parameter.length() == Integer.BYTES
                && reader.intAt(parameter.value()) == InitWriter.DTLS_DETECTS_ERRORS;
    }

    private boolean takeUnknown(ParameterReader parameter) {
        UnknownRule rule = UnknownRule.ofParameter(parameter.type());
        if (rule.reports() && unrecognized.size() + parameter.length() < MOST_REPORTED) {
            unrecognized.writeBytes(parameter.copy());
        }
        return rule.skips();
    }
}
