package dev.floe.stun;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.StringJoiner;

/** Puts the values of attributes into words. Whatever the bytes are, it does not throw, and no control character comes through. */
final class AttributeText {
    private static final int MOST_SHOWN = 64;
    private static final HexFormat HEX = HexFormat.of();

    private AttributeText() {}

    /**
     * Returns a value in words.
     *
     * @param form how it is to be read; a value that does not fit is shown in hex
     * @param value without padding
     * @param mask what addresses are obfuscated with: the cookie and the transaction id
     */
    static String of(AttributeTable.Form form, byte[] value, byte[] mask) {
        return switch (form) {
            case ADDRESS -> address(value, new byte[mask.length]);
            case XOR_ADDRESS -> address(value, mask);
            case TEXT -> text(value);
            case HEX -> hex(value);
            case NUMBER -> value.length == 4 ? Long.toString(unsignedInt(value)) : hex(value);
            case PRIORITY -> value.length == 4 ? priority(unsignedInt(value)) : hex(value);
            case TIE_BREAKER -> "tie-breaker " + hex(value);
            case ERROR -> value.length >= 4 ? error(value) : hex(value);
            case TYPES -> types(value);
            case FLAG -> value.length == 0 ? "set" : hex(value);
            case NETWORK -> value.length == 4 ? network(unsignedInt(value)) : hex(value);
        };
    }

    static String hex(byte[] value) {
        if (value.length == 0) {
            return "empty";
        }
        return value.length <= MOST_SHOWN
                ? "0x" + HEX.formatHex(value)
                : "0x" + HEX.formatHex(value, 0, MOST_SHOWN) + "… (" + value.length + " bytes)";
    }

    private static long unsignedInt(byte[] value) {
        return ByteBuffer.wrap(value).getInt() & 0xFFFFFFFFL;
    }

    /** RFC 8489 sections 14.1 and 14.2: a byte to ignore, the family, the port, the address. */
    private static String address(byte[] value, byte[] mask) {
        boolean ipv4 = value.length == 8 && value[1] == 1;
        boolean ipv6 = value.length == 20 && value[1] == 2;
        if (!ipv4 && !ipv6) {
            return hex(value) + " (no address of a known family)";
        }
        byte[] plain = value.clone();
        for (int i = 2; i < plain.length; i++) {
            plain[i] ^= mask[i < 4 ? i - 2 : i - 4];
        }
        int port = (plain[2] & 0xFF) << 8 | (plain[3] & 0xFF);
        return ipv4 ? dotted(plain) + ":" + port : "[" + grouped(plain) + "]:" + port;
    }

    private static String dotted(byte[] plain) {
        return (plain[4] & 0xFF) + "." + (plain[5] & 0xFF) + "." + (plain[6] & 0xFF) + "." + (plain[7] & 0xFF);
    }

    /** Not through {@link java.net.InetAddress}, which turns a mapped address into IPv4. */
    private static String grouped(byte[] plain) {
        StringJoiner groups = new StringJoiner(":");
        for (int at = 4; at < plain.length; at += 2) {
            groups.add(Integer.toHexString((plain[at] & 0xFF) << 8 | (plain[at + 1] & 0xFF)));
        }
        return groups.toString();
    }

    /** RFC 8445 section 5.1.2.1; the recommended type preferences stand in section 5.1.2.2. */
    private static String priority(long value) {
        long type = value >>> 24;
        String kind = switch ((int) type) {
            case 126 -> " as of a host candidate";
            case 110 -> " as of a peer-reflexive candidate";
            case 100 -> " as of a server-reflexive candidate";
            case 0 -> " as of a relayed candidate";
            default -> "";
        };
        return value + " (type preference " + type + kind + ", local preference " + (value >>> 8 & 0xFFFF)
                + ", component " + (256 - (value & 0xFF)) + ")";
    }

    private static String error(byte[] value) {
        int code = (value[2] & 7) * 100 + (value[3] & 0xFF);
        byte[] phrase = Arrays.copyOfRange(value, 4, value.length);
        return code + " " + (phrase.length == 0 ? "without a reason phrase" : text(phrase));
    }

    private static String types(byte[] value) {
        if (value.length == 0 || value.length % 2 != 0) {
            return hex(value);
        }
        StringJoiner types = new StringJoiner(", ");
        for (int at = 0; at < value.length; at += 2) {
            types.add(type((value[at] & 0xFF) << 8 | (value[at + 1] & 0xFF)));
        }
        return types.toString();
    }

    static String type(int type) {
        return String.format(Locale.ROOT, "0x%04x", type);
    }

    private static String network(long value) {
        return "network " + (value >>> 16) + ", cost " + (value & 0xFFFF);
    }

    /** Returns text in quotes, what a terminal might obey escaped; hex if it is not UTF-8. */
    static String text(byte[] value) {
        try {
            return quoted(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString());
        } catch (CharacterCodingException notText) {
            return hex(value) + " (not UTF-8)";
        }
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
            } else if (isShown(point)) {
                quoted.appendCodePoint(point);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\u{%x}", point));
            }
        });
        return quoted.append('"').toString();
    }

    /** Neither controls nor what turns the direction of writing, breaks lines, or is assigned to nothing. */
    private static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
