package dev.floe.examples.decode;

import java.util.HexFormat;

/** STUN messages that were captured from a session with Chromium, and their passwords. */
final class Samples {
    static final String CHECK_PASSWORD = "capturedPasswordOf24Char";
    static final String ANSWER_PASSWORD = "BGQzPRyL/v4S8RMiJkm0wcBb";
    static final String CHECK = "000100502112a4426c754652644b7a6152714248"
            + "0006000d466c6f65345566723a67696671000000c0570004000003e7802a0008297423cae553392e002400046e001eff"
            + "00080014bdb316027c66b4c9a7782bd0dda3c4f54232f2eb802800048f9061ea";
    static final String ANSWER = "0101002c2112a44276616c696420636865636b21"
            + "002000080001f25d5e12a4430008001446415f733935809adaf06ae1cbd4a531345f869c80280004465d5fe2";

    private Samples() {}

    static byte[] check() {
        return HexFormat.of().parseHex(CHECK);
    }

    static byte[] answer() {
        return HexFormat.of().parseHex(ANSWER);
    }
}
