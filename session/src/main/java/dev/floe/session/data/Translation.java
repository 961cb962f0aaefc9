package dev.floe.session.data;

import dev.floe.dcep.DataChannelOpen;
import dev.floe.dcep.DataChannelOpen.Reliability;
import dev.floe.dcep.Ppid;
import dev.floe.sctp.Delivery;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Between what travels and what the application sees. */
final class Translation {
    private Translation() {}

    /** Returns the message that has come; the bytes are its own from now on. */
    static Message message(int ppid, ByteBuffer bytes) {
        return switch (ppid) {
            case Ppid.STRING ->
                new Message.Text(StandardCharsets.UTF_8.decode(bytes).toString());
            case Ppid.STRING_EMPTY -> new Message.Text("");
            case Ppid.BINARY_EMPTY -> new Message.Binary(ByteBuffer.allocate(0));
            default -> new Message.Binary(bytes);
        };
    }

    /** Returns what the peer says its channel is like. */
    static DataChannelOptions options(DataChannelOpen open) {
        Optional<Duration> lifetime = Optional.empty();
        OptionalInt retransmits = OptionalInt.empty();
        switch (open.reliability()) {
            case MAX_LIFETIME -> lifetime = Optional.of(Duration.ofMillis(open.limit()));
            case MAX_RETRANSMITS -> retransmits = OptionalInt.of((int) Math.min(open.limit(), Integer.MAX_VALUE));
            case RELIABLE -> {}
        }
        return new DataChannelOptions(
                open.ordered(),
                lifetime,
                retransmits,
                open.protocol(),
                OptionalInt.empty(),
                Priority.of(open.priority()));
    }

    /** Returns what the peer is told of a channel. */
    static DataChannelOpen open(String label, DataChannelOptions options) {
        Reliability reliability = Reliability.RELIABLE;
        long limit = 0;
        if (options.maxRetransmits().isPresent()) {
            reliability = Reliability.MAX_RETRANSMITS;
            limit = options.maxRetransmits().getAsInt();
        } else if (options.maxPacketLifeTime().isPresent()) {
            reliability = Reliability.MAX_LIFETIME;
            limit = options.maxPacketLifeTime().get().toMillis();
        }
        return new DataChannelOpen(
                options.ordered(), reliability, limit, options.priority().weight(), label, options.protocol());
    }

    /** Returns how a channel's messages are delivered. */
    static Delivery delivery(DataChannelOptions options) {
        return new Delivery(
                options.ordered(),
                options.maxRetransmits().orElse(Delivery.UNLIMITED),
                options.maxPacketLifeTime().map(Duration::toNanos).orElse(Long.MAX_VALUE));
    }
}
