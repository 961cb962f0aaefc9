package dev.floe.stun;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A STUN message taken apart for people: {@link StunMessage} says whether a message can be acted upon, this says what
 * it holds, however broken it is. It allocates freely; nothing on the way of a live datagram needs it. Immutable.
 *
 * @param length how many bytes there are
 * @param framing what {@link StunMessage#decode} finds
 * @param fault what is wrong with the framing, in words that name the byte; empty if nothing is
 * @param header the header; empty if there are fewer than 20 bytes
 * @param parts the attributes in their order, as far as they can be told apart
 * @param fingerprint the check of FINGERPRINT (RFC 8489 section 14.7)
 * @param integrity the check of MESSAGE-INTEGRITY and MESSAGE-INTEGRITY-SHA256 (RFC 8489 sections 14.5 and 14.6)
 */
public record StunReport(
        int length,
        DecodeStatus framing,
        String fault,
        Optional<Header> header,
        List<Part> parts,
        Check fingerprint,
        Check integrity) {

    /**
     * The header (RFC 8489 section 5).
     *
     * @param type the message type, 16 bits
     * @param announced the message length that it tells, in bytes
     * @param cookie the magic cookie, right or not
     * @param id the transaction id
     */
    public record Header(int type, int announced, int cookie, TransactionId id) {
        /** {@return the class} */
        public StunClass messageClass() {
            return StunClass.of(type);
        }

        /** {@return the method, 12 bits} */
        public int method() {
            return StunClass.method(type);
        }
    }

    /**
     * An attribute.
     *
     * @param offset where it begins, in bytes from the beginning of the message
     * @param type its type
     * @param name its name in IANA's registry, or {@code "unknown"}
     * @param length the length of its value in bytes, without padding
     * @param section where it is defined
     * @param value its value in words
     */
    public record Part(int offset, int type, String name, int length, String section, String value) {}

    /**
     * A check and its outcome.
     *
     * @param finding the outcome
     * @param why the reason in words; empty where none is needed
     */
    public record Check(Finding finding, String why) {
        @Override
        public String toString() {
            return finding.words() + (why.isEmpty() ? "" : ": " + why);
        }
    }

    /**
     * Copies the parts.
     *
     * @param length bytes that were given
     * @param framing whether they hold together
     * @param fault what is wrong with the framing, in words
     * @param header if there are enough bytes for it
     * @param parts copied
     * @param fingerprint how that check came out
     * @param integrity how that check came out
     */
    public StunReport {
        parts = List.copyOf(parts);
    }

    /**
     * Takes a message apart. Whatever the bytes are, this does not throw.
     *
     * @param message from position to limit; neither is moved
     * @param keys integrity is right if one of them fits: the two sides of an ICE session have a password each. Without
     *     any it is not checked
     * @return what it holds, and what is right and wrong with it
     */
    public static StunReport of(ByteBuffer message, List<IntegrityKey> keys) {
        byte[] bytes = new byte[message.remaining()];
        message.get(message.position(), bytes);
        return new ReportReader(bytes, keys).read();
    }

    /** {@return whether the framing is right and no check has found anything wrong} */
    public boolean isSound() {
        return framing == DecodeStatus.OK
                && fingerprint.finding() != Finding.WRONG
                && integrity.finding() != Finding.WRONG;
    }

    /** {@return the message in one line, without what only a machine reads} */
    public String summary() {
        return ReportText.summary(this);
    }

    /** {@return the message line by line: the header, each attribute with the section that defines it, each check} */
    public List<String> lines() {
        return ReportText.lines(this);
    }
}
