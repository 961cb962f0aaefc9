package dev.floe.stun;

import org.jspecify.annotations.Nullable;

/**
 * The STUN attributes that an ICE endpoint meets, with the lengths that their values may have.
 *
 * <p>Types below 0x8000 are comprehension-required (RFC 8489 section 14): a request with one that is not in this table
 * is refused with 420.
 */
public enum Attribute {
    /** RFC 8489 section 14.1. */
    MAPPED_ADDRESS(0x0001, 8, 20),
    /** RFC 8489 section 14.3; sent below 509 bytes, read up to 763. */
    USERNAME(0x0006, 0, 763),
    /** RFC 8489 section 14.5. */
    MESSAGE_INTEGRITY(0x0008, 20, 20),
    /** RFC 8489 section 14.8. */
    ERROR_CODE(0x0009, 4, 767),
    /** RFC 8489 section 14.13. */
    UNKNOWN_ATTRIBUTES(0x000A, 0, 763),
    /** RFC 8489 section 14.9. */
    REALM(0x0014, 0, 763),
    /** RFC 8489 section 14.10. */
    NONCE(0x0015, 0, 763),
    /** RFC 8489 section 14.6. */
    MESSAGE_INTEGRITY_SHA256(0x001C, 16, 32),
    /** RFC 8489 section 14.12. */
    PASSWORD_ALGORITHM(0x001D, 4, 763),
    /** RFC 8489 section 14.4. */
    USERHASH(0x001E, 32, 32),
    /** RFC 8489 section 14.2. */
    XOR_MAPPED_ADDRESS(0x0020, 8, 20),
    /** RFC 8445 section 16.1. */
    PRIORITY(0x0024, 4, 4),
    /** RFC 8445 section 16.1. */
    USE_CANDIDATE(0x0025, 0, 0),
    /** RFC 8489 section 14.11. */
    PASSWORD_ALGORITHMS(0x8002, 0, 763),
    /** RFC 8489 section 14.16. */
    ALTERNATE_DOMAIN(0x8003, 0, 763),
    /** RFC 8489 section 14.14. */
    SOFTWARE(0x8022, 0, 763),
    /** RFC 8489 section 14.15. */
    ALTERNATE_SERVER(0x8023, 8, 20),
    /** RFC 8489 section 14.7. */
    FINGERPRINT(0x8028, 4, 4),
    /** RFC 8445 section 16.1. */
    ICE_CONTROLLED(0x8029, 8, 8),
    /** RFC 8445 section 16.1. */
    ICE_CONTROLLING(0x802A, 8, 8),
    /** A counter that numbers nominations (draft-thatcher-ice-renomination). */
    NOMINATION(0xC001, 4, 4),
    /** The peer's network id and cost, which libwebrtc sends. */
    GOOG_NETWORK_INFO(0xC057, 4, 4);

    private static final int COUNT = values().length;
    private static final @Nullable Attribute[] TABLE = table();

    private final int type;
    private final int minimum;
    private final int maximum;

    Attribute(int type, int minimum, int maximum) {
        this.type = type;
        this.minimum = minimum;
        this.maximum = maximum;
    }

    /** {@return the type's number in IANA's registry} */
    public int type() {
        return type;
    }

    /**
     * {@return whether a receiver that does not know this type must refuse the message (RFC 8489 section 14)}
     *
     * @param type a number of IANA's registry
     */
    public static boolean isComprehensionRequired(int type) {
        return type < 0x8000;
    }

    static int count() {
        return COUNT;
    }

    boolean allowsLength(int length) {
        return length >= minimum && length <= maximum;
    }

    /** Returns the attribute of a type, or null; a table, so that decoding neither searches nor allocates. */
    static @Nullable Attribute of(int type) {
        Attribute attribute = TABLE[slot(type)];
        return attribute != null && attribute.type == type ? attribute : null;
    }

    /** Both bytes folded into one: no two of these types meet there. */
    private static int slot(int type) {
        return (type ^ type >>> 8) & 0xFF;
    }

    private static @Nullable Attribute[] table() {
        @Nullable Attribute[] table = new Attribute[256];
        for (Attribute attribute : values()) {
            table[slot(attribute.type)] = attribute;
        }
        return table;
    }
}
