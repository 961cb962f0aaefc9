package dev.floe.sctp;

import java.nio.ByteBuffer;

/** Ends the association in order (RFC 9260 section 9.2). */
final class Shutdown {
    /** Who learns that it is over. */
    interface Listener {
        void onOver(SctpEnd end);
    }

    private final Tcb tcb;
    private final Wire wire;
    private final Listener listener;
    private final RetryTimer timer = new RetryTimer();
    private boolean ours;

    Shutdown(Tcb tcb, Wire wire, Listener listener) {
        this.tcb = tcb;
        this.wire = wire;
        this.listener = listener;
    }

    void begin() {
        if (tcb.state == SctpState.ESTABLISHED) {
            ours = true;
            tcb.state = SctpState.SHUTDOWN_PENDING;
        }
    }

    /** The peer sends no more; what it has received stands in the chunk. */
    void onShutdown(long now, int cumulativeTsn, Outbound outbound) {
        switch (tcb.state) {
            case ESTABLISHED, SHUTDOWN_PENDING, SHUTDOWN_RECEIVED -> {
                outbound.onCumulativeAck(now, cumulativeTsn);
                tcb.state = SctpState.SHUTDOWN_RECEIVED;
            }
            case SHUTDOWN_SENT -> acknowledge(now);
            case SHUTDOWN_ACK_SENT -> timer.begin(now);
            default -> wire.drop(SctpDrop.UNEXPECTED_CHUNK);
        }
    }

    private void acknowledge(long now) {
        tcb.state = SctpState.SHUTDOWN_ACK_SENT;
        timer.begin(now);
    }

    void onShutdownAck(long now) {
        if (tcb.state == SctpState.SHUTDOWN_SENT || tcb.state == SctpState.SHUTDOWN_ACK_SENT) {
            wire.sendAlone(now, tcb.peerTag(), ChunkType.SHUTDOWN_COMPLETE, 0);
            over();
        } else {
            wire.drop(SctpDrop.UNEXPECTED_CHUNK);
        }
    }

    void onShutdownComplete() {
        if (tcb.state == SctpState.SHUTDOWN_ACK_SENT) {
            over();
        } else {
            wire.drop(SctpDrop.UNEXPECTED_CHUNK);
        }
    }

    private void over() {
        listener.onOver(ours ? SctpEnd.CLOSED : SctpEnd.CLOSED_BY_PEER);
    }

    /** Goes on once all that was sent is acknowledged; sends what needs an answer, at first or again. */
    void flush(long now, Outbound outbound, Inbound inbound) {
        if (tcb.state == SctpState.SHUTDOWN_PENDING && outbound.isIdle()) {
            tcb.state = SctpState.SHUTDOWN_SENT;
            timer.begin(now);
        } else if (tcb.state == SctpState.SHUTDOWN_RECEIVED && outbound.isIdle()) {
            acknowledge(now);
        }
        if (timer.isDue(now)) {
            timer.sent(now);
            send(now, inbound);
        }
    }

    private void send(long now, Inbound inbound) {
        if (tcb.state == SctpState.SHUTDOWN_SENT) {
            byte[] acknowledged = ByteBuffer.allocate(Integer.BYTES)
                    .putInt(inbound.cumulativeTsn())
                    .array();
            wire.sendAlone(now, tcb.peerTag(), ChunkType.SHUTDOWN, 0, acknowledged);
        } else {
            wire.sendAlone(now, tcb.peerTag(), ChunkType.SHUTDOWN_ACK, 0);
        }
    }

    void stop() {
        timer.stop();
        ours = false;
    }

    long delayNanos(long now) {
        return timer.delayNanos(now);
    }
}
