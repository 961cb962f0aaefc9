package dev.floe.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.ice.Candidate;
import dev.floe.sdp.LocalDescription;
import dev.floe.sdp.MediaKind;
import dev.floe.sdp.MediaSection;
import dev.floe.sdp.RemoteDescription;
import dev.floe.sdp.SdpException;
import dev.floe.sdp.SdpFragment;
import dev.floe.sim.Addresses;
import dev.floe.slot.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * SDP: the input is a text that somebody posts. It is read or refused, never with its password in the words; what is
 * read as an offer can be answered, and a full peer's reading of that answer says what was meant.
 */
public final class SdpTarget {
    private static final String PASSWORD_LINE = "a=ice-pwd:";
    private static final int SHORTEST_PASSWORD = 22;
    private static final int MOST = 64;
    private static final List<Candidate> CANDIDATES = Candidate.hosts(List.of(Addresses.OURS));
    private static final Fingerprint FINGERPRINT = Fingerprint.sha256(new byte[] {1});

    private SdpTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        read(text, RemoteDescription::parse).ifPresent(offer -> {
            checkRead(text, offer);
            checkAnswer(offer);
            read(text, whole -> offer.accepting(EnumSet.allOf(MediaKind.class), media -> media.formatsOf("VP8")))
                    .ifPresent(SdpTarget::checkAnswer);
        });
        read(text, RemoteDescription::parseAnswer).ifPresent(answer -> checkRead(text, answer));
        read(text, SdpFragment::parse).ifPresent(fragment -> checkWords(text, String.valueOf(fragment)));
    }

    private static <T> Optional<T> read(String text, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(text));
        } catch (SdpException refused) {
            assertFalse(refused.field().isEmpty());
            checkWords(text, String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    /** No password of the text is in our words; what stands in other lines as well is none. */
    private static void checkWords(String text, String words) {
        String others =
                text.lines().filter(line -> !line.startsWith(PASSWORD_LINE)).collect(Collectors.joining("\n"));
        text.lines()
                .filter(line -> line.startsWith(PASSWORD_LINE))
                .map(line -> line.substring(PASSWORD_LINE.length()))
                .filter(password -> password.length() >= SHORTEST_PASSWORD && !others.contains(password))
                .forEach(password -> assertFalse(words.contains(password), "a password was said"));
    }

    private static void checkRead(String text, RemoteDescription read) {
        checkWords(text, read.toString());
        assertTrue(read.sections().size() <= MOST && read.candidates().size() <= MOST);
        assertFalse(read.accepted().isEmpty());
        assertTrue(read.sections().containsAll(read.accepted()));
        assertFalse(read.fingerprints().isEmpty());
    }

    private static void checkAnswer(RemoteDescription offer) {
        LocalDescription local = new LocalDescription(
                Speaker.LOCAL, CANDIDATES, Optional.of(FINGERPRINT), Optional.of(offer.localRole()), true);
        String written = local.answer(offer, 1);
        RemoteDescription answer = RemoteDescription.parseAnswer(written.replace("a=ice-lite\r\n", ""));
        assertEquals(local.credentials(), answer.credentials());
        assertEquals(List.of(FINGERPRINT), answer.fingerprints());
        assertEquals(mids(offer.sections()), mids(answer.sections()), "m-lines in order");
        assertEquals(mids(offer.accepted()), mids(answer.accepted()), "and those that were accepted");
        assertEquals(offer.isBundled(), answer.isBundled());
        assertEquals(offer.sctp().isPresent(), answer.sctp().isPresent());
    }

    private static List<Optional<String>> mids(List<MediaSection> sections) {
        return sections.stream().map(MediaSection::mid).toList();
    }
}
