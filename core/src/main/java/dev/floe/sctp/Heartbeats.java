package dev.floe.sctp;

/**
 * Measures the round trip where acknowledgements cannot: what was sent again is never measured by Karn's rule, so a path
 * that loses much, or has become slower than the timeout, would not be measured for long. A HEARTBEAT follows what is sent
 * again after a timeout, and its answer names it (RFC 9260 section 8.3). It must not go before: where a packet takes long
 * on its way it would measure a way that was free. None watches over the path: consent does that (RFC 7675).
 */
final class Heartbeats {
    /** Bytes of the chunk's value: a parameter that holds the heartbeat's number. */
    static final int VALUE = Parameter.HEADER + Integer.BYTES;

    /** So many may be on their way: the longest timeout is less than eight times the shortest. */
    private static final int MOST = 8;

    private final Rto rto;
    private final long[] sentAt = new long[MOST];
    private final boolean[] underway = new boolean[MOST];
    private int next;
    private boolean wanted;

    Heartbeats(Rto rto) {
        this.rto = rto;
    }

    /** One is to leave after what is sent again. */
    void want() {
        wanted = true;
    }

    /** Writes the one that is wanted; {@link #sent} must follow if it leaves. False if nothing was written. */
    boolean write(PacketWriter packet) {
        if (!wanted || packet.room() < PacketReader.CHUNK_HEADER + VALUE) {
            return false;
        }
        packet.beginChunk(ChunkType.HEARTBEAT, 0);
        int parameter = packet.beginParameter(Parameter.HEARTBEAT_INFO);
        packet.out().putInt(next);
        packet.endParameter(parameter);
        packet.endChunk();
        return true;
    }

    /** What was written has left. */
    void sent(long now) {
        wanted = false;
        sentAt[at(next)] = now;
        underway[at(next)] = true;
        next++;
    }

    /** Takes the answer to the heartbeat of this number; false if none of it is on its way. */
    boolean answered(long now, int number) {
        boolean recent = Serial.before(number, next) && next - number <= MOST;
        if (!recent || !underway[at(number)]) {
            return false;
        }
        underway[at(number)] = false;
        rto.measured(now - sentAt[at(number)]);
        return true;
    }

    private static int at(int number) {
        return number & (MOST - 1);
    }
}
