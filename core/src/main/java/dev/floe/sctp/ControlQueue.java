package dev.floe.sctp;

import java.util.ArrayDeque;
import java.util.Queue;

/** Short answers that wait for the next packet; no more than 16, because each is drawn by the peer. */
final class ControlQueue {
    private static final int MOST = 16;
    private static final int LONGEST = 512;
    private static final int HEADERS = PacketReader.HEADER + PacketReader.CHUNK_HEADER;

    private static final class Chunk {
        final int type;
        final int flags;
        final byte[] value;

        Chunk(int type, int flags, byte[] value) {
            this.type = type;
            this.flags = flags;
            this.value = value;
        }
    }

    private final Queue<Chunk> waiting = new ArrayDeque<>(0);
    private final int longest;
    private int written;

    ControlQueue(int maxPacket) {
        longest = Math.min(LONGEST, maxPacket - HEADERS);
    }

    /** Adds a chunk; one too many, or a long one, is lost, as it might be on its way. */
    void add(int type, int flags, byte... value) {
        if (waiting.size() < MOST && value.length <= longest) {
            waiting.add(new Chunk(type, flags, value));
        }
    }

    /** Writes what fits; true if that is anything. */
    boolean write(PacketWriter packet) {
        written = 0;
        for (Chunk chunk : waiting) {
            if (!packet.chunk(chunk.type, chunk.flags, chunk.value)) {
                break;
            }
            written++;
        }
        return written > 0;
    }

    /** What was written has left. */
    void sent() {
        for (; written > 0; written--) {
            waiting.remove();
        }
    }

    void clear() {
        waiting.clear();
    }
}
