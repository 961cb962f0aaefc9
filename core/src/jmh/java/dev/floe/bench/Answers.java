package dev.floe.bench;

import dev.floe.sim.ScriptedPeer;
import java.nio.ByteBuffer;

/**
 * The peer's answers to checks, in the order in which they are wanted. A check takes 16 random bytes: twelve of id and
 * four of jitter; so ids come round after 64 checks, as soon as the block has been used up once.
 */
final class Answers {
    static final int CYCLE = 64;
    static final int BLOCK = 1024;

    private final ScriptedPeer peer;
    private final ByteBuffer[] answers = new ByteBuffer[CYCLE];
    private int next;
    private int repeats;

    Answers(ScriptedPeer peer) {
        this.peer = peer;
    }

    /** Returns the answer to a check, and keeps it for the time when that comes round. */
    ByteBuffer make(byte[] check) {
        ByteBuffer answer = Party.direct(peer.answer(check));
        ByteBuffer former = answers[next];
        answers[next] = answer;
        next = next + 1 & CYCLE - 1;
        repeats = answer.equals(former) ? repeats + 1 : 0;
        return answer;
    }

    /** Returns whether the last 64 answers were those of 64 checks ago. */
    boolean haveComeRound() {
        return repeats >= CYCLE;
    }

    /** Returns the answer to the next check. */
    ByteBuffer next() {
        ByteBuffer answer = answers[next];
        next = next + 1 & CYCLE - 1;
        return answer;
    }
}
