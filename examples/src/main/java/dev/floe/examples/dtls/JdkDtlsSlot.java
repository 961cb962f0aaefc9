package dev.floe.examples.dtls;

import dev.floe.slot.DtlsLink;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.DtlsSlot;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * The DTLS of one session. Everything happens on the session's thread but the engine's long computations: while one
 * runs elsewhere, the engine is left alone, and what comes meanwhile waits.
 */
final class JdkDtlsSlot implements DtlsSlot {
    /** What AES-GCM adds: a header of 13 bytes, 8 of nonce, a tag of 16. */
    private static final int OVERHEAD = 37;

    private static final int MAX_DATAGRAM = 1200;
    private static final int MOST_WAITING = 16;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private enum Stage {
        NEW,
        HANDSHAKING,
        SECURED,
        OVER
    }

    private final DtlsLink link;
    private final SSLEngine engine;
    private final FingerprintTrust trust;
    private final Executor pool;
    private final ByteBuffer plaintext;
    private final ByteBuffer outgoing;
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private final LastFlight flight = new LastFlight();
    private final ResendTimer timer = new ResendTimer();
    private final Unprotected unprotected = new Unprotected();
    private Stage stage = Stage.NEW;
    private boolean computing;

    JdkDtlsSlot(DtlsLink link, SSLEngine engine, FingerprintTrust trust, Executor pool) {
        this.link = link;
        this.engine = engine;
        this.trust = trust;
        this.pool = pool;
        this.plaintext = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        this.outgoing = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    }

    /** A client would have to begin now. */
    @Override
    public void onWritable(long now) {
        if (link.role() == DtlsRole.CLIENT) {
            fail(now, new SSLException("this handler is a server only"));
        }
    }

    @Override
    public void onDatagram(long now, ByteBuffer datagram) {
        for (ByteBuffer record : Records.copied(datagram)) {
            if (!computing) {
                take(now, record);
            } else if (waiting.size() < MOST_WAITING) {
                waiting.add(record);
            }
        }
    }

    private void take(long now, ByteBuffer record) {
        if (stage == Stage.NEW) {
            begin(now);
        }
        if (stage == Stage.SECURED && !Records.isProtected(record)) {
            repeat(now, record);
        } else if (stage != Stage.OVER) {
            trust.expect(link.peerFingerprints());
            attempt(now, () -> unwrap(now, record));
        }
    }

    private void begin(long now) {
        stage = Stage.HANDSHAKING;
        timer.begin(now);
        link.handshaking(now);
        attempt(now, engine::beginHandshake);
    }

    /** Something that the engine may refuse for good. */
    private interface EngineCall {
        void run() throws SSLException;
    }

    private void attempt(long now, EngineCall call) {
        try {
            call.run();
        } catch (SSLException broken) {
            fail(now, broken);
        }
    }

    private void unwrap(long now, ByteBuffer record) throws SSLException {
        if (!Records.isProtected(record) && !unprotected.admit(record)) {
            return;
        }
        flight.received();
        SSLEngineResult result = engine.unwrap(record, plaintext.clear());
        if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
            closedByPeer(now);
            return;
        }
        if (result.bytesProduced() > 0 && stage == Stage.SECURED) {
            flight.forget();
            link.plaintext(now, plaintext.flip());
        }
        proceed(now);
    }

    /** A peer that changes its cipher once more has not had our last flight. */
    private void repeat(long now, ByteBuffer record) {
        if (Records.isChangeCipherSpec(record)) {
            flight.datagrams().forEach(datagram -> link.send(now, datagram));
        }
    }

    /** Does what the engine wants done before it can go on: sends, computes, or tells that it is ready. */
    private void proceed(long now) throws SSLException {
        while (stage != Stage.OVER) {
            switch (engine.getHandshakeStatus()) {
                case NEED_WRAP -> {
                    if (!wrap(now)) {
                        return;
                    }
                    timer.sent(now);
                }
                case NEED_UNWRAP_AGAIN -> engine.unwrap(NOTHING, plaintext.clear());
                case NEED_TASK -> {
                    compute();
                    return;
                }
                case NEED_UNWRAP -> {
                    return;
                }
                case FINISHED, NOT_HANDSHAKING -> {
                    secure(now);
                    return;
                }
            }
        }
    }

    /** Sends one record; returns false if the engine had none. */
    private boolean wrap(long now) throws SSLException {
        engine.wrap(NOTHING, outgoing.clear());
        if (!outgoing.flip().hasRemaining()) {
            return false;
        }
        flight.sent(outgoing);
        link.send(now, outgoing);
        return true;
    }

    /** Signing and checking take milliseconds, which all other sessions of the thread would wait for. */
    private void compute() throws SSLException {
        Runnable task = engine.getDelegatedTask();
        if (stage == Stage.SECURED) {
            throw new SSLException("the peer wants to negotiate anew, which RFC 8827 section 6.5 has no use for");
        }
        computing = true;
        pool.execute(() -> {
            try {
                task.run(); // what goes wrong in it is thrown at the engine's next call
            } finally {
                link.execute(this::computed);
            }
        });
    }

    private void computed(long now) {
        computing = false;
        attempt(now, () -> proceed(now));
        while (!computing && !waiting.isEmpty()) {
            take(now, waiting.remove());
        }
    }

    private void secure(long now) {
        if (stage != Stage.HANDSHAKING) {
            return;
        }
        stage = Stage.SECURED;
        // With every third repetition of a flight the engine halves its packets, and later it would cut in two what is
        // longer. Its parameters say once more how long they may be.
        engine.setSSLParameters(engine.getSSLParameters());
        link.secured(now, "DTLS 1.2", engine.getSession().getCipherSuite(), Optional.empty());
    }

    @Override
    public boolean send(long now, ByteBuffer message) {
        if (stage != Stage.SECURED) {
            return false;
        }
        try {
            engine.wrap(message.duplicate(), outgoing.clear());
        } catch (SSLException broken) {
            fail(now, broken);
            return false;
        }
        return outgoing.flip().hasRemaining() && link.send(now, outgoing);
    }

    @Override
    public int maxPlaintext() {
        return MAX_DATAGRAM - OVERHEAD;
    }

    @Override
    public long delayNanos(long now) {
        return stage == Stage.HANDSHAKING ? timer.delayNanos(now) : Long.MAX_VALUE;
    }

    /** UDP loses datagrams: an answer that stays away is asked for by sending the last flight again. */
    @Override
    public void onTimeout(long now) {
        if (delayNanos(now) > 0) {
            return;
        }
        if (timer.isOver(now)) {
            fail(now, new TimeoutException("no DTLS handshake was completed within " + ResendTimer.LIMIT));
        } else {
            timer.resent(now);
            if (!computing) {
                attempt(now, () -> resend(now));
            }
        }
    }

    /** An engine that waits for the peer, and is asked for a record all the same, repeats its last flight. */
    private void resend(long now) throws SSLException {
        while (wrap(now) && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            // one record after the other
        }
    }

    /** Nobody else: an alert that is not protected does not get here. */
    private void closedByPeer(long now) {
        stage = Stage.OVER;
        link.closedByPeer(now);
    }

    private void fail(long now, Throwable cause) {
        if (stage == Stage.OVER) {
            return;
        }
        sayGoodbye(now);
        stage = Stage.OVER;
        link.failed(now, cause);
    }

    /** Sends the alert that the engine has ready; a peer that does not get it learns by losing its consent. */
    private void sayGoodbye(long now) {
        try {
            while (!computing && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && wrap(now)) {
                // one record after the other
            }
        } catch (SSLException mute) {
            engine.closeOutbound();
        }
    }

    @Override
    public void onClosing(long now) {
        if (stage == Stage.SECURED) {
            engine.closeOutbound();
            sayGoodbye(now);
        }
        stage = Stage.OVER;
    }

    @Override
    public void onConsentLost(long now) {
        stage = Stage.OVER;
    }

    @Override
    public void onClosed() {
        stage = Stage.OVER;
        waiting.clear();
    }
}
