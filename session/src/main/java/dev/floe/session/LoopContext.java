package dev.floe.session;

import dev.floe.ice.IceScratch;
import dev.floe.ice.ReplyBudget;
import dev.floe.stun.StunMessage;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** An event loop and what all of its sessions share. */
final class LoopContext {
    private final EventLoop loop;
    private final IceScratch scratch;
    private final DeadlineSweep sweep;
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(Sockets.LARGEST_DATAGRAM);
    private final ByteBuffer direct = ByteBuffer.allocateDirect(StunMessage.MAX_LENGTH);

    /**
     * Makes the shared working memory of a loop.
     *
     * @param repliesPerSecond how many replies strangers may draw from all sessions of this loop together
     */
    LoopContext(EventLoop loop, int repliesPerSecond) {
        long now = System.nanoTime();
        this.loop = loop;
        this.scratch = new IceScratch(new SecureRandom(), new ReplyBudget(now, repliesPerSecond, repliesPerSecond));
        this.sweep = new DeadlineSweep(now, new LoopAlarm(loop, this::sweep));
    }

    private void sweep() {
        sweep.sweep(System.nanoTime());
    }

    /** Returns the loop. */
    EventLoop loop() {
        return loop;
    }

    /** Returns the working memory of its agents. On the loop only. */
    IceScratch scratch() {
        return scratch;
    }

    /** Returns where its sockets read to, one datagram at a time. On the loop only. */
    ByteBuffer readBuffer() {
        return readBuffer;
    }

    /**
     * Returns a copy in a direct buffer, good until the next one is made. On the loop only.
     *
     * @param message 2,048 bytes at most
     */
    ByteBuffer direct(ByteBuffer message) {
        int length = message.remaining();
        return direct.clear().put(0, message, message.position(), length).limit(length);
    }

    /** Returns the deadlines of its sessions. On the loop only. */
    DeadlineSweep deadlines() {
        return sweep;
    }
}
