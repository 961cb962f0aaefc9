package dev.floe.examples.video;

import dev.floe.slot.MediaLink;
import dev.floe.slot.MediaSlot;
import dev.floe.slot.SrtpKeys;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decrypts each packet, turns it around, encrypts it with this side's keys and sends it back. Nothing is queued: a
 * packet that is not authentic, not understood or cannot leave now is dropped and counted. On the session's thread only.
 */
final class EchoSlot implements MediaSlot {
    private static final Logger LOG = LoggerFactory.getLogger(EchoSlot.class);

    private final MediaLink link;
    private final Packet packet = new Packet();
    private @Nullable Srtp srtp;
    private long echoed;
    private long dropped;

    EchoSlot(MediaLink link) {
        this.link = link;
    }

    @Override
    public void onKeys(long now, SrtpKeys keys) {
        srtp = Srtp.of(keys).orElse(null);
        if (srtp == null) {
            LOG.info("no video will be echoed: {} cannot be used", keys);
        }
    }

    @Override
    public void onDatagram(long now, ByteBuffer datagram) {
        Srtp keyed = srtp;
        if (keyed != null && packet.read(datagram) && turnAround(keyed) && link.send(now, packet.content())) {
            echoed++;
        } else {
            dropped++;
        }
    }

    /** Whatever a packet does to the code that reads it, it is dropped, and the session goes on. */
    private boolean turnAround(Srtp keyed) {
        try {
            return packet.isControl()
                    ? keyed.openControl(packet) && Mirror.turnControl(packet) && keyed.sealControl(packet)
                    : keyed.openMedia(packet) && Mirror.turnMedia(packet) && keyed.sealMedia(packet);
        } catch (GeneralSecurityException | RuntimeException unreadable) {
            return false; // Counted; a log would let strangers fill it.
        }
    }

    @Override
    public void onClosed() {
        if (srtp != null) {
            srtp.close();
            srtp = null;
        }
    }

    /** Returns how many packets were sent back. */
    long echoed() {
        return echoed;
    }

    /** Returns how many packets were not. */
    long dropped() {
        return dropped;
    }
}
