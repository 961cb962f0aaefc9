package dev.floe.stun;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A read view of one STUN message (RFC 8489). It keeps its own copy of the received bytes and is used again for each
 * message, so that decoding allocates nothing. Not thread-safe.
 *
 * <p>Of duplicate attributes the first counts (section 14). What follows MESSAGE-INTEGRITY is ignored, but for
 * MESSAGE-INTEGRITY-SHA256 and FINGERPRINT (section 9). Padding is ignored.
 */
public final class StunMessage {
    /** The longest message that is read, in bytes. */
    public static final int MAX_LENGTH = 2048;

    static final int HEADER_LENGTH = 20;
    static final int ATTRIBUTE_HEADER_LENGTH = 4;
    static final int COOKIE = 0x2112A442;
    static final int MAX_UNKNOWN = 8;

    private static final int FAMILY_IPV4 = 1;
    private static final int FAMILY_IPV6 = 2;

    private final byte[] bytes = new byte[MAX_LENGTH];
    private final ByteBuffer view = ByteBuffer.wrap(bytes);
    /** Where the value of each attribute begins, by ordinal; 0 if it is absent. */
    private final int[] offsets = new int[Attribute.count()];

    private final int[] unknownRequired = new int[MAX_UNKNOWN];
    private int unknownCount;
    private int length;
    private int faultOffset;

    /** Makes an empty view. */
    public StunMessage() {}

    /**
     * Copies and frames a message. Whatever the bytes are, this does not throw.
     *
     * @param datagram from position to limit; neither is moved
     * @return {@code OK}, or what is wrong; the other methods may be called after {@code OK} only
     */
    public DecodeStatus decode(ByteBuffer datagram) {
        length = datagram.remaining();
        faultOffset = 0;
        if (length < HEADER_LENGTH) {
            return DecodeStatus.TOO_SHORT;
        }
        if (length > MAX_LENGTH) {
            return DecodeStatus.TOO_LONG;
        }
        datagram.get(datagram.position(), bytes, 0, length);
        DecodeStatus header = checkHeader();
        return header == DecodeStatus.OK ? indexAttributes() : header;
    }

    private DecodeStatus checkHeader() {
        if ((bytes[0] & 0xC0) != 0) {
            return DecodeStatus.NOT_STUN;
        }
        if (view.getInt(4) != COOKIE) {
            return fault(DecodeStatus.BAD_COOKIE, 4);
        }
        int announced = unsignedShort(2);
        if ((announced & 3) != 0) {
            return fault(DecodeStatus.UNALIGNED_LENGTH, 2);
        }
        return announced == length - HEADER_LENGTH ? DecodeStatus.OK : fault(DecodeStatus.WRONG_LENGTH, 2);
    }

    private DecodeStatus indexAttributes() {
        Arrays.fill(offsets, 0);
        unknownCount = 0;
        int at = HEADER_LENGTH;
        while (at < length) {
            int typeAndLength = view.getInt(at);
            int valueAt = at + ATTRIBUTE_HEADER_LENGTH;
            int valueLength = typeAndLength & 0xFFFF;
            int next = valueAt + (valueLength + 3 & ~3);
            if (next > length) {
                return fault(DecodeStatus.ATTRIBUTE_OVERRUN, at);
            }
            if (!index(typeAndLength >>> 16, valueAt, valueLength)) {
                return fault(DecodeStatus.BAD_ATTRIBUTE_LENGTH, at);
            }
            at = next;
        }
        return DecodeStatus.OK;
    }

    private boolean index(int type, int valueAt, int valueLength) {
        Attribute attribute = Attribute.of(type);
        if (attribute == null) {
            if (Attribute.isComprehensionRequired(type) && !isSealed()) {
                noteUnknown(type);
            }
            return true;
        }
        if (has(attribute) || (isSealed() && isIgnored(attribute))) {
            return true;
        }
        offsets[attribute.ordinal()] = valueAt;
        return attribute.allowsLength(valueLength);
    }

    private void noteUnknown(int type) {
        if (unknownCount < MAX_UNKNOWN) {
            unknownRequired[unknownCount++] = type;
        }
    }

    private boolean isSealed() {
        return has(Attribute.MESSAGE_INTEGRITY) || has(Attribute.MESSAGE_INTEGRITY_SHA256);
    }

    /** Behind an integrity attribute. MESSAGE-INTEGRITY goes before MESSAGE-INTEGRITY-SHA256 (section 14.6). */
    private static boolean isIgnored(Attribute attribute) {
        return attribute != Attribute.FINGERPRINT && attribute != Attribute.MESSAGE_INTEGRITY_SHA256;
    }

    private DecodeStatus fault(DecodeStatus status, int offset) {
        faultOffset = offset;
        return status;
    }

    /** {@return where in the datagram the fault that {@link #decode} reported stands} */
    public int faultOffset() {
        return faultOffset;
    }

    /** {@return the message's class} */
    public StunClass messageClass() {
        return StunClass.of(unsignedShort(0));
    }

    /** {@return the message's method, 12 bits; see {@link StunMethod}} */
    public int method() {
        return StunClass.method(unsignedShort(0));
    }

    /** {@return the first 32 bits of the transaction id} */
    public int idHigh() {
        return view.getInt(8);
    }

    /** {@return the last 64 bits of the transaction id} */
    public long idLow() {
        return view.getLong(12);
    }

    /** {@return the transaction id} */
    public TransactionId transactionId() {
        return new TransactionId(idHigh(), idLow());
    }

    /** {@return the length of the whole message in bytes} */
    public int length() {
        return length;
    }

    /**
     * {@return whether the attribute is there}
     *
     * @param attribute which one
     */
    public boolean has(Attribute attribute) {
        return offsets[attribute.ordinal()] != 0;
    }

    /** {@return how many comprehension-required attributes before the integrity attribute are unknown; counts to 8} */
    public int unknownRequiredCount() {
        return unknownCount;
    }

    /**
     * {@return the type of one of them}
     *
     * @param index from 0 up, below {@link #unknownRequiredCount}
     */
    public int unknownRequired(int index) {
        return unknownRequired[Objects.checkIndex(index, unknownCount)];
    }

    /**
     * {@return an attribute's 32-bit value, as of PRIORITY; 0 if it is absent}
     *
     * @param attribute which one
     */
    public int intValue(Attribute attribute) {
        return has(attribute) ? view.getInt(offset(attribute)) : 0;
    }

    /**
     * {@return an attribute's 64-bit value, as of ICE-CONTROLLING; 0 if it is absent}
     *
     * @param attribute which one
     */
    public long longValue(Attribute attribute) {
        return has(attribute) ? view.getLong(offset(attribute)) : 0;
    }

    /**
     * {@return a copy of an attribute's value without padding}
     *
     * @param attribute which one
     */
    public Optional<byte[]> value(Attribute attribute) {
        int at = offset(attribute);
        return at == 0 ? Optional.empty() : Optional.of(Arrays.copyOfRange(bytes, at, at + valueLength(attribute)));
    }

    /**
     * {@return an attribute's value read as UTF-8}
     *
     * @param attribute which one
     */
    public Optional<String> text(Attribute attribute) {
        return value(attribute).map(raw -> new String(raw, StandardCharsets.UTF_8));
    }

    /** {@return the code of ERROR-CODE, 300 to 699; 0 if it is absent or out of range (RFC 8489 section 14.8)} */
    public int errorCode() {
        if (!has(Attribute.ERROR_CODE)) {
            return 0;
        }
        int hundreds = bytes[offset(Attribute.ERROR_CODE) + 2] & 7;
        int number = bytes[offset(Attribute.ERROR_CODE) + 3] & 0xFF;
        return hundreds < 3 || hundreds > 6 || number > 99 ? 0 : hundreds * 100 + number;
    }

    /**
     * {@return the address in an attribute such as XOR-MAPPED-ADDRESS; empty if it is absent or of an unknown family}
     *
     * @param attribute which one
     */
    public Optional<InetSocketAddress> address(Attribute attribute) {
        int at = offset(attribute);
        if (at == 0) {
            return Optional.empty();
        }
        int addressLength = addressLength(bytes[at + 1], valueLength(attribute));
        if (addressLength == 0) {
            return Optional.empty();
        }
        byte[] address = Arrays.copyOfRange(bytes, at + 4, at + 4 + addressLength);
        int port = unsignedShort(at + 2);
        if (attribute == Attribute.XOR_MAPPED_ADDRESS) {
            port ^= COOKIE >>> 16;
            xor(address);
        }
        return Optional.of(new InetSocketAddress(ofBytes(address), port));
    }

    private static InetAddress ofBytes(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException impossible) {
            throw new AssertionError("4 and 16 bytes are addresses", impossible);
        }
    }

    private static int addressLength(int family, int valueLength) {
        if (family == FAMILY_IPV4 && valueLength == 8) {
            return 4;
        }
        return family == FAMILY_IPV6 && valueLength == 20 ? 16 : 0;
    }

    private void xor(byte[] address) {
        for (int i = 0; i < address.length; i++) {
            address[i] ^= bytes[4 + i];
        }
    }

    /**
     * {@return whether FINGERPRINT is there, last, and right (RFC 8489 section 14.7)}
     *
     * @param crypto the digests of this thread
     */
    public boolean hasValidFingerprint(StunCrypto crypto) {
        int at = offset(Attribute.FINGERPRINT);
        return at != 0
                && at + 4 == length
                && view.getInt(at) == crypto.fingerprint(bytes, at - ATTRIBUTE_HEADER_LENGTH);
    }

    /** {@return whether there is an integrity attribute of either kind} */
    public boolean hasIntegrity() {
        return isSealed();
    }

    /**
     * {@return whether the received bytes bear the key's integrity: MESSAGE-INTEGRITY-SHA256 is checked where it is
     * present, else MESSAGE-INTEGRITY (RFC 8489 section 9.1.3)} Compares in constant time.
     *
     * @param crypto the digests of this thread
     * @param key of the password
     */
    public boolean hasValidIntegrity(StunCrypto crypto, IntegrityKey key) {
        Attribute kind = integrityKind();
        int at = offset(kind);
        if (at == 0) {
            return false;
        }
        int valueLength = valueLength(kind);
        short announced = view.getShort(2);
        view.putShort(2, (short) (at + valueLength - HEADER_LENGTH));
        boolean valid = kind == Attribute.MESSAGE_INTEGRITY
                ? crypto.verifySha1(key, bytes, at - ATTRIBUTE_HEADER_LENGTH, view, at)
                : crypto.verifySha256(key, bytes, at - ATTRIBUTE_HEADER_LENGTH, at, valueLength);
        view.putShort(2, announced);
        return valid;
    }

    /** {@return which integrity attribute counts; MESSAGE-INTEGRITY if there is none} */
    public Attribute integrityKind() {
        return has(Attribute.MESSAGE_INTEGRITY_SHA256)
                ? Attribute.MESSAGE_INTEGRITY_SHA256
                : Attribute.MESSAGE_INTEGRITY;
    }

    /**
     * {@return whether an attribute's value begins with {@code prefix}}
     *
     * @param attribute which one
     * @param prefix the bytes to compare with
     * @param exactly whether it must end there too
     */
    public boolean valueMatches(Attribute attribute, byte[] prefix, boolean exactly) {
        int at = offset(attribute);
        if (at == 0) {
            return false;
        }
        int valueLength = valueLength(attribute);
        boolean fits = exactly ? valueLength == prefix.length : valueLength >= prefix.length;
        return fits && Arrays.equals(bytes, at, at + prefix.length, prefix, 0, prefix.length);
    }

    /** Returns where the value of an attribute begins; 0 if it is absent, or does not count. */
    int offset(Attribute attribute) {
        return offsets[attribute.ordinal()];
    }

    private int valueLength(Attribute attribute) {
        return unsignedShort(offset(attribute) - 2);
    }

    private int unsignedShort(int at) {
        return view.getShort(at) & 0xFFFF;
    }
}
