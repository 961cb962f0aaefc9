package dev.floe.session;

/** How sockets are driven. */
public enum Transport {
    /** {@link #EPOLL} where it loads, {@link #NIO} elsewhere. */
    AUTO,
    /** Linux's epoll through Netty's native library. */
    EPOLL,
    /** The JDK's selectors. */
    NIO
}
