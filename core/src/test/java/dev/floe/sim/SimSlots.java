package dev.floe.sim;

import dev.floe.engine.PeerEngine;
import dev.floe.slot.DtlsLink;
import dev.floe.slot.DtlsSlot;
import dev.floe.slot.MediaLink;
import dev.floe.slot.MediaSlot;
import dev.floe.slot.SessionTask;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands in for DTLS and media: a handshake of one flight each way on a thread of its own, and a stream that never stops. */
final class SimSlots {
    private static final byte[] HELLO = {22, 'S', 1};
    private static final byte[] MEDIA = {(byte) 0x80, 'S', 1, 2, 3, 4};

    final Key newRemoteKey = new Key("remotePassword2Of24Lette");
    private final Deque<SessionTask> tasks = new ArrayDeque<>();
    private @Nullable MediaLink media;
    private boolean secured;

    DtlsSlot attachDtls(DtlsLink link) {
        return new Dtls(link);
    }

    MediaSlot attachMedia(MediaLink link) {
        media = link;
        return (now, datagram) -> believe(datagram);
    }

    private static void believe(ByteBuffer datagram) {
        if (datagram.get(datagram.position() + 1) == Attacker.MARK) {
            throw new AssertionError("a slot was handed what a stranger sent");
        }
    }

    void sendMedia(long now) {
        MediaLink link = media;
        if (link != null) {
            link.send(now, ByteBuffer.wrap(MEDIA));
        }
    }

    void later(SessionTask task) {
        tasks.add(task);
    }

    void runTasks(PeerEngine engine, long now) {
        while (!tasks.isEmpty()) {
            engine.run(now, tasks.remove());
        }
    }

    private final class Dtls implements DtlsSlot {
        private final DtlsLink link;

        Dtls(DtlsLink link) {
            this.link = link;
        }

        @Override
        public void onDatagram(long now, ByteBuffer datagram) {
            believe(datagram);
            link.send(now, ByteBuffer.wrap(HELLO));
            if (!secured) {
                secured = true;
                link.handshaking(now);
                link.execute(later -> link.secured(later, "DTLS 1.2", "SUITE", Optional.empty()));
            }
        }

        @Override
        public boolean send(long now, ByteBuffer plaintext) {
            return false;
        }
    }
}
