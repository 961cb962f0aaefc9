package dev.floe.fuzz;

import java.util.HexFormat;

/** What was taken from Chromium's socket, under the credentials of {@link Speaker}. */
final class Seeds {
    static final byte[] NOMINATION = HexFormat.of()
            .parseHex("000100542112a442577573486b3461664f50336b0006000d466c6f65345566723a67696671000000c0570004000003e7"
                    + "802a0008297423cae553392e00250000002400046e001eff0008001485b53254b9cbaf127cfce80d9df580a1b1f06196"
                    + "802800042eea1b46");

    private Seeds() {}
}
