package dev.floe.sdp;

import java.util.List;

/** A description or a fragment of one while it is written. */
final class SdpText {
    private final StringBuilder text = new StringBuilder(2048);

    /** Begins a whole description (RFC 8866 section 5). */
    void begin(Origin origin) {
        lines(List.of("v=0", origin.line(), "s=-", "t=0 0"));
    }

    void lines(List<String> lines) {
        lines.forEach(this::line);
    }

    /** Adds a line, and its end. */
    void line(String line) {
        text.append(line).append("\r\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
