package dev.floe.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.slot.DtlsLink;
import dev.floe.status.DropReason;
import dev.floe.stun.StunMessage;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The demultiplexer and all behind it: the input is a life of datagrams of every protocol, of times, and of what slots
 * and their owner do.
 */
public final class EngineTarget {
    private static final long MILLI = 1_000_000L;
    private static final int MOST_RINGS = 3_000;
    /** 8 on each of 8 paths. */
    private static final int MOST_WAITING = 64;

    private final Script script;
    private final Speaker speaker = new Speaker();
    private final EngineSide engine;
    private final Set<InetSocketAddress> answered = new HashSet<>();
    private final Set<InetSocketAddress> authenticated = new HashSet<>();

    private EngineTarget(Script script) {
        this.script = script;
        engine = new EngineSide(script.below(4) == 1);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        new EngineTarget(new Script(input)).run();
    }

    private void run() {
        while (script.hasMore()) {
            step();
            engine.runTasks();
            settle();
        }
        engine.machine.close(engine.now());
        assertTrue(engine.machine.isEnded());
        settle();
        assertEquals(0L, engine.total("waiting"));
    }

    private void step() {
        switch (script.below(14)) {
            case 0, 1 -> pass();
            case 2, 3 -> receive(script.below(Speaker.ADDRESSES), speaker.check(script));
            case 4, 5 -> answer();
            case 6, 7, 8 -> payload();
            case 9 -> receive(script.below(Speaker.ADDRESSES), script.take(script.next()));
            case 10 -> receive(script.below(Speaker.ADDRESSES), speaker.replay(script));
            case 11, 12 -> deed();
            default -> command();
        }
    }

    private void pass() {
        int kind = script.next();
        long nanos = script.next() * ((kind & 1) == 0 ? MILLI : 100 * MILLI);
        if ((kind & 2) != 0) {
            engine.time.now += nanos; // the timer is late
            return;
        }
        long target = engine.now() + nanos;
        for (int rings = 0; engine.delay() <= target - engine.now(); rings++) {
            assertTrue(rings < MOST_RINGS, "the timer rings without end");
            engine.time.now += engine.delay();
            engine.machine.onTimeout(engine.now());
        }
        engine.time.now = target;
    }

    private void answer() {
        Speaker.Check asked = speaker.checkToAnswer(script);
        if (asked != null) {
            int from = script.next();
            int source = from < 192 ? Speaker.addresses().indexOf(asked.to()) : from % Speaker.ADDRESSES;
            receive(source, speaker.answer(asked, script));
        }
    }

    /** A datagram that is not STUN. */
    private void payload() {
        int source = script.below(Speaker.ADDRESSES);
        int first = 4 + script.below(252);
        int length = 2 + script.next() * ((first & 7) == 0 ? 10 : 1);
        ByteBuffer bytes = ByteBuffer.allocate(length).put((byte) first).put((byte) 0);
        bytes.put(script.take(Math.min(4, bytes.remaining())));
        receive(source, bytes.array());
    }

    private void receive(int index, byte[] datagram) {
        InetSocketAddress source = Speaker.address(index);
        if (!isStun(datagram) && datagram.length > 1) {
            datagram[1] = (byte) index; // tells whose it is when a slot is handed it
        }
        speaker.says(datagram);
        boolean authentic = datagram.length <= StunMessage.MAX_LENGTH && Attributes.anySigned(datagram, speaker.keys);
        if (authentic) {
            (datagram[0] == 0 ? authenticated : answered).add(source);
        }
        long out = engine.total("bytesOut");
        int handed = engine.handed.size();
        long unknown = engine.dropped(DropReason.UNKNOWN_KIND);
        engine.receive(source, datagram);
        if (!isStun(datagram)) {
            assertEquals(isUnknown(datagram), engine.dropped(DropReason.UNKNOWN_KIND) > unknown, "RFC 9443 section 3");
        }
        if (!authentic && !authenticated.contains(source)) {
            long drawn = engine.total("bytesOut") - out;
            assertTrue(drawn <= datagram.length, () -> "a stranger drew " + drawn + " for " + datagram.length);
            assertEquals(handed, engine.handed.size(), "a slot was handed what a stranger sent");
        }
    }

    private static boolean isStun(byte[] datagram) {
        return datagram.length > 0 && datagram[0] >= 0 && datagram[0] <= 3;
    }

    /** Neither DTLS nor RTP; ended sessions count under another reason. */
    private boolean isUnknown(byte[] datagram) {
        int first = datagram.length == 0 ? 0 : datagram[0] & 0xFF;
        boolean taken = (first >= 20 && first <= 63) || (first >= 128 && first <= 191);
        return !taken && !engine.endedBefore;
    }

    /** What slots do. */
    private void deed() {
        byte[] bytes = new byte[1 + script.next()];
        bytes[0] = (byte) (script.flag() ? 22 : 128);
        long now = engine.now();
        DtlsLink dtls = engine.slots.dtlsLink();
        switch (script.below(10)) {
            case 0, 1, 2 -> dtls.send(now, ByteBuffer.wrap(bytes));
            case 3, 4 -> engine.slots.mediaLink().send(now, ByteBuffer.wrap(bytes));
            case 5 -> dtls.execute(later -> dtls.secured(later, "DTLS 1.2", "SUITE", Optional.empty()));
            case 6 -> dtls.execute(later -> dtls.plaintext(later, ByteBuffer.allocate(1)));
            case 7 -> engine.writable = !engine.writable;
            case 8 -> engine.slots.dataLink().send(now, ByteBuffer.wrap(bytes));
            default -> end(script.below(8), dtls);
        }
    }

    private static void end(int how, DtlsLink dtls) {
        switch (how) {
            case 0 -> dtls.execute(dtls::closedByPeer);
            case 1 -> dtls.execute(later -> dtls.failed(later, new IllegalStateException("planned")));
            case 2 ->
                dtls.execute(later -> {
                    throw new IllegalStateException("planned");
                });
            default -> dtls.execute(dtls::handshaking);
        }
    }

    private void command() {
        int which = script.below(8);
        if (which < 3) {
            speaker.restart();
            engine.machine.restart(engine.now(), speaker.local(), speaker.remote());
            engine.late = false;
        } else if (which < 5 && engine.late) {
            engine.late = false;
            engine.learn(speaker.remote());
        } else if (which == 5) {
            engine.machine.onWritable(engine.now());
        } else if (which == 6 && script.below(4) == 0) {
            engine.machine.close(engine.now());
        }
    }

    private void settle() {
        for (EngineSide.Sent sent : engine.sent) {
            speaker.hears(sent.to(), sent.bytes());
            if (!isStun(sent.bytes())) {
                assertTrue(sent.toSelected(), "data to another than the selected path");
                assertTrue(answered.contains(sent.to()), "data before proof");
            }
        }
        engine.sent.clear();
        for (byte[] handed : engine.handed) {
            boolean proven = handed.length < 2 || answered.contains(Speaker.address(handed[1]));
            assertTrue(proven, "a slot was handed what was not proven");
        }
        engine.handed.clear();
        engine.checkBooks();
        assertTrue(engine.total("waiting") <= MOST_WAITING);
        assertTrue(engine.delay() >= 0, "a delay is never negative");
        assertFalse(engine.spokeAfterEnd, "something happened after the end");
    }
}
