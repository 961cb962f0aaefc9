package dev.floe.stun;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes STUN messages (RFC 8489) into one buffer that is used again for each. Begin with {@link #begin}, add
 * attributes in the order in which they shall stand, end with {@link #finish}. Not thread-safe.
 */
public final class StunBuilder {
    private static final int CAPACITY = StunMessage.MAX_LENGTH;

    private final StunCrypto crypto;
    private final byte[] bytes = new byte[CAPACITY];
    private final ByteBuffer view = ByteBuffer.wrap(bytes);
    private int length;

    /**
     * Makes a builder.
     *
     * @param crypto the digests of this thread
     */
    public StunBuilder(StunCrypto crypto) {
        this.crypto = crypto;
    }

    /**
     * Begins a message.
     *
     * @param messageClass request, indication or response
     * @param method 12 bits; see {@link StunMethod}
     * @param idHigh the first 32 bits of the transaction id
     * @param idLow the last 64 bits of the transaction id
     * @return this builder
     */
    public StunBuilder begin(StunClass messageClass, int method, int idHigh, long idLow) {
        view.clear();
        view.putShort(0, (short) messageClass.messageType(method));
        view.putInt(4, StunMessage.COOKIE);
        view.putInt(8, idHigh);
        view.putLong(12, idLow);
        length = StunMessage.HEADER_LENGTH;
        return this;
    }

    /**
     * Adds an attribute with any value, padded with zeros.
     *
     * @param type a number of IANA's registry
     * @param value without padding; not kept
     * @return this builder
     */
    public StunBuilder attribute(int type, byte[] value) {
        int at = open(type, value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
        return this;
    }

    /**
     * Adds a known attribute with any value, padded with zeros.
     *
     * @param attribute which one
     * @param value without padding; not kept
     * @return this builder
     */
    public StunBuilder attribute(Attribute attribute, byte[] value) {
        return attribute(attribute.type(), value);
    }

    /**
     * Adds an attribute of 32 bits, such as PRIORITY.
     *
     * @param attribute which one
     * @param value the value
     * @return this builder
     */
    public StunBuilder intAttribute(Attribute attribute, int value) {
        view.putInt(open(attribute.type(), 4), value);
        return this;
    }

    /**
     * Adds an attribute of 64 bits, such as ICE-CONTROLLED.
     *
     * @param attribute which one
     * @param value the value
     * @return this builder
     */
    public StunBuilder longAttribute(Attribute attribute, long value) {
        view.putLong(open(attribute.type(), 8), value);
        return this;
    }

    /**
     * Adds an attribute without a value, such as USE-CANDIDATE.
     *
     * @param attribute which one
     * @return this builder
     */
    public StunBuilder flag(Attribute attribute) {
        open(attribute.type(), 0);
        return this;
    }

    /**
     * Adds XOR-MAPPED-ADDRESS (section 14.2).
     *
     * @param address 4 or 16 bytes in network order; not kept
     * @param port 0 to 65535
     * @return this builder
     */
    public StunBuilder xorMappedAddress(byte[] address, int port) {
        int at = open(Attribute.XOR_MAPPED_ADDRESS.type(), 4 + address.length);
        bytes[at] = 0;
        bytes[at + 1] = (byte) (address.length == 4 ? 1 : 2);
        view.putShort(at + 2, (short) (port ^ StunMessage.COOKIE >>> 16));
        for (int i = 0; i < address.length; i++) {
            bytes[at + 4 + i] = (byte) (address[i] ^ bytes[4 + i]);
        }
        return this;
    }

    /**
     * Adds ERROR-CODE (section 14.8), with its reason phrase or without.
     *
     * @param error the code and its phrase
     * @param withPhrase whether the phrase is written
     * @return this builder
     */
    public StunBuilder error(StunError error, boolean withPhrase) {
        byte[] phrase = (withPhrase ? error.phrase() : "").getBytes(StandardCharsets.US_ASCII);
        int at = open(Attribute.ERROR_CODE.type(), 4 + phrase.length);
        view.putInt(at, ((error.code() / 100) << 8) | (error.code() % 100));
        System.arraycopy(phrase, 0, bytes, at + 4, phrase.length);
        return this;
    }

    /**
     * Adds UNKNOWN-ATTRIBUTES (section 14.13): the unknown comprehension-required types of a request.
     *
     * @param request as it was decoded
     * @return this builder
     */
    public StunBuilder unknownAttributes(StunMessage request) {
        int count = request.unknownRequiredCount();
        int at = open(Attribute.UNKNOWN_ATTRIBUTES.type(), 2 * count);
        for (int i = 0; i < count; i++) {
            view.putShort(at + 2 * i, (short) request.unknownRequired(i));
        }
        return this;
    }

    /**
     * Adds MESSAGE-INTEGRITY (section 14.5).
     *
     * @param key of the password
     * @return this builder
     */
    public StunBuilder integrity(IntegrityKey key) {
        int at = open(Attribute.MESSAGE_INTEGRITY.type(), StunCrypto.SHA1_LENGTH);
        writeLength();
        crypto.sha1(key, bytes, at - StunMessage.ATTRIBUTE_HEADER_LENGTH, bytes, at);
        return this;
    }

    /**
     * Adds MESSAGE-INTEGRITY-SHA256 of full length (section 14.6).
     *
     * @param key of the password
     * @return this builder
     */
    public StunBuilder integritySha256(IntegrityKey key) {
        int at = open(Attribute.MESSAGE_INTEGRITY_SHA256.type(), StunCrypto.SHA256_LENGTH);
        writeLength();
        byte[] digest = crypto.sha256(key, bytes, at - StunMessage.ATTRIBUTE_HEADER_LENGTH);
        System.arraycopy(digest, 0, bytes, at, digest.length);
        return this;
    }

    /**
     * Adds the integrity attribute of the given kind, so that a request is answered as it was asked (section 9.1.3).
     *
     * @param kind MESSAGE-INTEGRITY or MESSAGE-INTEGRITY-SHA256
     * @param key of the password
     * @return this builder
     */
    public StunBuilder integrity(Attribute kind, IntegrityKey key) {
        return kind == Attribute.MESSAGE_INTEGRITY_SHA256 ? integritySha256(key) : integrity(key);
    }

    /**
     * Adds FINGERPRINT (section 14.7).
     *
     * @return this builder
     */
    public StunBuilder fingerprint() {
        int at = open(Attribute.FINGERPRINT.type(), 4);
        writeLength();
        view.putInt(at, crypto.fingerprint(bytes, at - StunMessage.ATTRIBUTE_HEADER_LENGTH));
        return this;
    }

    /** {@return the length of the message so far, in bytes} */
    public int length() {
        return length;
    }

    /**
     * Ends the message and lends its bytes until the next {@link #begin}.
     *
     * @return the message, from position 0 to its limit
     */
    public ByteBuffer finish() {
        writeLength();
        return view.position(0).limit(length);
    }

    private int open(int type, int valueLength) {
        int at = length + StunMessage.ATTRIBUTE_HEADER_LENGTH;
        int end = at + (valueLength + 3 & ~3);
        if (end > CAPACITY) {
            throw new IllegalArgumentException("attribute: the message would exceed " + CAPACITY + " bytes");
        }
        view.putInt(end - 4, 0); // what the value leaves of its last word is padding
        view.putInt(length, type << 16 | valueLength);
        length = end;
        return at;
    }

    private void writeLength() {
        view.putShort(2, (short) (length - StunMessage.HEADER_LENGTH));
    }
}
