package dev.floe.examples.http;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * The beginning of a stream of server-sent events.
 *
 * @param onOpen called once with the listener, on its connection's thread, when the head of the response is out
 */
public record EventReply(Consumer<EventListener> onOpen) implements Reply {

    public EventReply {
        Objects.requireNonNull(onOpen, "onOpen");
    }
}
