package dev.floe.session;

import io.netty.channel.ChannelConfig;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * How much is read from a socket in one turn: everything that waits, up to 64 datagrams, or a single one. Netty by itself
 * reads until there is nothing left, and so asks the system twice for each check that comes alone, which is how they
 * come to a session without media. The loop is woken again for what a turn leaves (both transports are level-triggered).
 */
final class DatagramReads extends DefaultMaxMessagesRecvByteBufAllocator {
    /** So much of one session's burst is taken in a turn: its other sessions are not starved. */
    private static final int MOST = 64;

    /**
     * So many turns in a row must have found one alone before one is believed to be all there is; and every so many after
     * that it is looked whether it still is.
     */
    private static final int TURNS_OF_ONE = 8;

    private final int largestDatagram;

    DatagramReads(int largestDatagram) {
        super(MOST);
        this.largestDatagram = largestDatagram;
    }

    @Override
    public ExtendedHandle newHandle() {
        return new Turns();
    }

    private final class Turns extends MaxMessageHandle {
        private int taken;
        private long turnsOfOne;

        @Override
        public int guess() {
            return largestDatagram;
        }

        @Override
        public void reset(ChannelConfig config) {
            super.reset(config);
            taken = 0;
        }

        /** Called after each datagram. */
        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
            taken++;
            if (taken > 1) {
                turnsOfOne = 0;
            } else if (++turnsOfOne > TURNS_OF_ONE && turnsOfOne % TURNS_OF_ONE != 0) {
                return false;
            }
            return super.continueReading(maybeMore);
        }
    }
}
