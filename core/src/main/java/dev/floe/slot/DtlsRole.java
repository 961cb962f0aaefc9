package dev.floe.slot;

/** Who opens the DTLS handshake (RFC 8842 section 5). */
public enum DtlsRole {
    /** {@code a=setup:active}: sends the ClientHello. */
    CLIENT,
    /** {@code a=setup:passive}: waits for it. */
    SERVER
}
