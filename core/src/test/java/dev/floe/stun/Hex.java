package dev.floe.stun;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Bytes as they are printed in RFCs: hex digits, blanks wherever they help the eye. */
final class Hex {
    private Hex() {}

    static byte[] bytes(String... lines) {
        return HexFormat.of().parseHex(String.join("", lines).replace(" ", ""));
    }

    static ByteBuffer buffer(String... lines) {
        return ByteBuffer.wrap(bytes(lines));
    }

    /** Copies what a buffer lends. */
    static byte[] copy(ByteBuffer lent) {
        byte[] copy = new byte[lent.remaining()];
        lent.get(lent.position(), copy);
        return copy;
    }
}
