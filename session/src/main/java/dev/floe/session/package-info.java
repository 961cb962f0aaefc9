/**
 * Peer sessions on Netty: one UDP socket each, several event loops shared by all.
 *
 * <p>{@link dev.floe.session.PeerSessions} takes offers and gives answers, for servers.
 * {@link dev.floe.session.PeerSession#builder} makes one session from credentials, for those who speak SDP themselves.
 *
 * <p>Threads: everything of one session happens on its event loop: its listener, its slots, and what is chained to its
 * stages. None of these may block, and none may wait for a stage of a session. All methods of both classes may be
 * called from any thread.
 */
@NullMarked
package dev.floe.session;

import org.jspecify.annotations.NullMarked;
