package dev.floe.examples.http;

/**
 * A request that never became one: it is answered, and its connection closed.
 *
 * @param response what its sender is told
 */
record Rejection(Response response) {}
