package dev.floe.stun;

/** What decoding a STUN message found (RFC 8489 section 6.3). */
public enum DecodeStatus {
    /** Well framed. Says nothing of FINGERPRINT and integrity. */
    OK("well formed"),
    /** Shorter than a header. */
    TOO_SHORT("shorter than the header's 20 bytes"),
    /** Longer than {@link StunMessage#MAX_LENGTH}. */
    TOO_LONG("longer than any STUN message of ICE"),
    /** The first two bits are not zero. */
    NOT_STUN("the first two bits are not zero"),
    /** The magic cookie is not 0x2112A442. */
    BAD_COOKIE("the magic cookie is not 0x2112A442"),
    /** The length is no multiple of four. */
    UNALIGNED_LENGTH("the length is no multiple of four"),
    /** The length in the header is not that of the datagram. */
    WRONG_LENGTH("the length in the header is not that of the datagram"),
    /** An attribute reaches beyond the message. */
    ATTRIBUTE_OVERRUN("an attribute reaches beyond the message"),
    /** A known attribute whose value cannot have that length. */
    BAD_ATTRIBUTE_LENGTH("an attribute's value has a length that its type does not allow");

    private final String words;

    DecodeStatus(String words) {
        this.words = words;
    }

    /** {@return the finding in plain words} */
    public String words() {
        return words;
    }
}
