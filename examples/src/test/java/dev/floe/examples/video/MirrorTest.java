package dev.floe.examples.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In these packets 11223344 and 55667788 are the peer's streams, eeddccbb and aa998877 those of the echo. */
final class MirrorTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            receiver report of one stream,  81c90007 11223344 eeddccbb 00000001 00000002 00000003 00000004 00000005,\
                                            81c90007 eeddccbb 11223344 00000001 00000002 00000003 00000004 00000005
            receiver report of none,        80c90001 11223344, 80c90001 eeddccbb
            sender report,                  80c80006 11223344 00000001 00000002 00000003 00000004 00000005,\
                                            80c80006 eeddccbb 00000001 00000002 00000003 00000004 00000005
            description,                    81ca0003 11223344 01036162 63000000, 81ca0003 eeddccbb 01036162 63000000
            description of two,             82ca0004 11223344 00000000 55667788 00000000,\
                                            82ca0004 eeddccbb 00000000 aa998877 00000000
            goodbye of two,                 82cb0002 11223344 55667788, 82cb0002 eeddccbb aa998877
            lost packets,                   81cd0003 11223344 eeddccbb 00010002, 81cd0003 eeddccbb 11223344 00010002
            bandwidth by transport,         8fcd0003 11223344 eeddccbb 00010002, 8fcd0003 eeddccbb 11223344 00010002
            bandwidth of a stream,          83cd0004 11223344 00000000 eeddccbb 01020304,\
                                            83cd0004 eeddccbb 00000000 11223344 01020304
            wish for a keyframe,            81ce0002 11223344 eeddccbb, 81ce0002 eeddccbb 11223344
            command for a keyframe,         84ce0004 11223344 00000000 eeddccbb 01000000,\
                                            84ce0004 eeddccbb 00000000 11223344 01000000
            estimate of bandwidth,          8fce0006 11223344 00000000 52454d42 02040506 eeddccbb aa998877,\
                                            8fce0006 eeddccbb 00000000 52454d42 02040506 11223344 55667788
            compound,                       80c90001 11223344 81ce0002 11223344 eeddccbb,\
                                            80c90001 eeddccbb 81ce0002 eeddccbb 11223344
            compound with a part not known, 80cf0002 11223344 00000000 80c90001 11223344, 80c90001 eeddccbb
            """)
    void turnsAround(String name, String from, String to) {
        Packet packet = packet(from);
        assertTrue(Mirror.turnControl(packet));
        assertEquals(to.replace(" ", ""), hex(packet));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            too short for its length,            80c90002 11223344
            without a length,                    80c9
            of another version,                  40c90001 11223344
            reports that are not there,          81c90001 11223344
            a sender report without its body,    80c80001 11223344
            streams that are not there,          9fcb0001 11223344
            a description without an end,        81ca0002 11223344 01036162
            a description that runs over,        81ca0002 11223344 01ff6162
            a second description not there,      82ca0002 11223344 00000000
            feedback about nobody,               81ce0001 11223344
            an estimate of streams not there,    8fce0004 11223344 00000000 52454d42 02040506
            an estimate without a count,         8fce0003 11223344 00000000 52454d42
            an application's own,                8fce0004 11223344 00000000 41424344 01020304
            extended report alone,               80cf0001 11223344
            a second part that is cut off,       80c90001 11223344 80c90001
            """)
    void refuses(String name, String bytes) {
        assertFalse(Mirror.turnControl(packet(bytes)));
    }

    @Test
    void standsForItself() {
        for (int ssrc : new int[] {1, 0x11223344, -2, Integer.MIN_VALUE, 0, -1}) {
            assertEquals(ssrc, Mirror.of(Mirror.of(ssrc)));
        }
        assertEquals(0, Mirror.of(0));
    }

    private static Packet packet(String hex) {
        Packet packet = new Packet();
        assertTrue(packet.read(ByteBuffer.wrap(Camera.hex(hex))));
        return packet;
    }

    private static String hex(Packet packet) {
        byte[] bytes = new byte[packet.getLength()];
        packet.content().get(bytes);
        return Camera.hex(bytes);
    }
}
