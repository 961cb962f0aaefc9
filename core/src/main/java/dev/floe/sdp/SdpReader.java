package dev.floe.sdp;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a description into its levels (RFC 8866 section 5), and bounds it: what comes later works on at most {@link #MAX_SIZE}
 * characters and {@link #MAX_SECTIONS} m-lines.
 */
final class SdpReader {
    static final int MAX_SIZE = 256 * 1024;
    static final int MAX_LINE = 8192;
    static final int MAX_SECTIONS = 64;

    /** A description before anything in it was understood. */
    record RawDescription(Attributes session, List<RawSection> sections) {}

    /** One m-line (what follows {@code m=}) and its attributes. */
    record RawSection(String mLine, Attributes attributes) {}

    private final String text;
    private final Attributes session = new Attributes();
    private final List<RawSection> sections = new ArrayList<>();
    private Attributes current = session;
    private int lineNumber;

    private SdpReader(String text) {
        this.text = text;
    }

    static RawDescription read(String text) {
        if (text.length() > MAX_SIZE) {
            throw new SdpException(
                    "offer", "must not be longer than " + MAX_SIZE + " characters, has " + text.length());
        }
        return new SdpReader(text).readLines();
    }

    private RawDescription readLines() {
        int end = endOfContent();
        int start = 0;
        do {
            int lineFeed = text.indexOf('\n', start);
            int next = lineFeed < 0 || lineFeed > end ? end : lineFeed;
            readLine(withoutCarriageReturn(start, next));
            start = next + 1;
        } while (start < end);
        return new RawDescription(session, List.copyOf(sections));
    }

    /** Line ends after the last line are forgiven: hand-written signalling adds them. */
    private int endOfContent() {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    private String withoutCarriageReturn(int start, int end) {
        return text.substring(start, end > start && text.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    private void readLine(String line) {
        lineNumber++;
        if (lineNumber == 1) {
            requireVersion(line);
            return;
        }
        requireForm(line);
        String value = line.substring(2);
        switch (line.charAt(0)) {
            case 'm' -> openSection(value);
            case 'a' -> current.add(value);
            default -> {} // Nothing else says anything about the transport: c= and the like are void under ICE.
        }
    }

    private static void requireVersion(String line) {
        if (!line.equals("v=0")) {
            throw new SdpException(
                    "offer", "is not an SDP description: the first line must be v=0 (RFC 8866 section 5.1)");
        }
    }

    private void requireForm(String line) {
        if (line.length() > MAX_LINE) {
            throw new SdpException("line " + lineNumber, "must not be longer than " + MAX_LINE + " characters");
        }
        boolean typed = line.length() >= 2 && line.charAt(0) >= 'a' && line.charAt(0) <= 'z' && line.charAt(1) == '=';
        if (!typed) {
            throw new SdpException("line " + lineNumber, "must be one letter, '=' and a value (RFC 8866 section 5)");
        }
        if (line.indexOf('\r') >= 0 || line.indexOf('\0') >= 0) {
            throw new SdpException("line " + lineNumber, "must not contain NUL or a lone CR (RFC 8866 section 5)");
        }
    }

    private void openSection(String mLine) {
        if (sections.size() == MAX_SECTIONS) {
            throw new SdpException("m=", "must not appear more than " + MAX_SECTIONS + " times");
        }
        current = new Attributes();
        sections.add(new RawSection(mLine, current));
    }
}
