package dev.floe.sctp;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The order of each stream: which message is next, and which wait for one before them (RFC 9260 section 6.6). */
final class InStreams {
    private static final int PAGE = 256;

    private final short[][] nextSsns = new short[PAGE][];
    private final Map<Integer, TreeMap<Integer, InMessage>> waiting = new HashMap<>(0);
    private final Consumer<InMessage> receiver;

    /**
     * @param receiver takes messages in their order
     */
    InStreams(Consumer<InMessage> receiver) {
        this.receiver = receiver;
    }

    private int nextSsn(int stream) {
        short[] page = nextSsns[stream / PAGE];
        return page == null ? 0 : page[stream % PAGE] & 0xFFFF;
    }

    private void expect(int stream, int ssn) {
        short[] page = nextSsns[stream / PAGE];
        if (page == null) {
            page = new short[PAGE];
            nextSsns[stream / PAGE] = page;
        }
        page[stream % PAGE] = (short) ssn;
    }

    /** Takes a whole ordered message; false if its turn is over, or another waits in its place. */
    boolean take(InMessage message) {
        int next = nextSsn(message.stream);
        if (message.ssn == next) {
            deliver(message);
            deliverWaiting(message.stream);
            return true;
        }
        return !Serial.ssnBefore(message.ssn, next)
                && waiting.computeIfAbsent(message.stream, unused -> new TreeMap<>(Serial::compareSsn))
                                .putIfAbsent(message.ssn, message)
                        == null;
    }

    private void deliver(InMessage message) {
        expect(message.stream, Serial.nextSsn(message.ssn));
        receiver.accept(message);
    }

    private void deliverWaiting(int stream) {
        TreeMap<Integer, InMessage> behind = waiting.get(stream);
        while (behind != null && !behind.isEmpty() && behind.firstKey() == nextSsn(stream)) {
            deliver(behind.pollFirstEntry().getValue());
        }
        forgetEmpty(stream, behind == null || behind.isEmpty());
    }

    private void forgetEmpty(int stream, boolean empty) {
        if (empty) {
            waiting.remove(stream);
        }
    }

    /** Nothing up to this number will come that has not (RFC 3758 section 3.6). */
    void skipTo(int stream, int ssn) {
        TreeMap<Integer, InMessage> behind = waiting.get(stream);
        while (behind != null && !behind.isEmpty() && !Serial.ssnBefore(ssn, behind.firstKey())) {
            deliver(behind.pollFirstEntry().getValue());
        }
        if (!Serial.ssnBefore(ssn, nextSsn(stream))) {
            expect(stream, Serial.nextSsn(ssn));
        }
        deliverWaiting(stream);
    }

    /** The stream begins anew; what waits is dropped. */
    void reset(int stream, Consumer<InMessage> dropped) {
        expect(stream, 0);
        TreeMap<Integer, InMessage> behind = waiting.remove(stream);
        if (behind != null) {
            behind.values().forEach(dropped);
        }
    }

    void resetAll(Consumer<InMessage> dropped) {
        Arrays.fill(nextSsns, null);
        waiting.values().forEach(behind -> behind.values().forEach(dropped));
        waiting.clear();
    }
}
