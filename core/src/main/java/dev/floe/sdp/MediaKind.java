package dev.floe.sdp;

/** What an m-line that this library can carry is for. */
public enum MediaKind {
    /** {@code m=audio} over DTLS-SRTP; wants a media slot. */
    AUDIO,
    /** {@code m=video} over DTLS-SRTP; wants a media slot. */
    VIDEO,
    /** {@code m=application} over SCTP over DTLS (RFC 8841); wants a data slot. */
    DATA
}
