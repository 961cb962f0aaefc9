package dev.floe.stun;

import dev.floe.stun.StunReport.Check;
import dev.floe.stun.StunReport.Header;
import dev.floe.stun.StunReport.Part;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Takes one message apart, as far as it goes. */
final class ReportReader {
    private static final int HEADER = StunMessage.HEADER_LENGTH;
    private static final int ATTRIBUTE_HEADER = StunMessage.ATTRIBUTE_HEADER_LENGTH;

    private final byte[] bytes;
    private final ByteBuffer view;
    private final List<IntegrityKey> keys;
    private final StunMessage message = new StunMessage();
    private final StunCrypto crypto = new StunCrypto();
    private final DecodeStatus framing;

    ReportReader(byte[] bytes, List<IntegrityKey> keys) {
        this.bytes = bytes;
        this.view = ByteBuffer.wrap(bytes);
        this.keys = keys;
        this.framing = message.decode(view);
    }

    StunReport read() {
        return new StunReport(bytes.length, framing, fault(), header(), parts(), fingerprint(), integrity());
    }

    private Optional<Header> header() {
        if (bytes.length < HEADER) {
            return Optional.empty();
        }
        TransactionId id = new TransactionId(view.getInt(8), view.getLong(12));
        return Optional.of(new Header(unsignedShort(0), unsignedShort(2), view.getInt(4), id));
    }

    private String fault() {
        int at = message.faultOffset();
        return switch (framing) {
            case OK -> "";
            case TOO_SHORT -> framing.words() + ": " + bytes.length;
            case TOO_LONG -> framing.words() + ": " + bytes.length + " bytes, of at most " + StunMessage.MAX_LENGTH;
            case NOT_STUN -> String.format(Locale.ROOT, "%s: the first byte is 0x%02x", framing.words(), bytes[0]);
            case BAD_COOKIE -> String.format(Locale.ROOT, "%s but 0x%08x", framing.words(), view.getInt(at));
            case UNALIGNED_LENGTH -> framing.words() + ": " + unsignedShort(at);
            case WRONG_LENGTH ->
                "the header announces " + unsignedShort(at) + " bytes behind it, there are " + (bytes.length - HEADER);
            case ATTRIBUTE_OVERRUN, BAD_ATTRIBUTE_LENGTH -> framing.words() + ": " + attributeAt(at);
        };
    }

    private String attributeAt(int at) {
        int left = bytes.length - at;
        if (left < ATTRIBUTE_HEADER) {
            return "at byte " + at + " there are only " + left + " bytes left";
        }
        int type = unsignedShort(at);
        String name = AttributeTable.row(type).map(AttributeTable.Row::name).orElseGet(() -> AttributeText.type(type));
        return name + " at byte " + at + " announces " + unsignedShort(at + 2) + " bytes, " + (left - ATTRIBUTE_HEADER)
                + " are left";
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        int at = HEADER;
        while (at + ATTRIBUTE_HEADER <= bytes.length) {
            int length = unsignedShort(at + 2);
            int end = at + ATTRIBUTE_HEADER + length;
            if (end > bytes.length) {
                break; // the fault tells of it
            }
            parts.add(part(at, unsignedShort(at), length));
            at = end + 3 & ~3;
        }
        return parts;
    }

    private Part part(int at, int type, int length) {
        int valueAt = at + ATTRIBUTE_HEADER;
        byte[] value = Arrays.copyOfRange(bytes, valueAt, valueAt + length);
        String note = note(type, valueAt);
        return AttributeTable.row(type)
                .map(row -> new Part(
                        at,
                        type,
                        row.name(),
                        length,
                        row.section(),
                        AttributeText.of(row.form(), value, mask()) + note))
                .orElseGet(() -> new Part(
                        at,
                        type,
                        "unknown",
                        length,
                        "RFC 8489 section 14",
                        unknown(type) + AttributeText.hex(value) + note));
    }

    private byte[] mask() {
        return Arrays.copyOfRange(bytes, 4, HEADER);
    }

    private static String unknown(int type) {
        return Attribute.isComprehensionRequired(type) ? "comprehension-required, " : "comprehension-optional, ";
    }

    /** What Floe, as the RFC demands, does not look at. */
    private String note(int type, int valueAt) {
        if (framing != DecodeStatus.OK) {
            return "";
        }
        Attribute attribute = Attribute.of(type);
        boolean sealed = sealedAt() < valueAt;
        if (attribute == null) {
            return sealed ? " (ignored: behind the integrity)" : "";
        }
        int counts = message.offset(attribute);
        if (counts == valueAt) {
            return "";
        }
        return counts == 0 || sealed ? " (ignored: behind the integrity)" : " (ignored: the first one counts)";
    }

    private int sealedAt() {
        int sha1 = message.offset(Attribute.MESSAGE_INTEGRITY);
        int sha256 = message.offset(Attribute.MESSAGE_INTEGRITY_SHA256);
        int first = sha1 == 0 || sha256 == 0 ? Math.max(sha1, sha256) : Math.min(sha1, sha256);
        return first == 0 ? Integer.MAX_VALUE : first;
    }

    private Check fingerprint() {
        if (framing != DecodeStatus.OK) {
            return malformed();
        }
        int at = message.offset(Attribute.FINGERPRINT);
        if (at == 0) {
            return new Check(Finding.ABSENT, "ICE demands it (RFC 8445 section 7.1)");
        }
        if (at + 4 != bytes.length) {
            return new Check(Finding.WRONG, "it is not the last attribute (RFC 8489 section 14.7)");
        }
        int found = view.getInt(at);
        int expected = crypto.fingerprint(bytes, at - ATTRIBUTE_HEADER);
        return found == expected
                ? new Check(Finding.RIGHT, "")
                : new Check(
                        Finding.WRONG,
                        String.format(Locale.ROOT, "it says 0x%08x, the bytes give 0x%08x", found, expected));
    }

    private static Check malformed() {
        return new Check(Finding.UNCHECKED, "the message is malformed");
    }

    private Check integrity() {
        if (framing != DecodeStatus.OK) {
            return malformed();
        }
        if (!message.hasIntegrity()) {
            return new Check(Finding.ABSENT, "");
        }
        if (keys.isEmpty()) {
            return new Check(Finding.UNCHECKED, "no password was given");
        }
        boolean right = keys.stream().anyMatch(this::fits);
        return right ? new Check(Finding.RIGHT, "") : new Check(Finding.WRONG, misfit());
    }

    private boolean fits(IntegrityKey key) {
        int sha1 = message.offset(Attribute.MESSAGE_INTEGRITY);
        int sha256 = message.offset(Attribute.MESSAGE_INTEGRITY_SHA256);
        return (sha1 == 0 || fitsSha1(key, sha1)) && (sha256 == 0 || fitsSha256(key, sha256));
    }

    private boolean fitsSha1(IntegrityKey key, int at) {
        byte[] digest = new byte[StunCrypto.SHA1_LENGTH];
        crypto.sha1(key, covered(at, digest.length), at - ATTRIBUTE_HEADER, digest, 0);
        return MessageDigest.isEqual(digest, Arrays.copyOfRange(bytes, at, at + digest.length));
    }

    private boolean fitsSha256(IntegrityKey key, int at) {
        int length = unsignedShort(at - 2);
        byte[] digest = crypto.sha256(key, covered(at, length), at - ATTRIBUTE_HEADER);
        return MessageDigest.isEqual(digest, Arrays.copyOfRange(bytes, at, at + length));
    }

    /** The digest was made when the header's length reached to the end of its attribute (RFC 8489 section 14.5). */
    private byte[] covered(int at, int length) {
        byte[] covered = bytes.clone();
        ByteBuffer.wrap(covered).putShort(2, (short) (at + length - HEADER));
        return covered;
    }

    private String misfit() {
        int sha256 = message.offset(Attribute.MESSAGE_INTEGRITY_SHA256);
        return sha256 != 0 && unsignedShort(sha256 - 2) != StunCrypto.SHA256_LENGTH
                ? "MESSAGE-INTEGRITY-SHA256 is cut short, which ICE does not permit (RFC 8489 section 14.6)"
                : "no password that was given fits, or the message was changed";
    }

    private int unsignedShort(int at) {
        return view.getShort(at) & 0xFFFF;
    }
}
