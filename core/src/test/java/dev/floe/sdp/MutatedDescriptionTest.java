package dev.floe.sdp;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a stranger posts is read or refused; nothing else happens. */
class MutatedDescriptionTest {
    private static final int ROUNDS = 1000;
    private static final String ALPHABET = "\r\n\0 :=/-am09Z\u00e4\ud83d";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chromium-data.sdp",
                "chromium-audio-video.sdp",
                "chromium-audio-video-data.sdp",
                "firefox-audio-data.sdp"
            })
    void offerIsReadOrRefused(String name) {
        assertReadOrRefused(
                Offers.recorded(name),
                offer -> assertFalse(RemoteDescription.parse(offer).accepted().isEmpty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-data-answer.sdp", "chromium-data-answer-restart.sdp"})
    void answerIsReadOrRefused(String name) {
        assertReadOrRefused(
                Offers.recorded(name),
                answer -> assertNotEquals(
                        Setup.ACTPASS, RemoteDescription.parseAnswer(answer).setup()));
    }

    @Test
    void fragmentIsReadOrRefused() {
        assertReadOrRefused(SdpFragmentTest.RESTART, SdpFragment::parse);
    }

    private static void assertReadOrRefused(String good, Consumer<String> reader) {
        Random random = new Random(7675);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String mutated = mutate(good, random);
            read += assertDoesNotThrow(() -> reads(mutated, reader), () -> "mutated: " + mutated) ? 1 : 0;
        }
        assertTrue(read > 0 && read < ROUNDS, read + " of " + ROUNDS + " were read");
    }

    private static boolean reads(String text, Consumer<String> reader) {
        try {
            reader.accept(text);
            return true;
        } catch (SdpException refused) {
            return false;
        }
    }

    private static String mutate(String offer, Random random) {
        StringBuilder mutated = new StringBuilder(offer);
        for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
            int at = random.nextInt(mutated.length());
            char drawn = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(4)) {
                case 0 -> mutated.setCharAt(at, drawn);
                case 1 -> mutated.insert(at, drawn);
                case 2 -> mutated.delete(at, Math.min(mutated.length(), at + 1 + random.nextInt(40)));
                default -> mutated.insert(at, mutated, at, Math.min(mutated.length(), at + random.nextInt(80)));
            }
        }
        return mutated.toString();
    }
}
