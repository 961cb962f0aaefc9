/** What sessions tell the JDK's Flight Recorder while it records. Events are made by sessions only; users read recordings. */
@NullMarked
package dev.floe.session.jfr;

import org.jspecify.annotations.NullMarked;
