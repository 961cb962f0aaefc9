/**
 * The slots of a session: where DTLS, data and media plug in.
 *
 * <p>A slot is made by a factory that is handed the slot's link, its way back to the session. Every method of a slot is
 * called on the session's thread, with the time {@code now} on {@link System#nanoTime}'s scale, and must not block.
 * Every method of a link but {@code execute} must be called on that thread too: inside a slot's method, or inside a
 * task given to {@code execute}. Datagrams are lent: they are valid during the call only, and neither position nor
 * limit may be moved by the receiver of a lent buffer. A slot that throws ends its session with
 * {@link dev.floe.status.EndReason#SLOT_FAILED}, and no other session.
 */
@NullMarked
package dev.floe.slot;

import org.jspecify.annotations.NullMarked;
