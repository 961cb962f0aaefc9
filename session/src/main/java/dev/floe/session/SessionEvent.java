package dev.floe.session;

import java.time.Duration;

/**
 * Something that happened to a session, as its recorder has kept it.
 *
 * @param after how long after the session's start
 * @param words what, for people: they may change from version to version. What the peer has chosen, as the label of a
 *     channel, may be among them, without control characters
 */
public record SessionEvent(Duration after, String words) {}
