package dev.floe.examples.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.slot.SrtpKeys;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EchoSlotTest {
    private static final int GCM = 7;
    private static final int SSRC = 0x11223344;

    @BeforeAll
    static void load() {
        assertTrue(Srtp.load());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8})
    void sendsMediaBackUnderTheComplementOfItsSsrc(int profile) throws Exception {
        Camera camera = new Camera(profile);
        for (int sequence = 65530; sequence < 65546; sequence++) {
            assertArrayEquals(Camera.rtp(~SSRC, sequence & 0xFFFF), camera.echo(Camera.rtp(SSRC, sequence & 0xFFFF)));
        }
        assertEquals(16, camera.slot().echoed());
        assertEquals(0, camera.slot().dropped());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8})
    void sendsTheWishForAKeyframeBackToWhomItConcerns(int profile) throws Exception {
        byte[] aboutTheEcho = Camera.hex("81 ce 0002 11223344 eeddccbb");
        byte[] aboutTheCamera = Camera.hex("81 ce 0002 eeddccbb 11223344");

        assertArrayEquals(aboutTheCamera, new Camera(profile).echo(aboutTheEcho));
    }

    @Test
    void dropsWhatWasThereBefore() throws Exception {
        Camera camera = new Camera(GCM);
        byte[] sealed = camera.sealed(Camera.rtp(SSRC, 1));
        camera.send(sealed);
        camera.send(sealed);
        assertEquals(1, camera.waiting());
        assertEquals(1, camera.slot().dropped());
    }

    @Test
    void dropsWhatIsNotAuthentic() throws Exception {
        Camera camera = new Camera(GCM);
        byte[] sealed = camera.sealed(Camera.rtp(SSRC, 1));
        for (int at = 0; at < sealed.length; at++) {
            byte[] forged = sealed.clone();
            forged[at] ^= 1;
            camera.send(forged);
        }
        assertEquals(0, camera.waiting());
        camera.send(sealed);
        assertEquals(1, camera.waiting());
    }

    @Test
    void livesOnWhateverItIsSent() throws Exception {
        Camera camera = new Camera(GCM);
        Random random = new Random(7714);
        byte[] good = camera.sealed(Camera.rtp(SSRC, 1));
        for (int round = 0; round < 3_000; round++) {
            byte[] bad = random.nextBoolean() ? new byte[random.nextInt(64)] : good.clone();
            random.nextBytes(bad);
            if (bad.length > 1) {
                bad[0] = (byte) (0x80 | (bad[0] & 0x3F));
                bad[1] = (byte) (random.nextBoolean() ? 192 + random.nextInt(32) : bad[1]);
            }
            assertDoesNotThrow(() -> camera.send(bad));
        }
        assertEquals(3_000, camera.slot().dropped());
        camera.send(good);
        assertEquals(1, camera.slot().echoed());
    }

    /** Authentic, and broken all the same: a peer may write what it likes. */
    @Test
    void livesOnWhateverAPeerSaysByRtcp() throws Exception {
        Camera camera = new Camera(GCM);
        Random random = new Random(3550);
        for (int round = 0; round < 2_000; round++) {
            byte[] bad = new byte[8 + 4 * random.nextInt(12)];
            random.nextBytes(bad);
            bad[0] = (byte) (0x80 | (bad[0] & 0x1F));
            bad[1] = (byte) (200 + random.nextInt(8));
            bad[2] = 0;
            bad[3] = (byte) random.nextInt(16);
            ByteBuffer.wrap(bad).putInt(4, SSRC);
            byte[] sealed = camera.sealed(bad);
            assertDoesNotThrow(() -> camera.send(sealed), () -> Camera.hex(bad));
        }
        assertTrue(camera.slot().dropped() > 0 && camera.slot().echoed() > 0);
        assertEquals(2_000, camera.slot().dropped() + camera.slot().echoed());
    }

    @Test
    void keepsAFewSourcesOnly() throws Exception {
        Camera camera = new Camera(GCM);
        for (int ssrc = 1; ssrc <= Sources.MOST; ssrc++) {
            camera.echo(Camera.rtp(ssrc, 1));
        }
        Camera twin = new Camera(GCM);
        camera.send(twin.sealed(Camera.rtp(99, 1)));
        assertEquals(0, camera.waiting());
        assertArrayEquals(Camera.rtp(~1, 2), camera.echo(Camera.rtp(1, 2)));
    }

    @Test
    void dropsWhatIsTooLongOrTooShort() {
        Camera camera = new Camera(GCM);
        camera.send(new byte[0]);
        camera.send(new byte[] {(byte) 0x80});
        camera.send(Arrays.copyOf(Camera.rtp(SSRC, 1), Packet.MOST + 1));
        assertEquals(3, camera.slot().dropped());
    }

    @Test
    void dropsWhatCannotLeave() throws Exception {
        Camera camera = new Camera(GCM);
        camera.shut();
        camera.send(camera.sealed(Camera.rtp(SSRC, 1)));
        assertEquals(1, camera.slot().dropped());
    }

    @Test
    void echoesNothingBeforeItHasKeysNorAfterItsEnd() throws Exception {
        Camera camera = new Camera(GCM);
        EchoSlot early = new EchoSlot(camera);
        early.onDatagram(0, ByteBuffer.wrap(camera.sealed(Camera.rtp(SSRC, 1))));
        assertEquals(1, early.dropped());

        camera.slot().onClosed();
        camera.send(camera.sealed(Camera.rtp(SSRC, 2)));
        assertEquals(0, camera.waiting());
    }

    @Test
    void echoesNothingUnderAProfileThatItDoesNotKnow() throws Exception {
        Camera camera = new Camera(GCM);
        SrtpKeys unknown = new SrtpKeys(2, new byte[16], new byte[14], new byte[16], new byte[14]);
        camera.slot().onKeys(0, unknown);
        camera.send(camera.sealed(Camera.rtp(SSRC, 1)));
        assertEquals(0, camera.waiting());
        assertFalse(Srtp.of(unknown).isPresent());
    }
}
