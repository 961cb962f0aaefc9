package dev.floe.session.record;

import dev.floe.stun.StunMessage;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps the last STUN messages and the last events of a session, as they were: they are decoded when someone looks. On
 * the session's loop.
 *
 * <p>Messages and events have a ring each. A stranger can fill that of the messages, but drives no event out.
 */
public final class Recorder {
    /** The most entries that a ring may be asked to hold. */
    public static final int MOST = 65_536;

    /** The message of an exception may have any. */
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

    private final Ring<StunEntry> messages;
    private final Ring<EventEntry> events;
    private final Instant startedAt = Instant.now();
    private final long start = System.nanoTime();
    private long count;

    /**
     * Makes one that holds nothing yet.
     *
     * @param capacity how many messages, and how many events, it keeps: 1 to {@link #MOST}
     */
    public Recorder(int capacity) {
        messages = new Ring<>(capacity);
        events = new Ring<>(capacity);
    }

    /** Keeps a copy of a message that came. */
    public StunEntry received(long now, InetSocketAddress from, ByteBuffer message) {
        return add(now, true, from, message);
    }

    /** Keeps a copy of a message that is sent. */
    public StunEntry sent(long now, InetSocketAddress to, ByteBuffer message) {
        return add(now, false, to, message);
    }

    private StunEntry add(long now, boolean incoming, InetSocketAddress remote, ByteBuffer message) {
        StunEntry entry = new StunEntry(now, count++, incoming, remote, message, StunMessage.MAX_LENGTH);
        messages.add(entry);
        return entry;
    }

    /** Keeps an event. */
    public void event(long now, String words) {
        events.add(new EventEntry(now, count++, plain(words)));
    }

    /** Keeps an event that a message has brought about: it stands right behind that, before what else came of it. */
    public void event(StunEntry cause, String words) {
        events.add(new EventEntry(cause.at(), cause.number(), plain(words)));
    }

    private static String plain(String words) {
        return CONTROLS.matcher(words).replaceAll(" ");
    }

    /** Returns what is kept at this moment, in order. */
    public Recorded snapshot() {
        List<Entry> entries = new ArrayList<>(messages.copy());
        entries.addAll(events.copy());
        entries.sort(Comparator.comparingLong(Entry::number));
        return new Recorded(startedAt, start, entries, messages.lost(), events.lost());
    }
}
