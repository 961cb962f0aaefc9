package dev.floe.sdp;

/**
 * What tells a description of this side's from others of the same session and from other sessions (RFC 8866 section
 * 5.2).
 */
record Origin(long sessionId, long version) {
    Origin {
        if (sessionId < 0) {
            throw new IllegalArgumentException("sessionId: must not be negative");
        }
        if (version < 0) {
            throw new IllegalArgumentException("version: must not be negative");
        }
    }

    /**
     * Returns the whole line. The address says nothing that matters, so it gives nothing away (RFC 9429 section 5.2.1).
     */
    String line() {
        return "o=- " + sessionId + " " + version + " IN IP4 127.0.0.1";
    }
}
