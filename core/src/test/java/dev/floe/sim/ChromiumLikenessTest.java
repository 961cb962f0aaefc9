package dev.floe.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The peers of these rigs speak as Chromium does, so that they do not share errors of our own. The bytes were taken from its socket. */
class ChromiumLikenessTest {
    private static final Key OURS = new Key("capturedPasswordOf24Char");
    private static final Key CHROMIUMS = new Key("BGQzPRyL/v4S8RMiJkm0wcBb");
    private static final byte[] NOMINATION = bytes(
            "000100542112a442577573486b3461664f50336b0006000d466c6f65345566723a67696671000000c0570004000003e7802a0008297423cae553392e"
                    + "00250000002400046e001eff0008001485b53254b9cbaf127cfce80d9df580a1b1f06196802800042eea1b46");
    private static final byte[] ANSWER = bytes("0101002c2112a44276616c696420636865636b21002000080001f25d5e12a443"
            + "0008001446415f733935809adaf06ae1cbd4a531345f869c80280004465d5fe2");

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Tag("I12")
    @Test
    void writesItsCheckByteForByte() {
        byte[] written = new Wire()
                .begin(Wire.REQUEST, 0x57757348, 0x6b3461664f50336bL)
                .text(Wire.USERNAME, "Floe4Ufr:gifq")
                .int32(Wire.NETWORK_INFO, 999)
                .int64(Wire.CONTROLLING, 0x297423cae553392eL)
                .add(Wire.USE_CANDIDATE)
                .int32(Wire.PRIORITY, 0x6e001eff)
                .integrity(OURS)
                .fingerprint()
                .bytes();

        assertArrayEquals(NOMINATION, written);
    }

    @Tag("S6")
    @Test
    void writesItsAnswerByteForByte() {
        byte[] written = new Wire()
                .begin(Wire.SUCCESS, 0x76616c69, 0x6420636865636b21L)
                .mapped(0x7F000001, 0xf25d ^ 0x2112)
                .integrity(CHROMIUMS)
                .fingerprint()
                .bytes();

        assertArrayEquals(ANSWER, written);
        assertTrue(new Reading(ANSWER).isSigned(CHROMIUMS));
        assertTrue(new Reading(NOMINATION).hasFingerprint());
    }

    @Test
    void thePeersUseTheSameAttributesInTheSameOrder() {
        ScriptedPeer scripted = new ScriptedPeer(AgentRig.REMOTE, AgentRig.LOCAL, 1);
        SplittableRandom random = new SplittableRandom(1);
        Scenario scenario = Scenario.draw(random, Duration.ofMinutes(2));
        SimPeer simulated =
                new SimPeer(scenario, new Schedule(0), random, AgentRig.REMOTE, AgentRig.LOCAL, (from, sent) -> {});

        assertEquals(new Reading(NOMINATION).types(), new Reading(scripted.nominatingCheck()).types());
        assertEquals(new Reading(NOMINATION).types(), new Reading(simulated.spoof()).types());
        assertEquals(new Reading(ANSWER).types(), new Reading(scripted.answer(scripted.check())).types());
    }
}
