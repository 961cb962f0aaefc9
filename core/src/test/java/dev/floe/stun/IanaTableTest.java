package dev.floe.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The attribute and method tables against IANA's registry "Session Traversal Utilities for NAT (STUN) Parameters". */
class IanaTableTest {
    /** The registry's entries that an ICE endpoint may meet, by number. */
    private static final Map<Integer, String> ATTRIBUTES = Map.ofEntries(
            Map.entry(0x0001, "MAPPED-ADDRESS"),
            Map.entry(0x0006, "USERNAME"),
            Map.entry(0x0008, "MESSAGE-INTEGRITY"),
            Map.entry(0x0009, "ERROR-CODE"),
            Map.entry(0x000A, "UNKNOWN-ATTRIBUTES"),
            Map.entry(0x0014, "REALM"),
            Map.entry(0x0015, "NONCE"),
            Map.entry(0x001C, "MESSAGE-INTEGRITY-SHA256"),
            Map.entry(0x001D, "PASSWORD-ALGORITHM"),
            Map.entry(0x001E, "USERHASH"),
            Map.entry(0x0020, "XOR-MAPPED-ADDRESS"),
            Map.entry(0x0024, "PRIORITY"),
            Map.entry(0x0025, "USE-CANDIDATE"),
            Map.entry(0x8002, "PASSWORD-ALGORITHMS"),
            Map.entry(0x8003, "ALTERNATE-DOMAIN"),
            Map.entry(0x8022, "SOFTWARE"),
            Map.entry(0x8023, "ALTERNATE-SERVER"),
            Map.entry(0x8028, "FINGERPRINT"),
            Map.entry(0x8029, "ICE-CONTROLLED"),
            Map.entry(0x802A, "ICE-CONTROLLING"),
            // Not IANA's but in use: a draft's, and libwebrtc's.
            Map.entry(0xC001, "NOMINATION"),
            Map.entry(0xC057, "GOOG-NETWORK-INFO"));

    @Tag("S3")
    @Test
    void everyAttributeBearsItsNumberOfTheRegistry() {
        Map<Integer, String> known = new TreeMap<>();
        for (Attribute attribute : Attribute.values()) {
            known.put(attribute.type(), attribute.name().replace('_', '-'));
        }

        assertEquals(new TreeMap<>(ATTRIBUTES), known);
    }

    @Tag("S3")
    @Tag("S4")
    @Test
    void everyOtherNumberIsUnknown() {
        for (int type = 0; type <= 0xFFFF; type++) {
            Attribute attribute = Attribute.of(type);
            if (ATTRIBUTES.containsKey(type)) {
                assertEquals(type, attribute == null ? -1 : attribute.type());
            } else {
                assertNull(attribute);
            }
            assertEquals(type <= 0x7FFF, Attribute.isComprehensionRequired(type));
        }
    }

    @Test
    void everyAttributeFindsItself() {
        for (Attribute attribute : Attribute.values()) {
            assertSame(attribute, Attribute.of(attribute.type()));
        }
    }

    @Test
    void namesTheMethodsOfTheRegistry() {
        Map<Integer, String> methods = Map.ofEntries(
                Map.entry(0x001, "Binding"),
                Map.entry(0x003, "Allocate"),
                Map.entry(0x004, "Refresh"),
                Map.entry(0x006, "Send"),
                Map.entry(0x007, "Data"),
                Map.entry(0x008, "CreatePermission"),
                Map.entry(0x009, "ChannelBind"),
                Map.entry(0x00A, "Connect"),
                Map.entry(0x00B, "ConnectionBind"),
                Map.entry(0x00C, "ConnectionAttempt"),
                Map.entry(0x080, "GOOG-PING"));
        for (int method = 0; method <= 0xFFF; method++) {
            String name = StunMethod.name(method);
            String expected = methods.get(method);
            if (expected == null) {
                assertTrue(name.matches("0x[0-9a-f]{3}"), name);
            } else {
                assertEquals(expected, name);
            }
        }
    }
}
