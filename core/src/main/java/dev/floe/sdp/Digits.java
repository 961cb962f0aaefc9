package dev.floe.sdp;

/** Decimal numbers as SDP writes them: ASCII digits, no sign. */
final class Digits {
    private static final int LONGEST_INT = 9;
    private static final int LONGEST_LONG = 18;

    private Digits() {}

    /**
     * Returns the number, or -1 if {@code text} is none from {@code minimum} to {@code maximum} (at most nine digits).
     */
    static int parse(String text, int minimum, int maximum) {
        if (!allDigits(text) || text.length() > LONGEST_INT) {
            return -1;
        }
        int number = Integer.parseInt(text);
        return number >= minimum && number <= maximum ? number : -1;
    }

    /** Returns the number, {@link Long#MAX_VALUE} if it is too long for one, or -1 if {@code text} is none. */
    static long parseSaturating(String text) {
        if (!allDigits(text)) {
            return -1;
        }
        return text.length() > LONGEST_LONG ? Long.MAX_VALUE : Long.parseLong(text);
    }

    private static boolean allDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
