package dev.floe.sctp;

/** What the two highest bits of an unknown type ask for: of a chunk's 8 bits or of a parameter's 16 (RFC 9260 section 3.2). */
record UnknownRule(boolean skips, boolean reports) {
    static UnknownRule ofChunk(int type) {
        return new UnknownRule((type & 0x80) != 0, (type & 0x40) != 0);
    }

    static UnknownRule ofParameter(int type) {
        return new UnknownRule((type & 0x8000) != 0, (type & 0x4000) != 0);
    }
}
