package dev.floe.session;

import io.netty.channel.ChannelConfig;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * How much is read from a socket in one turn: everything that waits, up to 64 datagrams, or a single one. Netty by itself
 * reads until there is nothing left, and so asks the system twice for each check that comes alone, which is how they
 * come to a session without media. The loop is woken again for what a turn leaves.
 */
final class DatagramReads extends DefaultMaxMessagesRecvByteBufAllocator {
    /** One session's burst is taken at once, without starving the loop's other sessions. */
    private static final int MOST = 64;

    /** Where one came alone, whether they still do is found out every so many turns. */
    private static final int TURNS_BETWEEN_LOOKS = 8;

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
        private int turn;
        private int taken;
        private boolean more;

        @Override
        public int guess() {
            return largestDatagram;
        }

        @Override
        public void reset(ChannelConfig config) {
            super.reset(config);
            turn++;
            taken = 0;
        }

        /** Called after each datagram. */
        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
            taken++;
            if (taken == 1 && !more && turn % TURNS_BETWEEN_LOOKS != 0) {
                return false;
            }
            more = taken > 1;
            return super.continueReading(maybeMore);
        }
    }
}
