package dev.floe.stun;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The attributes that people may meet in a capture: their names, where they are defined, and how their values read. */
final class AttributeTable {
    /** How a value reads. */
    enum Form {
        ADDRESS,
        XOR_ADDRESS,
        TEXT,
        HEX,
        NUMBER,
        PRIORITY,
        TIE_BREAKER,
        ERROR,
        TYPES,
        FLAG,
        NETWORK
    }

    /** One row. */
    record Row(int type, String name, String section, Form form) {}

    private static final String STUN = "RFC 8489 section ";
    private static final String ICE = "RFC 8445 section 16.1";
    private static final String TURN = "RFC 8656 section ";
    private static final String BEHAVIOUR = "RFC 5780 section ";
    private static final String GOOGLE = "libwebrtc's own, in no RFC";

    private static final Map<Integer, Row> ROWS = Arrays.stream(new Row[] {
                new Row(0x0001, "MAPPED-ADDRESS", STUN + "14.1", Form.ADDRESS),
                new Row(0x0003, "CHANGE-REQUEST", BEHAVIOUR + "7.2", Form.HEX),
                new Row(0x0006, "USERNAME", STUN + "14.3", Form.TEXT),
                new Row(0x0008, "MESSAGE-INTEGRITY", STUN + "14.5", Form.HEX),
                new Row(0x0009, "ERROR-CODE", STUN + "14.8", Form.ERROR),
                new Row(0x000A, "UNKNOWN-ATTRIBUTES", STUN + "14.13", Form.TYPES),
                new Row(0x000C, "CHANNEL-NUMBER", TURN + "18.1", Form.HEX),
                new Row(0x000D, "LIFETIME", TURN + "18.2", Form.NUMBER),
                new Row(0x0012, "XOR-PEER-ADDRESS", TURN + "18.3", Form.XOR_ADDRESS),
                new Row(0x0013, "DATA", TURN + "18.4", Form.HEX),
                new Row(0x0014, "REALM", STUN + "14.9", Form.TEXT),
                new Row(0x0015, "NONCE", STUN + "14.10", Form.TEXT),
                new Row(0x0016, "XOR-RELAYED-ADDRESS", TURN + "18.5", Form.XOR_ADDRESS),
                new Row(0x0017, "REQUESTED-ADDRESS-FAMILY", TURN + "18.6", Form.HEX),
                new Row(0x0018, "EVEN-PORT", TURN + "18.7", Form.HEX),
                new Row(0x0019, "REQUESTED-TRANSPORT", TURN + "18.8", Form.HEX),
                new Row(0x001A, "DONT-FRAGMENT", TURN + "18.9", Form.FLAG),
                new Row(0x001C, "MESSAGE-INTEGRITY-SHA256", STUN + "14.6", Form.HEX),
                new Row(0x001D, "PASSWORD-ALGORITHM", STUN + "14.12", Form.HEX),
                new Row(0x001E, "USERHASH", STUN + "14.4", Form.HEX),
                new Row(0x0020, "XOR-MAPPED-ADDRESS", STUN + "14.2", Form.XOR_ADDRESS),
                new Row(0x0022, "RESERVATION-TOKEN", TURN + "18.10", Form.HEX),
                new Row(0x0024, "PRIORITY", ICE, Form.PRIORITY),
                new Row(0x0025, "USE-CANDIDATE", ICE, Form.FLAG),
                new Row(0x0026, "PADDING", BEHAVIOUR + "7.6", Form.HEX),
                new Row(0x0027, "RESPONSE-PORT", BEHAVIOUR + "7.5", Form.HEX),
                new Row(0x8002, "PASSWORD-ALGORITHMS", STUN + "14.11", Form.HEX),
                new Row(0x8003, "ALTERNATE-DOMAIN", STUN + "14.16", Form.TEXT),
                new Row(0x8022, "SOFTWARE", STUN + "14.14", Form.TEXT),
                new Row(0x8023, "ALTERNATE-SERVER", STUN + "14.15", Form.ADDRESS),
                new Row(0x8028, "FINGERPRINT", STUN + "14.7", Form.HEX),
                new Row(0x8029, "ICE-CONTROLLED", ICE, Form.TIE_BREAKER),
                new Row(0x802A, "ICE-CONTROLLING", ICE, Form.TIE_BREAKER),
                new Row(0x802B, "RESPONSE-ORIGIN", BEHAVIOUR + "7.3", Form.ADDRESS),
                new Row(0x802C, "OTHER-ADDRESS", BEHAVIOUR + "7.4", Form.ADDRESS),
                new Row(0xC001, "NOMINATION", "draft-thatcher-ice-renomination", Form.NUMBER),
                new Row(0xC057, "GOOG-NETWORK-INFO", GOOGLE, Form.NETWORK)
            })
            .collect(Collectors.toUnmodifiableMap(Row::type, Function.identity()));

    private AttributeTable() {}

    static Optional<Row> row(int type) {
        return Optional.ofNullable(ROWS.get(type));
    }
}
