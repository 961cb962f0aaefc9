package dev.floe.sdp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The m-lines of an offer and its first BUNDLE group: which of them a session can use together. */
final class Sections {
    private static final String BUNDLE = "BUNDLE";

    private final Attributes session;
    private final List<MediaSection> all;
    private final List<MediaSection> group;
    private final boolean grouped;

    private Sections(Attributes session, List<MediaSection> all, Set<String> bundle) {
        this.session = session;
        this.all = all;
        this.group = inOrderOf(bundle, byMid(all));
        this.grouped = !bundle.isEmpty();
    }

    static Sections read(SdpReader.RawDescription raw) {
        refuseLite(raw);
        Set<String> bundle = firstBundle(raw.session());
        List<MediaSection> all = raw.sections().stream()
                .map(section -> SectionReader.read(section, raw.session(), bundle))
                .toList();
        return new Sections(raw.session(), all, bundle);
    }

    /** Two lite agents would wait for each other's checks for ever: this one makes none to find the peer (RFC 8445 section 6.1.1). */
    private static void refuseLite(SdpReader.RawDescription raw) {
        Stream<Attributes> sections = raw.sections().stream().map(SdpReader.RawSection::attributes);
        if (Stream.concat(Stream.of(raw.session()), sections).anyMatch(level -> level.has("ice-lite"))) {
            throw new SdpException(
                    "a=ice-lite",
                    "must not be offered: this side is lite too, and one must check (RFC 8445 section 6.1.1)");
        }
    }

    /** Returns the mids in order, without duplicates; empty if there is no group, or one of nothing. */
    private static Set<String> firstBundle(Attributes session) {
        return session.all("group")
                .map(value -> List.of(value.split(" ", -1)))
                .filter(words -> words.get(0).equals(BUNDLE))
                .findFirst()
                .map(words -> new LinkedHashSet<>(words.subList(1, words.size())))
                .orElseGet(LinkedHashSet::new);
    }

    private static Map<String, MediaSection> byMid(List<MediaSection> all) {
        Map<String, MediaSection> byMid = new HashMap<>();
        for (MediaSection section : all) {
            section.mid().ifPresent(mid -> {
                if (byMid.put(mid, section) != null) {
                    throw new SdpException("a=mid", "must be different for each m-line (RFC 5888 section 6)");
                }
            });
        }
        return byMid;
    }

    /** Mids that no m-line has are passed over. */
    private static List<MediaSection> inOrderOf(Set<String> mids, Map<String, MediaSection> byMid) {
        return mids.stream().filter(byMid::containsKey).map(byMid::get).toList();
    }

    List<MediaSection> all() {
        return all;
    }

    boolean grouped() {
        return grouped;
    }

    /**
     * Returns the sections that are used together, at least one. The first is never bundle-only if another one is not: only such a
     * section can carry the transport (RFC 9143 section 7.3.1).
     */
    List<MediaSection> accepted(Set<MediaKind> kinds) {
        List<MediaSection> wanted = (grouped ? group.stream() : all.stream())
                .filter(section -> section.kind().filter(kinds::contains).isPresent())
                .sorted(Comparator.comparing(MediaSection::bundleOnly))
                .limit(grouped ? all.size() : 1)
                .toList();
        if (wanted.isEmpty()) {
            throw new SdpException("m=", "none is usable: " + requirement(kinds));
        }
        return Stream.concat(held(kinds), wanted.stream()).toList();
    }

    /**
     * Returns the section that leads the group, if it is one of RTP that nobody wants. RFC 9143 section 7.3.1 would let it go, but under
     * the max-bundle policy, which no offer shows, Chromium drops every transport of a group whose first section is rejected.
     */
    private Stream<MediaSection> held(Set<MediaKind> kinds) {
        return group.stream()
                .limit(1)
                .filter(leader -> !leader.bundleOnly())
                .filter(leader -> leader.kind()
                        .filter(kind -> kind != MediaKind.DATA && !kinds.contains(kind))
                        .isPresent());
    }

    private String requirement(Set<MediaKind> kinds) {
        String where = grouped ? " in the first BUNDLE group" : "";
        return "there must be one" + where + " for " + List.copyOf(kinds)
                + ", over DTLS, with a port or a=bundle-only, and with a=rtcp-mux if it is RTP (RFC 9429 section 5.3.1)";
    }

    /**
     * Returns where the transport attributes of a section are looked for. A bundle-only section has none of its own: the section that
     * the offer suggests for its group's transport lends it its own, even where that one is rejected (RFC 9143 section 7.2.1).
     */
    List<Attributes> levels(MediaSection section) {
        List<Attributes> levels = new ArrayList<>();
        levels.add(section.attributes());
        if (section.bundleOnly()) {
            levels.add(group.get(0).attributes());
        }
        levels.add(session);
        return List.copyOf(levels);
    }
}
