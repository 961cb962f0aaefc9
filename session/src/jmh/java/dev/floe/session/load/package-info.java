/** Load programs: many sessions, forwarded media, and handshake storms, each beside bare Netty or bare BouncyCastle. */
@NullMarked
package dev.floe.session.load;

import org.jspecify.annotations.NullMarked;
