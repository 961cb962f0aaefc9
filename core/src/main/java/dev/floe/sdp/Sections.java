package dev.floe.sdp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The m-lines of a description and its first BUNDLE group: which of them a session can use together. */
final class Sections {
    private static final String BUNDLE = "BUNDLE";
    private static final String REFUSAL = "is rejected by the peer: its port is 0 (RFC 3264 section 6)";

    private final SdpType type;
    private final Attributes session;
    private final List<MediaSection> all;
    private final List<MediaSection> group;
    private final boolean grouped;

    private Sections(SdpType type, Attributes session, List<MediaSection> all, Set<String> bundle) {
        this.type = type;
        this.session = session;
        this.all = all;
        this.group = inOrderOf(bundle, byMid(all));
        this.grouped = !bundle.isEmpty();
    }

    static Sections read(SdpType type, String text) {
        SdpReader.RawDescription raw = SdpReader.read(type, text);
        raw.refuseLite();
        Set<String> bundle = firstBundle(raw.session());
        List<MediaSection> all = raw.sections().stream()
                .map(section -> SectionReader.read(type, section, raw.session(), bundle))
                .toList();
        return new Sections(type, raw.session(), all, bundle);
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

    SdpType type() {
        return type;
    }

    List<MediaSection> all() {
        return all;
    }

    boolean grouped() {
        return grouped;
    }

    /**
     * Returns the sections that are used together, at least one. The first is never bundle-only if another one is not:
     * only such a section can carry the transport (RFC 9143 section 7.3.1).
     */
    List<MediaSection> accepted(Acceptance acceptance) {
        List<MediaSection> wanted = (grouped ? group.stream() : all.stream())
                .filter(acceptance::takes)
                .sorted(Comparator.comparing(MediaSection::bundleOnly))
                .limit(grouped ? all.size() : 1)
                .toList();
        if (wanted.isEmpty()) {
            throw new SdpException("m=", isRefusal() ? REFUSAL : "none is usable: " + requirement(acceptance.kinds()));
        }
        return Stream.concat(held(acceptance), wanted.stream()).toList();
    }

    /**
     * Returns the section that leads the group, if it is one of RTP that nobody wants. RFC 9143 section 7.3.1 would let
     * it go, but under the max-bundle policy, which no offer shows, Chromium drops every transport of a group whose
     * first section is rejected.
     */
    private Stream<MediaSection> held(Acceptance acceptance) {
        return group.stream()
                .limit(1)
                .filter(leader -> !leader.bundleOnly())
                .filter(leader ->
                        leader.kind().filter(kind -> kind != MediaKind.DATA).isPresent())
                .filter(leader -> !acceptance.takes(leader));
    }

    /** Whether the peer answered, and wants nothing of what it was offered. */
    private boolean isRefusal() {
        return type == SdpType.ANSWER && !all.isEmpty() && all.stream().allMatch(section -> section.port() == 0);
    }

    private String requirement(Set<MediaKind> kinds) {
        String where = grouped ? " in the first BUNDLE group" : "";
        return "there must be one" + where + " for " + List.copyOf(kinds)
                + ", over DTLS, with a port or a=bundle-only, and with a=rtcp-mux and a known format if it is RTP"
                + " (RFC 9429 section 5.3.1)";
    }

    /**
     * Returns where the transport attributes of a section are looked for. A bundle-only section has none of its own:
     * the section that the offer suggests for its group's transport lends it its own, even where that one is rejected
     * (RFC 9143 section 7.2.1).
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
