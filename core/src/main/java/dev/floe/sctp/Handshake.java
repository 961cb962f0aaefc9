package dev.floe.sctp;

import java.util.Optional;

/** Sets the association up (RFC 9260 section 5): by our INIT, by the peer's, or by both at once. */
final class Handshake {
    /** How long a cookie is good for (RFC 9260 section 16). */
    static final long COOKIE_LIFE = 60_000_000_000L;

    private static final int NO_TAG = 0;

    /** Who learns of it. */
    interface Listener {
        /** The association is up. */
        void onUp();

        /** The peer has begun anew; the association is up with new tags and numbers. */
        void onRestart();
    }

    private final Tcb tcb;
    private final Wire wire;
    private final ControlQueue control;
    private final Listener listener;
    private final Cookie.Jar jar;
    private final RetryTimer timer = new RetryTimer();
    private byte[] echo = {};

    Handshake(Tcb tcb, Wire wire, ControlQueue control, Listener listener) {
        this.tcb = tcb;
        this.wire = wire;
        this.control = control;
        this.listener = listener;
        this.jar = new Cookie.Jar(tcb.config.random());
    }

    void connect(long now) {
        if (tcb.state == SctpState.CLOSED) {
            tcb.state = SctpState.COOKIE_WAIT;
            timer.begin(now);
        }
    }

    /** Answers without keeping anything (RFC 9260 sections 5.1.3, 5.2.1, 5.2.2). */
    void onInit(long now, PacketReader reader) {
        Optional<InitReader.Init> read = InitReader.read(reader);
        if (read.isEmpty() || read.get().terms.tag() == NO_TAG) {
            wire.drop(SctpDrop.MALFORMED);
            return;
        }
        PeerTerms terms = read.get().terms;
        if (!terms.isSound()) {
            wire.drop(SctpDrop.MALFORMED);
            wire.sendAlone(now, terms.tag(), ChunkType.ABORT, 0, Cause.of(Cause.INVALID_PARAMETER));
        } else if (tcb.state == SctpState.SHUTDOWN_ACK_SENT) {
            control.add(ChunkType.SHUTDOWN_ACK, 0);
        } else {
            Cookie cookie = cookie(now, terms);
            PacketWriter packet = wire.begin(terms.tag());
            InitWriter.initAck(packet, tcb.config, cookie, jar.sign(cookie), read.get().unrecognized);
            wire.send(now, false);
        }
    }

    /** Until the association is up its own tag serves; a peer that begins anew gets a new one. */
    private Cookie cookie(long now, PeerTerms terms) {
        boolean up = tcb.state.isUp();
        int tag = up ? tcb.newTag() : tcb.localTag;
        int tsn = up ? tcb.config.random().nextInt() : tcb.localTsn;
        int tieTag = tcb.state == SctpState.CLOSED ? NO_TAG : tcb.localTag;
        return new Cookie(now, tag, tsn, tieTag, tcb.peerTag(), terms);
    }

    void onInitAck(long now, PacketReader reader) {
        if (tcb.state != SctpState.COOKIE_WAIT) {
            wire.drop(SctpDrop.UNEXPECTED_CHUNK);
            return;
        }
        Optional<InitReader.Init> read = InitReader.read(reader);
        if (read.isEmpty() || !read.get().terms.isSound() || !fits(read.get().cookie)) {
            wire.drop(SctpDrop.MALFORMED);
            return;
        }
        tcb.agree(read.get().terms);
        tcb.state = SctpState.COOKIE_ECHOED;
        echo = read.get().cookie;
        timer.begin(now);
    }

    private boolean fits(byte[] cookie) {
        int whole = PacketReader.HEADER + PacketReader.CHUNK_HEADER + PacketReader.padded(cookie.length);
        return cookie.length > 0 && whole <= tcb.config.maxPacket();
    }

    /** The table of RFC 9260 section 5.2.4. */
    void onCookieEcho(long now, PacketReader reader) {
        Optional<Cookie> opened = jar.open(reader.copy(reader.value(), reader.length()));
        if (opened.isEmpty()) {
            wire.drop(SctpDrop.BAD_COOKIE);
            return;
        }
        Cookie cookie = opened.get();
        boolean local = cookie.localTag() == tcb.localTag;
        boolean peer = tcb.knowsPeer() && cookie.peer().tag() == tcb.peerTag();
        if (reader.tag() != cookie.localTag()) {
            wire.drop(SctpDrop.WRONG_TAG);
        } else if (local && peer) {
            onOwnCookie(cookie);
        } else if (now - cookie.created() > COOKIE_LIFE) {
            refuseStale(now, cookie);
        } else if (local && !tcb.state.isUp()) {
            up(cookie);
        } else if (isRestart(cookie)) {
            restart(cookie);
        } else {
            wire.drop(SctpDrop.BAD_COOKIE);
        }
    }

    private void onOwnCookie(Cookie cookie) {
        if (tcb.state.isUp()) {
            control.add(ChunkType.COOKIE_ACK, 0);
        } else {
            up(cookie);
        }
    }

    private void refuseStale(long now, Cookie cookie) {
        wire.drop(SctpDrop.STALE_COOKIE);
        long micros = (now - cookie.created() - COOKIE_LIFE) / 1000;
        wire.sendAlone(now, cookie.peer().tag(), ChunkType.ERROR, 0, Cause.staleCookie(micros));
    }

    private boolean isRestart(Cookie cookie) {
        return cookie.localTag() != tcb.localTag
                && cookie.localTieTag() == tcb.localTag
                && cookie.peerTieTag() == tcb.peerTag();
    }

    private void up(Cookie cookie) {
        tcb.agree(cookie.peer());
        tcb.state = SctpState.ESTABLISHED;
        timer.stop();
        control.add(ChunkType.COOKIE_ACK, 0);
        listener.onUp();
    }

    private void restart(Cookie cookie) {
        if (tcb.state == SctpState.SHUTDOWN_ACK_SENT) {
            control.add(ChunkType.SHUTDOWN_ACK, 0);
            control.add(ChunkType.ERROR, 0, Cause.of(Cause.COOKIE_WHILE_SHUTTING_DOWN));
            return;
        }
        tcb.localTag = cookie.localTag();
        tcb.localTsn = cookie.localTsn();
        tcb.agree(cookie.peer());
        tcb.state = SctpState.ESTABLISHED;
        control.clear();
        control.add(ChunkType.COOKIE_ACK, 0);
        listener.onRestart();
    }

    void onCookieAck() {
        if (tcb.state == SctpState.COOKIE_ECHOED) {
            tcb.state = SctpState.ESTABLISHED;
            timer.stop();
            listener.onUp();
        }
    }

    /** Our echo came too late: the handshake begins again (RFC 9260 section 5.2.6). */
    void onStaleCookie(long now) {
        if (tcb.state == SctpState.COOKIE_ECHOED) {
            tcb.state = SctpState.COOKIE_WAIT;
            timer.begin(now);
        }
    }

    /** Sends INIT or COOKIE ECHO, at first or again. */
    void flush(long now) {
        if (!timer.isDue(now)) {
            return;
        }
        timer.sent(now);
        if (tcb.state == SctpState.COOKIE_WAIT) {
            InitWriter.init(wire.begin(NO_TAG), tcb.config, tcb.localTag, tcb.localTsn);
            wire.send(now, false);
        } else {
            wire.sendAlone(now, tcb.peerTag(), ChunkType.COOKIE_ECHO, 0, echo);
        }
    }

    long delayNanos(long now) {
        return timer.delayNanos(now);
    }
}
