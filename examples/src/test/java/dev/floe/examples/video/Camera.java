package dev.floe.examples.video;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.slot.MediaLink;
import dev.floe.slot.SessionTask;
import dev.floe.slot.SrtpKeys;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The peer of an echo: encrypts what it sends, and decrypts what comes back. */
final class Camera implements MediaLink {
    private static final HexFormat HEX = HexFormat.of();

    private final Srtp srtp;
    private final EchoSlot slot = new EchoSlot(this);
    private final List<ByteBuffer> back = new ArrayList<>();
    private boolean open = true;

    Camera(int profile) {
        SrtpKeys keys = keys(profile);
        SrtpKeys turned = new SrtpKeys(
                profile,
                /* localKey= */ keys.remoteKey(),
                /* localSalt= */ keys.remoteSalt(),
                /* remoteKey= */ keys.localKey(),
                /* remoteSalt= */ keys.localSalt());
        srtp = Srtp.of(turned).orElseThrow();
        slot.onKeys(0, keys);
    }

    /** Returns what the echo is given: keys of the right length for a profile. */
    static SrtpKeys keys(int profile) {
        int key = profile == 8 ? 32 : 16;
        int salt = profile == 1 ? 14 : 12;
        return new SrtpKeys(profile, filled(key, 1), filled(salt, 2), filled(key, 3), filled(salt, 4));
    }

    private static byte[] filled(int length, int with) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }

    EchoSlot slot() {
        return slot;
    }

    /** Lets nothing leave from now on. */
    void shut() {
        open = false;
    }

    /** Returns an RTP packet. */
    static byte[] rtp(int ssrc, int sequence) {
        return ByteBuffer.allocate(32)
                .putInt(0x80600000 | sequence)
                .putInt(90000)
                .putInt(ssrc)
                .putInt(0xCAFE)
                .array();
    }

    static byte[] hex(String text) {
        return HEX.parseHex(text.replace(" ", "").replace("\n", ""));
    }

    static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    byte[] sealed(byte[] plain) throws GeneralSecurityException {
        Packet packet = new Packet();
        assertTrue(packet.read(ByteBuffer.wrap(plain)));
        assertTrue(packet.isControl() ? srtp.sealControl(packet) : srtp.sealMedia(packet));
        return bytes(packet.content());
    }

    void send(byte[] sealed) {
        slot.onDatagram(0, ByteBuffer.wrap(sealed));
    }

    /** Sends a packet, and returns what came back to it, decrypted. */
    byte[] echo(byte[] plain) throws GeneralSecurityException {
        send(sealed(plain));
        Packet packet = new Packet();
        assertTrue(packet.read(back.remove(0)));
        assertTrue(packet.isControl() ? srtp.openControl(packet) : srtp.openMedia(packet));
        return bytes(packet.content());
    }

    int waiting() {
        return back.size();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }

    @Override
    public boolean send(long now, ByteBuffer datagram) {
        return open && back.add(ByteBuffer.wrap(bytes(datagram)));
    }

    @Override
    public void execute(SessionTask task) {
        throw new AssertionError("the echo has no other thread");
    }
}
