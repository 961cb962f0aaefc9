package dev.floe.session;

import dev.floe.slot.DtlsLink;
import dev.floe.slot.DtlsSlot;
import dev.floe.slot.Fingerprint;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A DTLS slot that takes any first datagram for a whole handshake, echoes every one, and says goodbye. */
final class FakeDtls implements DtlsSlot.Factory {
    static final Fingerprint FINGERPRINT = Fingerprint.sha256(new byte[] {1, 2, 3});

    /** First byte of a DTLS handshake record, as far as demultiplexing cares. */
    static final byte[] HELLO = {22, 1, 2, 3};

    static final byte[] GOODBYE = {21, 0};

    /** The link of the slot that was made last. */
    final CompletableFuture<DtlsLink> attached = new CompletableFuture<>();

    @Override
    public DtlsSlot attach(DtlsLink link) {
        attached.complete(link);
        return new Slot(link);
    }

    @Override
    public Optional<Fingerprint> fingerprint() {
        return Optional.of(FINGERPRINT);
    }

    private static final class Slot implements DtlsSlot {
        private final DtlsLink link;
        private boolean secured;

        Slot(DtlsLink link) {
            this.link = link;
        }

        @Override
        public void onDatagram(long now, ByteBuffer datagram) {
            if (!secured) {
                secured = true;
                link.handshaking(now);
                link.secured(now, "DTLS 1.2", "TLS_FAKE", Optional.empty());
            }
            link.send(now, datagram);
        }

        @Override
        public boolean send(long now, ByteBuffer plaintext) {
            return link.send(now, plaintext);
        }

        @Override
        public void onClosing(long now) {
            link.send(now, ByteBuffer.wrap(GOODBYE));
        }
    }
}
