package dev.floe.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Splits a description into its levels (RFC 8866 section 5), and bounds it: what comes later works on at most
 * {@link #MAX_SIZE} characters and {@link #MAX_SECTIONS} m-lines.
 */
final class SdpReader {
    static final int MAX_SIZE = 256 * 1024;
    static final int MAX_LINE = 8192;
    static final int MAX_SECTIONS = 64;

    /** A description before anything in it was understood. */
    record RawDescription(Attributes session, List<RawSection> sections) {
        /**
         * Two lite agents would wait for each other's checks for ever: this one makes none to find the peer (RFC 8445
         * section 6.1.1).
         */
        void refuseLite() {
            Stream<Attributes> below = sections.stream().map(RawSection::attributes);
            if (Stream.concat(Stream.of(session), below).anyMatch(level -> level.has("ice-lite"))) {
                throw new SdpException(
                        "a=ice-lite",
                        "must not come from the peer: this side is lite too, and one must check (RFC 8445 section 6.1.1)");
            }
        }
    }

    /** One m-line (what follows {@code m=}) and its attributes. */
    record RawSection(String mLine, Attributes attributes) {}

    private final String name;
    private final boolean whole;
    private final String text;
    private final Attributes session = new Attributes();
    private final List<RawSection> sections = new ArrayList<>();
    private Attributes current = session;
    private int lineNumber;

    private SdpReader(String name, boolean whole, String text) {
        this.name = name;
        this.whole = whole;
        this.text = text;
    }

    /** Splits a whole description. */
    static RawDescription read(SdpType type, String text) {
        return new SdpReader(type.text(), true, text).read();
    }

    /** Splits a fragment of one: attributes and m-lines, and nothing else (RFC 8840 section 9). */
    static RawDescription readFragment(String text) {
        return new SdpReader("fragment", false, text).read();
    }

    private RawDescription read() {
        if (text.length() > MAX_SIZE) {
            throw new SdpException(name, "must not be longer than " + MAX_SIZE + " characters, has " + text.length());
        }
        return readLines();
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
        if (lineNumber == 1 && whole) {
            requireVersion(line);
            return;
        }
        requireForm(line);
        String value = line.substring(2);
        switch (line.charAt(0)) {
            case 'm' -> openSection(value);
            case 'a' -> current.add(value);
            default -> pass();
        }
    }

    /**
     * No other line says anything about the transport: c= and the like are void under ICE. A fragment has none of them.
     */
    private void pass() {
        if (!whole) {
            throw new SdpException("line " + lineNumber, "must be a= or m= in a fragment (RFC 8840 section 9)");
        }
    }

    private void requireVersion(String line) {
        if (!line.equals("v=0")) {
            throw new SdpException(
                    name, "is not an SDP description: the first line must be v=0 (RFC 8866 section 5.1)");
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
