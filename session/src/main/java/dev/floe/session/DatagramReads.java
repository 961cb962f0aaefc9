package dev.floe.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How much is read from a socket in one turn: everything that waits, up to 64 datagrams, or a single one. Netty by itself
 * reads until there is nothing left, and so asks the system twice for each check that comes alone, which is how they
 * come to a session without media. The loop is woken again for what a turn leaves (both transports are level-triggered).
 */
final class DatagramReads implements RecvByteBufAllocator {
    /** So much of one session's burst is taken in a turn: the others of its loop are not starved. */
    private static final int MOST = 64;

    /**
     * So many turns in a row must have found one alone before one is believed to be all there is; and every so many after
     * that it is looked whether it still is.
     */
    private static final int TURNS_OF_ONE = 8;

    private final int largestDatagram;

    DatagramReads(int largestDatagram) {
        this.largestDatagram = largestDatagram;
    }

    @Override
    public ExtendedHandle newHandle() {
        return new Turns();
    }

    /** The turns of one socket. */
    private final class Turns implements ExtendedHandle {
        private @Nullable ChannelConfig config;
        private int taken;
        private int attempted;
        private int last;
        private long turnsOfOne;

        /** On epoll only; {@link NioUdpChannel} has its buffer. */
        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            return allocator.ioBuffer(largestDatagram);
        }

        @Override
        public int guess() {
            return largestDatagram;
        }

        /** Writes the reference once and not for each turn, as Netty's own do: the collector looks after what was written. */
        @Override
        public void reset(ChannelConfig channelConfig) {
            if (config != channelConfig) {
                config = channelConfig;
            }
            taken = 0;
        }

        @Override
        public void incMessagesRead(int count) {
            taken += count;
        }

        @Override
        public void lastBytesRead(int bytes) {
            last = bytes;
        }

        @Override
        public int lastBytesRead() {
            return last;
        }

        @Override
        public void attemptedBytesRead(int bytes) {
            attempted = bytes;
        }

        @Override
        public int attemptedBytesRead() {
            return attempted;
        }

        @Override
        public boolean continueReading() {
            return continueReading(UncheckedBooleanSupplier.TRUE_SUPPLIER);
        }

        /** Called after each datagram. */
        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
            if (taken > 1) {
                turnsOfOne = 0;
            } else if (++turnsOfOne > TURNS_OF_ONE && turnsOfOne % TURNS_OF_ONE != 0) {
                return false;
            }
            return taken < MOST && config != null && config.isAutoRead() && maybeMore.get();
        }

        @Override
        public void readComplete() {}
    }
}
