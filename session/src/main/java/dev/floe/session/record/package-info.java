/** What a session's recorder keeps, and the forms in which it is handed out. Not for users: they see {@code SessionRecording}. */
@NullMarked
package dev.floe.session.record;

import org.jspecify.annotations.NullMarked;
