package dev.floe.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StunClassTest {
    /** RFC 8489 section 5: the class bits lie between the method's bits. */
    @Tag("S1")
    @Test
    void tellsEveryClassAndMethodApart() {
        for (StunClass messageClass : StunClass.values()) {
            for (int method = 0; method <= 0xFFF; method++) {
                int type = messageClass.messageType(method);
                assertEquals(0, type & 0xC000, "the first two bits are zero");
                assertEquals(messageClass, StunClass.of(type));
                assertEquals(method, StunClass.method(type));
            }
        }
    }
}
