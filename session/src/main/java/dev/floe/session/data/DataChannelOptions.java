package dev.floe.session.data;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a channel shall be like, as W3C's RTCDataChannelInit says it. Begin with {@link #RELIABLE}: for news that are stale
 * soon, {@code RELIABLE.unordered().withMaxRetransmits(0)}.
 *
 * @param ordered whether messages keep their order
 * @param maxPacketLifeTime how long a message is tried, up to 2^32 - 1 ms; empty if nothing limits it
 * @param maxRetransmits how often a lost piece is sent again; empty if nothing limits it
 * @param protocol the name of a protocol that both sides know, at most 65,535 bytes of UTF-8
 * @param negotiated the id of a channel that both sides open by agreement, 0 to 65534; empty where the peer is told
 *     (RFC 8832)
 * @param priority its share of the way out
 */
public record DataChannelOptions(
        boolean ordered,
        Optional<Duration> maxPacketLifeTime,
        OptionalInt maxRetransmits,
        String protocol,
        OptionalInt negotiated,
        Priority priority) {
    /** Every message arrives, in order. */
    public static final DataChannelOptions RELIABLE =
            new DataChannelOptions(true, Optional.empty(), OptionalInt.empty(), "", OptionalInt.empty(), Priority.LOW);

    static final int MOST_TEXT = 65_535;
    private static final int MOST_STREAM = 65_534;
    private static final long MOST_MILLIS = 0xFFFFFFFFL;

    /**
     * Checks the limits.
     *
     * @param ordered whether messages keep their order
     * @param maxPacketLifeTime up to 2^32 - 1 ms
     * @param maxRetransmits 0 or more
     * @param protocol at most 65,535 bytes of UTF-8
     * @param negotiated 0 to 65534
     * @param priority its share of the way out
     * @throws IllegalArgumentException if one is out of its range, or both limits of reliability are given
     */
    public DataChannelOptions {
        Objects.requireNonNull(priority, "priority");
        if (maxPacketLifeTime.isPresent() && maxRetransmits.isPresent()) {
            throw new IllegalArgumentException("maxPacketLifeTime, maxRetransmits: only one of them may be given");
        }
        maxPacketLifeTime.ifPresent(DataChannelOptions::requireLifeTime);
        if (maxRetransmits.isPresent() && maxRetransmits.getAsInt() < 0) {
            throw new IllegalArgumentException("maxRetransmits: at least 0, not " + maxRetransmits.getAsInt());
        }
        if (negotiated.isPresent() && (negotiated.getAsInt() < 0 || negotiated.getAsInt() > MOST_STREAM)) {
            throw new IllegalArgumentException("negotiated: an id from 0 to 65534, not " + negotiated.getAsInt());
        }
        requireShort("protocol", protocol);
    }

    private static void requireLifeTime(Duration time) {
        if (time.isNegative() || time.compareTo(Duration.ofMillis(MOST_MILLIS)) > 0) {
            throw new IllegalArgumentException("maxPacketLifeTime: from 0 to 4294967295 ms, not " + time);
        }
    }

    static void requireShort(String field, String text) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length > MOST_TEXT) {
            throw new IllegalArgumentException(
                    field + ": at most " + MOST_TEXT + " bytes of UTF-8, not " + length + " (RFC 8832 section 5.1)");
        }
    }

    /** {@return the same without order: a message is handed over as soon as it is whole} */
    public DataChannelOptions unordered() {
        return new DataChannelOptions(false, maxPacketLifeTime, maxRetransmits, protocol, negotiated, priority);
    }

    /**
     * {@return the same with messages given up after this time, up to 2^32 - 1 ms}
     *
     * @param time 0 to 2^32 - 1 ms
     */
    public DataChannelOptions withMaxPacketLifeTime(Duration time) {
        return new DataChannelOptions(ordered, Optional.of(time), maxRetransmits, protocol, negotiated, priority);
    }

    /**
     * {@return the same with messages given up after so many retransmissions of a piece}
     *
     * @param count 0 or more
     */
    public DataChannelOptions withMaxRetransmits(int count) {
        return new DataChannelOptions(
                ordered, maxPacketLifeTime, OptionalInt.of(count), protocol, negotiated, priority);
    }

    /**
     * {@return the same with a protocol's name}
     *
     * @param name at most 65,535 bytes of UTF-8
     */
    public DataChannelOptions withProtocol(String name) {
        return new DataChannelOptions(ordered, maxPacketLifeTime, maxRetransmits, name, negotiated, priority);
    }

    /**
     * {@return the same as a channel that the peer opens likewise, under this id, 0 to 65534}
     *
     * @param id 0 to 65534
     */
    public DataChannelOptions negotiatedAs(int id) {
        return new DataChannelOptions(
                ordered, maxPacketLifeTime, maxRetransmits, protocol, OptionalInt.of(id), priority);
    }

    /**
     * {@return the same with another share of the way out}
     *
     * @param share the new one
     */
    public DataChannelOptions withPriority(Priority share) {
        return new DataChannelOptions(ordered, maxPacketLifeTime, maxRetransmits, protocol, negotiated, share);
    }
}
