package dev.floe.sdp;

import static dev.floe.sdp.Offers.ALL;
import static dev.floe.sdp.Offers.change;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which m-lines are used together, and whose transport attributes count (RFC 9143). */
class BundleTest {
    private static final Set<MediaKind> DATA = Set.of(MediaKind.DATA);
    private static final Set<MediaKind> MEDIA = EnumSet.of(MediaKind.AUDIO, MediaKind.VIDEO);

    @Test
    void usesTheWholeGroupAndTheCredentialsOfItsFirst() {
        RemoteDescription offer = RemoteDescription.parse(ALL);

        assertEquals(List.of("a", "d", "v"), mids(offer));
        assertEquals("audio", offer.credentials().ufrag());
    }

    @Test
    void orderOfTheGroupCountsAndNotThatOfTheSections() {
        RemoteDescription offer = RemoteDescription.parse(change(ALL, "BUNDLE a v d", "BUNDLE d a v"));

        assertEquals(List.of("d", "a", "v"), mids(offer));
        assertEquals("data", offer.credentials().ufrag());
    }

    @Test
    void holdsTheLeaderOfTheGroupForItsTransportWhenOnlyDataIsWanted() {
        RemoteDescription offer = RemoteDescription.parse(ALL).accepting(DATA);

        assertEquals(List.of("a", "d"), mids(offer));
        assertEquals("audio", offer.credentials().ufrag());
        assertEquals(5000, offer.sctp().orElseThrow().port());
    }

    @Test
    void leavesDataOutWhenOnlyMediaIsWanted() {
        String dataLeads = change(ALL, "BUNDLE a v d", "BUNDLE d a v");

        RemoteDescription offer = RemoteDescription.parse(dataLeads).accepting(MEDIA);

        assertEquals(List.of("a", "v"), mids(offer));
        assertEquals("audio", offer.credentials().ufrag());
    }

    @Test
    void leaderThatThePeerRejectsIsPassedOver() {
        RemoteDescription offer =
                RemoteDescription.parse(change(ALL, "audio 9", "audio 0")).accepting(DATA);

        assertEquals(List.of("d"), mids(offer));
        assertEquals("data", offer.credentials().ufrag());
    }

    @Test
    void bundleOnlySectionBorrowsTheTransportOfTheLeader() {
        RemoteDescription offer =
                RemoteDescription.parse(change(ALL, "audio 9", "audio 0")).accepting(Set.of(MediaKind.VIDEO));

        assertEquals(List.of("v"), mids(offer));
        assertEquals("audio", offer.credentials().ufrag());
    }

    @Test
    void portZeroWithoutBundleOnlyIsRejected() {
        RemoteDescription offer = RemoteDescription.parse(change(ALL, "a=bundle-only\n", ""));

        assertEquals(List.of("a", "d"), mids(offer));
    }

    @Test
    void bundleOnlyOutsideAnyGroupIsRejected() {
        RemoteDescription offer = RemoteDescription.parse(change(ALL, "BUNDLE a v d", "BUNDLE a d"));

        assertEquals(List.of("a", "d"), mids(offer));
    }

    @Test
    void secondGroupIsNotUsed() {
        RemoteDescription offer =
                RemoteDescription.parse(change(ALL, "BUNDLE a v d", "LS a v\na=group:BUNDLE a\na=group:BUNDLE d v"));

        assertEquals(List.of("a"), mids(offer));
    }

    @Test
    void withoutAGroupOnlyTheFirstUsableSectionIsUsed() {
        String ungrouped = change(ALL, "a=group:BUNDLE a v d\n", "");

        assertEquals(List.of("a"), mids(RemoteDescription.parse(ungrouped)));
        assertEquals(List.of("d"), mids(RemoteDescription.parse(ungrouped).accepting(DATA)));
        assertEquals(
                "data",
                RemoteDescription.parse(ungrouped).accepting(DATA).credentials().ufrag());
    }

    @Test
    void groupOfNothingIsNoGroup() {
        RemoteDescription offer = RemoteDescription.parse(change(ALL, "BUNDLE a v d", "BUNDLE"));

        assertEquals(List.of("a"), mids(offer));
        assertFalse(offer.isBundled());
    }

    @Test
    void midsOfNoSectionArePassedOver() {
        assertEquals(List.of("d"), mids(RemoteDescription.parse(change(ALL, "BUNDLE a v d", "BUNDLE x d d"))));
    }

    @Test
    void rtpWithoutMuxIsNotUsable() {
        String unmuxed = change(ALL, "a=rtcp-mux\n", "");

        assertEquals(List.of("d", "v"), mids(RemoteDescription.parse(unmuxed)));
        assertThrows(SdpException.class, () -> RemoteDescription.parse(unmuxed).accepting(Set.of(MediaKind.AUDIO)));
    }

    private static List<String> mids(RemoteDescription offer) {
        return offer.accepted().stream()
                .map(section -> section.mid().orElseThrow())
                .toList();
    }
}
