package dev.floe.examples.interop;

/** What each peer has to show, in the order of the columns of docs/interop.md. */
enum Step {
    CONNECT,
    SECURE,
    ECHO,
    CONSENT,
    REBIND,
    END
}
