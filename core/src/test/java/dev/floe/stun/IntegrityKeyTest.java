package dev.floe.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class IntegrityKeyTest {
    @Test
    void refusesAnEmptyPassword() {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> IntegrityKey.of(""));

        assertEquals("password: must not be empty", refusal.getMessage());
    }
}
