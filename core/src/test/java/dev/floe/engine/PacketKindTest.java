package dev.floe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketKindTest {
    /** RFC 9443 section 3, the whole byte; 64 to 79 are QUIC where there is no TURN server. */
    @Tag("D1")
    @Tag("D2")
    @Tag("D3")
    @ParameterizedTest
    @CsvSource({
        "0, 3, STUN",
        "4, 15, UNKNOWN",
        "16, 19, ZRTP",
        "20, 63, DTLS",
        "64, 79, QUIC",
        "80, 127, QUIC",
        "128, 191, MEDIA",
        "192, 255, QUIC"
    })
    void tellsProtocolsApartByTheirFirstByte(int first, int last, PacketKind kind) {
        for (int value = first; value <= last; value++) {
            assertEquals(kind, PacketKind.of(value));
            assertEquals(kind, PacketKind.of((byte) value), "a byte is signed in Java");
        }
    }
}
