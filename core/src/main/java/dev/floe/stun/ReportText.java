package dev.floe.stun;

import dev.floe.stun.StunReport.Header;
import dev.floe.stun.StunReport.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Writes reports as text. */
final class ReportText {
    private ReportText() {}

    static String summary(StunReport report) {
        StringJoiner words = new StringJoiner(", ");
        words.add(report.header().map(ReportText::title).orElse("no STUN message"));
        report.parts().stream().filter(ReportText::isTelling).forEach(part -> words.add(brief(part)));
        if (report.framing() != DecodeStatus.OK) {
            return words.add("malformed: " + report.fault()).toString();
        }
        words.add("fingerprint " + report.fingerprint().finding().words());
        if (report.integrity().finding() != Finding.UNCHECKED) {
            words.add("integrity " + report.integrity().finding().words());
        }
        return words.toString();
    }

    /** Digests say nothing to people. */
    private static boolean isTelling(Part part) {
        return part.type() != Attribute.MESSAGE_INTEGRITY.type()
                && part.type() != Attribute.MESSAGE_INTEGRITY_SHA256.type()
                && part.type() != Attribute.FINGERPRINT.type();
    }

    private static String brief(Part part) {
        if (part.length() == 0) {
            return part.name();
        }
        String name = part.name().equals("unknown") ? AttributeText.type(part.type()) : part.name();
        return name + " " + part.value();
    }

    private static String title(Header header) {
        return StunMethod.name(header.method()) + " " + className(header.messageClass());
    }

    private static String className(StunClass messageClass) {
        return switch (messageClass) {
            case REQUEST -> "request";
            case INDICATION -> "indication";
            case SUCCESS -> "success response";
            case ERROR -> "error response";
        };
    }

    static List<String> lines(StunReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "STUN " + report.header().map(ReportText::title).orElse("message") + ", " + report.length() + " bytes");
        report.header().ifPresent(header -> addHeader(lines, header));
        for (Part part : report.parts()) {
            lines.add(line(part));
        }
        if (!report.fault().isEmpty()) {
            lines.add("  malformed       " + report.fault());
        }
        lines.add("  fingerprint     " + report.fingerprint());
        lines.add("  integrity       " + report.integrity());
        return lines;
    }

    private static void addHeader(List<String> lines, Header header) {
        String where = "[RFC 8489 section 5]";
        lines.add(String.format(
                Locale.ROOT,
                "  message type    0x%04x: class %s, method %s %s",
                header.type(),
                className(header.messageClass()),
                StunMethod.name(header.method()),
                where));
        lines.add("  message length  " + header.announced() + " " + where);
        lines.add(String.format(Locale.ROOT, "  magic cookie    0x%08x %s", header.cookie(), where));
        lines.add("  transaction id  " + header.id() + " " + where);
    }

    private static String line(Part part) {
        return String.format(
                Locale.ROOT,
                "  %s at byte %d, %s, %d bytes: %s [%s]",
                part.name(),
                part.offset(),
                AttributeText.type(part.type()),
                part.length(),
                part.value(),
                part.section());
    }
}
