package dev.floe.examples.http;

/** What a handler answers: a whole response, or the beginning of a stream of events. */
public sealed interface Reply permits Response, EventReply {}
