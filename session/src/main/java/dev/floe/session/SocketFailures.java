package dev.floe.session;

import io.netty.channel.unix.Errors;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;

/** Tells what a socket's failure means, whichever transport it comes from. */
final class SocketFailures {
    // Linux's numbers, the same on all processors that the native library is built for. Netty has constants for some,
    // but looking at one where the library is not loaded breaks that class for good.
    private static final int ENFILE = 23;

    private static final int EMFILE = 24;
    private static final int EADDRINUSE = 98;
    private static final int ENETUNREACH = 101;
    private static final int ECONNREFUSED = 111;
    private static final int EHOSTUNREACH = 113;

    private SocketFailures() {}

    /** Returns what to tell of a socket that could not be opened. */
    static IOException onOpen(Throwable failure) {
        Throwable cause = rootOf(failure);
        boolean exhausted = is(cause, EMFILE) || is(cause, ENFILE) || says(cause, "Too many open files");
        String why = exhausted
                ? "too many open files: raise ulimit -n, or lower maxSessions"
                : String.valueOf(cause.getMessage());
        return new IOException("cannot open a socket: " + why, cause);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Returns whether binding failed because another socket has the port. */
    static boolean isAddressInUse(Throwable failure) {
        return is(failure, EADDRINUSE) || (failure instanceof BindException && says(failure, "in use"));
    }

    /** Returns what to tell of a socket that could not be bound. */
    static IOException onBind(Throwable failure, InetSocketAddress address) {
        BindException told = new BindException("cannot bind "
                + address.getAddress().getHostAddress() + " port " + address.getPort() + ": " + failure.getMessage());
        told.initCause(failure);
        return told;
    }

    /** Returns whether this only reports an ICMP error that some datagram drew; it says nothing of the socket. */
    static boolean isUnreachable(Throwable failure) {
        return failure instanceof PortUnreachableException
                || failure instanceof ConnectException
                || is(failure, ECONNREFUSED)
                || is(failure, ENETUNREACH)
                || is(failure, EHOSTUNREACH);
    }

    private static boolean is(Throwable failure, int errno) {
        return failure instanceof Errors.NativeIoException told && told.expectedErr() == -errno;
    }

    private static boolean says(Throwable failure, String words) {
        String message = failure.getMessage();
        return message != null && message.contains(words);
    }
}
