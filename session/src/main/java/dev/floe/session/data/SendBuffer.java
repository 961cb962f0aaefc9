package dev.floe.session.data;

import java.util.concurrent.atomic.AtomicLong;

/** How much waits to be sent in all channels of a session. Thread-safe. */
final class SendBuffer {
    private static final long HIGH_WATER = 1 << 20;
    private static final long STALL = 8 << 20;
    private static final long MOST = 16 << 20;

    private final AtomicLong bytes = new AtomicLong();

    /**
     * Takes a message of a channel.
     *
     * @return false if so much of that channel's waits that it should hold back; it falls to the channel's threshold later
     * @throws IllegalStateException if too much waits in the session: it was not taken
     */
    boolean take(ChannelCore core, int length) {
        if (bytes.addAndGet(length) > MOST) {
            long others = bytes.addAndGet(-length);
            throw new IllegalStateException("send: " + others + " bytes wait in the session, and with these " + length
                    + " it would be more than " + MOST);
        }
        return core.buffered.addAndGet(length) <= Math.max(HIGH_WATER, core.lowThreshold);
    }

    void left(ChannelCore core, int length) {
        bytes.addAndGet(-core.left(length));
    }

    boolean leavesRoomForAnswers() {
        return bytes.get() <= STALL;
    }
}
