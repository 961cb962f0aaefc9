package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelException;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketFailuresTest {
    @BeforeAll
    static void loadWhatNumbersErrors() {
        Epoll.ensureAvailability();
    }

    private static final String EXHAUSTED =
            "cannot open a socket: too many open files: raise ulimit -n, or lower maxSessions";

    @ParameterizedTest
    @ValueSource(ints = {23, 24})
    void saysWhatToDoWhenEpollHasNoDescriptorLeft(int errno) {
        Throwable failure = new ChannelException(new Errors.NativeIoException("socket", -errno));
        assertEquals(EXHAUSTED, SocketFailures.onOpen(failure).getMessage());
    }

    @Test
    void saysWhatToDoWhenNioHasNoDescriptorLeft() {
        Throwable failure =
                new ChannelException("Failed to open a socket.", new SocketException("Too many open files"));
        assertEquals(EXHAUSTED, SocketFailures.onOpen(failure).getMessage());
    }

    @Test
    void saysWhatTheSystemSaysOtherwise() {
        Throwable failure = new ChannelException(new SocketException("No buffer space available"));
        assertEquals(
                "cannot open a socket: No buffer space available",
                SocketFailures.onOpen(failure).getMessage());
    }

    @Test
    void tellsATakenPortFromAForeignAddress() {
        assertTrue(SocketFailures.isAddressInUse(new BindException("Address already in use")));
        assertTrue(SocketFailures.isAddressInUse(new Errors.NativeIoException("bind", -98)));
        assertFalse(SocketFailures.isAddressInUse(new BindException("Cannot assign requested address")));
        assertFalse(SocketFailures.isAddressInUse(new Errors.NativeIoException("bind", -99)));
    }

    @ParameterizedTest
    @ValueSource(ints = {111, 101, 113})
    void takesIcmpErrorsForWhatTheyAre(int errno) {
        assertTrue(SocketFailures.isUnreachable(new Errors.NativeIoException("recvFrom", -errno)));
        assertFalse(SocketFailures.isUnreachable(new Errors.NativeIoException("recvFrom", -9)));
        assertFalse(SocketFailures.isUnreachable(new IOException("Connection refused")));
    }
}
