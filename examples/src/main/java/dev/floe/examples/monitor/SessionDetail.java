package dev.floe.examples.monitor;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.floe.session.SessionEvent;
import dev.floe.session.SessionRecording;
import java.util.List;

/**
 * What {@code GET /sessions/{id}} says: what the list says about the session, and its timeline.
 *
 * @param session as in the list
 * @param timeline what has happened to it, the oldest first: the last hundred events
 */
record SessionDetail(@JsonUnwrapped SessionJson session, List<Moment> timeline) {

    /**
     * One event.
     *
     * @param atMs when, in milliseconds since the session's start
     * @param words what, for people
     */
    record Moment(double atMs, String words) {
        static Moment of(SessionEvent event) {
            return new Moment(SessionJson.millis(event.after()), event.words());
        }
    }

    static SessionDetail of(SessionJson session, SessionRecording recording) {
        return new SessionDetail(
                session, recording.events().stream().map(Moment::of).toList());
    }
}
