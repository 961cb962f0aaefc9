package dev.floe.session.dtls;

import dev.floe.slot.DtlsLink;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.DtlsSlot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.tls.DTLSTransport;
import org.jspecify.annotations.Nullable;

/**
 * The DTLS of one session: at most three handshakes within one deadline, then an association. On the session's thread
 * only. Holds nothing but its fields before the first handshake.
 */
final class BouncyCastleSlot implements DtlsSlot {
    private static final int MAX_HANDSHAKES = 3;

    /** What fits with the largest overhead: 13 bytes of header, 24 of AES-GCM. */
    private static final int MAX_PLAINTEXT = HandshakeTransport.MAX_DATAGRAM - 37;

    private final BouncyCastleDtls dtls;
    private final DtlsLink link;
    private @Nullable Handshake handshake;
    private @Nullable Association association;
    private final ClientHellos clientHellos = new ClientHellos();
    private int handshakes;
    private @Nullable Exception lastFailure;
    private long deadline;
    private boolean over;

    BouncyCastleSlot(BouncyCastleDtls dtls, DtlsLink link) {
        this.dtls = dtls;
        this.link = link;
    }

    @Override
    public void onWritable(long now) {
        if (!over && handshakes == 0 && link.role() == DtlsRole.CLIENT) {
            begin(now);
        }
    }

    @Override
    public void onDatagram(long now, ByteBuffer datagram) {
        if (over) {
            return;
        }
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(datagram.position(), bytes);
        if (association != null) {
            association.receive(now, bytes);
        } else {
            negotiate(now, bytes);
        }
    }

    private void negotiate(long now, byte[] datagram) {
        if (link.role() == DtlsRole.SERVER && Records.isClientHello(datagram) && !heed(now, datagram)) {
            return;
        }
        if (handshake != null) {
            handshake.expect(link.peerFingerprints());
            handshake.deliver(datagram);
        }
    }

    /** Begins a handshake where the ClientHello asks for one; returns false for a stale ClientHello. */
    private boolean heed(long now, byte[] clientHello) {
        if (handshake != null) {
            ClientHellos.Verdict verdict = clientHellos.judge(clientHello);
            if (verdict != ClientHellos.Verdict.NEW) {
                return verdict == ClientHellos.Verdict.CURRENT;
            }
            handshake.abandon();
            again(now, new IOException("the peer began another handshake"));
        }
        if (!over) {
            clientHellos.begin(clientHello);
            begin(now);
        }
        return true;
    }

    private void begin(long now) {
        if (handshakes++ == 0) {
            deadline = now + dtls.handshakeTimeout().toNanos();
        }
        Attempt attempt = new Attempt();
        handshake = attempt.handshake;
        attempt.handshake.expect(link.peerFingerprints());
        link.handshaking(now);
        try {
            dtls.executor().execute(attempt.handshake);
        } catch (RejectedExecutionException noThread) {
            again(now, noThread);
        }
    }

    /** A handshake has failed: the next ClientHello opens another, and a client sends its next one at once. */
    private void again(long now, Exception cause) {
        handshake = null;
        lastFailure = cause;
        if (handshakes >= MAX_HANDSHAKES) {
            fail(now, cause);
        } else if (link.role() == DtlsRole.CLIENT) {
            begin(now);
        }
    }

    private void fail(long now, Exception cause) {
        release();
        link.failed(now, cause);
    }

    private void secure(long now, Handshake complete, DTLSTransport transport, Secured secured) {
        EstablishedTransport established = new EstablishedTransport(link, HandshakeTransport.MAX_DATAGRAM);
        var leftovers = complete.handOver(established);
        handshake = null;
        Association open;
        try {
            open = new Association(now, transport, established, link, secured.cipherSuite());
        } catch (IOException failure) {
            fail(now, failure);
            return;
        }
        association = open;
        link.secured(now, Secured.VERSION, Suites.name(secured.cipherSuite()), secured.keys());
        leftovers.forEach(datagram -> {
            if (!over) {
                open.receive(now, datagram);
            }
        });
    }

    @Override
    public boolean send(long now, ByteBuffer plaintext) {
        return association != null && association.send(now, plaintext);
    }

    @Override
    public int maxPlaintext() {
        return association == null ? MAX_PLAINTEXT : association.maxPlaintext();
    }

    @Override
    public long delayNanos(long now) {
        boolean underWay = !over && handshakes > 0 && association == null;
        return underWay ? Math.max(0, deadline - now) : Long.MAX_VALUE;
    }

    @Override
    public void onTimeout(long now) {
        if (delayNanos(now) == 0) {
            fail(now, overdue());
        }
    }

    /** What a peer failed on that then fell silent is the reason to tell, not the silence. */
    private TimeoutException overdue() {
        String words = "no DTLS handshake was completed within " + dtls.handshakeTimeout();
        Exception failure = lastFailure;
        TimeoutException overdue = new TimeoutException(
                failure == null ? words : words + "; the last one failed: " + failure.getMessage());
        overdue.initCause(failure);
        return overdue;
    }

    @Override
    public void onConsentLost(long now) {
        release();
    }

    @Override
    public void onClosing(long now) {
        if (association != null) {
            association.close(now);
        }
        release();
    }

    @Override
    public void onClosed() {
        release();
    }

    private void release() {
        over = true;
        if (association != null) {
            association.abandon();
            association = null;
        }
        if (handshake != null) {
            handshake.abandon();
            handshake = null;
        }
    }

    /** Brings what happens on a handshake's thread back to the session's, unless the session has moved on. */
    private final class Attempt implements Handshake.Outcome {
        private final Handshake handshake =
                new Handshake(link.role(), dtls.credentials(), dtls.cpu(), this::send, this);

        private void send(byte[] datagram) {
            link.execute(now -> {
                if (isCurrent()) {
                    link.send(now, ByteBuffer.wrap(datagram));
                }
            });
        }

        @Override
        public void succeeded(DTLSTransport transport, Secured secured) {
            link.execute(now -> {
                if (isCurrent()) {
                    secure(now, handshake, transport, secured);
                }
            });
        }

        @Override
        public void failed(Exception cause) {
            link.execute(now -> {
                if (isCurrent()) {
                    again(now, cause);
                }
            });
        }

        private boolean isCurrent() {
            return BouncyCastleSlot.this.handshake == handshake;
        }
    }
}
