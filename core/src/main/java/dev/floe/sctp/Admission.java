package dev.floe.sctp;

import java.nio.ByteBuffer;

/** Which packets are for this association: ports, checksum and verification tag (RFC 9260 sections 6.8, 8.4 and 8.5). */
final class Admission {
    private static final int REFLECTED_TAG = 1;

    private final Tcb tcb;
    private final Wire wire;
    private final PacketReader reader;
    private final Checksum checksum = new Checksum();

    Admission(Tcb tcb, Wire wire, PacketReader reader) {
        this.tcb = tcb;
        this.wire = wire;
        this.reader = reader;
    }

    /** Opens the packet in the reader; false if it is none of ours, which is counted and answered as it must be. */
    boolean admits(long now, ByteBuffer packet, boolean over) {
        return isSound(packet) && isExpected(now, over) && hasOurTag();
    }

    private boolean isSound(ByteBuffer packet) {
        if (!reader.open(packet) || !reader.next()) {
            wire.drop(SctpDrop.MALFORMED);
        } else if (reader.sourcePort() != tcb.config.remotePort()
                || reader.destinationPort() != tcb.config.localPort()) {
            wire.drop(SctpDrop.WRONG_PORT);
        } else if (!mayBeUnchecked() && !reader.isIntact(checksum)) {
            wire.drop(SctpDrop.BAD_CHECKSUM);
        } else {
            return true;
        }
        return false;
    }

    /** What we say in INIT and INIT ACK lets the peer leave the checksum out, but not in these (RFC 9653 section 5.2). */
    private boolean mayBeUnchecked() {
        return reader.checksum() == 0 && !opens();
    }

    private boolean opens() {
        return reader.type() == ChunkType.INIT || reader.type() == ChunkType.COOKIE_ECHO;
    }

    private boolean isExpected(long now, boolean over) {
        boolean expected = !over && (tcb.state != SctpState.CLOSED || opens());
        if (!expected) {
            wire.drop(SctpDrop.UNEXPECTED_CHUNK);
            refuse(now);
        }
        return expected;
    }

    /** A packet out of the blue (RFC 9260 section 8.4). */
    private void refuse(long now) {
        switch (reader.type()) {
            case ChunkType.ABORT, ChunkType.SHUTDOWN_COMPLETE, ChunkType.COOKIE_ACK, ChunkType.ERROR -> {}
            case ChunkType.SHUTDOWN_ACK ->
                wire.sendAlone(now, reader.tag(), ChunkType.SHUTDOWN_COMPLETE, REFLECTED_TAG);
            case ChunkType.INIT -> {
                if (reader.length() >= Integer.BYTES) {
                    wire.sendAlone(now, reader.intAt(reader.value()), ChunkType.ABORT, 0);
                }
            }
            default -> wire.sendAlone(now, reader.tag(), ChunkType.ABORT, REFLECTED_TAG);
        }
    }

    /** Judged by the first chunk (RFC 9260 section 8.5). */
    private boolean hasOurTag() {
        boolean ours = switch (reader.type()) {
            case ChunkType.INIT -> reader.tag() == 0 && reader.isAlone();
            case ChunkType.COOKIE_ECHO -> true; // The cookie decides.
            case ChunkType.ABORT, ChunkType.SHUTDOWN_COMPLETE -> hasClosingTag();
            default -> reader.tag() == tcb.localTag;
        };
        if (!ours) {
            wire.drop(SctpDrop.WRONG_TAG);
        }
        return ours;
    }

    private boolean hasClosingTag() {
        boolean reflected = (reader.flags() & REFLECTED_TAG) != 0;
        return reflected ? tcb.knowsPeer() && reader.tag() == tcb.peerTag() : reader.tag() == tcb.localTag;
    }
}
