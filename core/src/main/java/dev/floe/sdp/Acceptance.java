package dev.floe.sdp;

import java.util.List;
import java.util.Set;

/** What a side takes of an offer: kinds of media, and of audio and video what its terms say. */
record Acceptance(Set<MediaKind> kinds, MediaTerms terms) {
    static final Acceptance EVERYTHING = new Acceptance(Set.of(MediaKind.values()), MediaTerms.AS_OFFERED);

    Acceptance {
        kinds = Set.copyOf(kinds);
    }

    /** Whether the section is of use for its media. */
    boolean takes(MediaSection section) {
        return section.kind()
                .filter(kinds::contains)
                .filter(kind -> kind == MediaKind.DATA || !formats(section).isEmpty())
                .isPresent();
    }

    /** Returns the formats that are taken of a section of RTP. */
    List<String> formats(MediaSection section) {
        List<String> taken = List.copyOf(terms.formats(section));
        if (!Set.copyOf(section.formats()).containsAll(taken)) {
            throw new IllegalArgumentException("formats: must be some of those offered (RFC 3264 section 6.1)");
        }
        return taken;
    }

    /** Returns the lines about this side's streams. */
    List<String> streams(MediaSection section) {
        List<String> lines = List.copyOf(terms.streams(section));
        if (!lines.stream().allMatch(Acceptance::isAttribute)) {
            throw new IllegalArgumentException("streams: each must be one a= line (RFC 8866 section 5.13)");
        }
        return lines;
    }

    private static boolean isAttribute(String line) {
        return line.startsWith("a=") && line.chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0);
    }
}
