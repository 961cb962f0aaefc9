package dev.floe.fuzz;

import java.nio.ByteBuffer;

/** What a machine did, comparable: what, to what or whom, and with which bytes. */
record Event(String what, Object subject, ByteBuffer bytes) {
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);
    private static final String SENT = "sent";

    static Event sent(Object to, ByteBuffer lent) {
        return new Event(SENT, to, ByteBuffer.wrap(dev.floe.sim.Output.copy(lent)));
    }

    static Event of(String what, Object subject) {
        return new Event(what, subject, NONE);
    }

    boolean isSent() {
        return what.equals(SENT);
    }
}
