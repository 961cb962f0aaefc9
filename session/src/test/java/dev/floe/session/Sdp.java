package dev.floe.session;

/** Looks into descriptions. */
final class Sdp {
    private Sdp() {}

    /** Returns the first line that begins so. */
    static String line(String sdp, String prefix) {
        return sdp.lines()
                .filter(line -> line.startsWith(prefix))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line " + prefix));
    }
}
