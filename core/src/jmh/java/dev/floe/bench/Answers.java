package dev.floe.bench;

import dev.floe.sim.ScriptedPeer;
import java.nio.ByteBuffer;

/**
 * The peer's answers to checks, in the order in which they are wanted. A check takes 14 random bytes: twelve of id and
 * two of jitter; so ids come round after 73 checks, as soon as the block has been used up once.
 */
final class Answers {
    static final int BLOCK = 1024;
    static final int CYCLE = BLOCK / 14;

    private static final int FEW_BLOCKS = 10;

    private final ScriptedPeer peer;
    private final ByteBuffer[] answers = new ByteBuffer[CYCLE];
    private int next;
    private int made;
    private int repeats;

    Answers(ScriptedPeer peer) {
        this.peer = peer;
    }

    /** Returns the answer to a check, and keeps it for the time when that comes round. */
    ByteBuffer make(byte[] check) {
        Party.require(++made <= FEW_BLOCKS * CYCLE, "ids come round");
        ByteBuffer answer = Party.direct(peer.answer(check));
        ByteBuffer former = answers[next];
        answers[next] = answer;
        next = (next + 1) % CYCLE;
        repeats = answer.equals(former) ? repeats + 1 : 0;
        return answer;
    }

    /** Returns whether the answers of the last time round were those of the time before. */
    boolean haveComeRound() {
        return repeats >= CYCLE;
    }

    /** Returns the answer to the next check. */
    ByteBuffer next() {
        ByteBuffer answer = answers[next];
        next = (next + 1) % CYCLE;
        return answer;
    }
}
