package dev.floe.examples.decode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Bytes written in hex, as people paste them: with blanks, line breaks, colons, commas, dashes and 0x wherever they like. */
final class HexText {
    private static final Pattern PREFIX = Pattern.compile("(?<![0-9A-Fa-f])0[xX]");
    private static final Pattern BETWEEN = Pattern.compile("[\\s:,-]+");

    private HexText() {}

    /** Returns the digits that a text consists of; empty if there are none, or something else as well. */
    static Optional<String> digits(String text) {
        String digits = BETWEEN.matcher(PREFIX.matcher(text).replaceAll(" ")).replaceAll("");
        boolean hex = !digits.isEmpty() && digits.chars().allMatch(HexText::isDigit);
        return hex ? Optional.of(digits) : Optional.empty();
    }

    /** Returns the digits that bytes spell in ASCII. */
    static Optional<String> digits(byte[] text) {
        return digits(new String(text, StandardCharsets.ISO_8859_1));
    }

    private static boolean isDigit(int character) {
        return character < 128 && Character.digit(character, 16) >= 0;
    }

    /**
     * Returns the bytes.
     *
     * @throws MalformedException if there is half a byte
     */
    static byte[] bytes(String digits) throws MalformedException {
        if (digits.length() % 2 != 0) {
            throw new MalformedException("an odd number of hex digits: " + digits.length());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(digits.length() / 2);
        for (int at = 0; at < digits.length(); at += 2) {
            bytes.write(Integer.parseInt(digits.substring(at, at + 2), 16));
        }
        return bytes.toByteArray();
    }
}
