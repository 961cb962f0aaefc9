package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What leaves at once, on real sockets. */
class UdpSocketTest {
    private static final int LONGEST = 65_507;

    private final ByteBuffer hello = ByteBuffer.allocateDirect(3).put(new byte[] {1, 2, 3});

    private final List<EventLoops> begun = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (EventLoops loops : begun) {
            Await.result(loops.shutdown());
        }
    }

    private UdpSocket bound(Transport transport, InetAddress address) throws Exception {
        EventLoops loops = new EventLoops(transport, 1);
        begun.add(loops);
        UdpSocket socket = loops.openSocket(address);
        loops.next().loop().register(socket.channel()).sync();
        socket.channel().bind(new InetSocketAddress(address, 0)).sync();
        return socket;
    }

    @ParameterizedTest
    @CsvSource({"EPOLL, 127.0.0.1", "EPOLL, ::1", "NIO, 127.0.0.1", "NIO, ::1"})
    void sendsWithoutAFlush(Transport transport, String address) throws Exception {
        InetAddress loopback = InetAddress.getByName(address);
        UdpSocket socket = bound(transport, loopback);
        try (DatagramSocket peer = new DatagramSocket(0, loopback)) {
            peer.setSoTimeout(10_000);
            assertTrue(socket.sendAtOnce(hello.flip(), (InetSocketAddress) peer.getLocalSocketAddress()));
            DatagramPacket packet = new DatagramPacket(new byte[10], 10);
            peer.receive(packet);
            assertArrayEquals(new byte[] {1, 2, 3}, Arrays.copyOf(packet.getData(), packet.getLength()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhatTheSystemRefuses(Transport transport) throws Exception {
        UdpSocket socket = bound(transport, InetAddress.getLoopbackAddress());
        ByteBuffer tooLong = ByteBuffer.allocateDirect(LONGEST + 1);
        InetSocketAddress to = socket.channel().localAddress();
        assertThrows(IOException.class, () -> socket.sendAtOnce(tooLong, to));
    }

    @ParameterizedTest
    @EnumSource
    void sendsNothingOnceItIsClosed(Transport transport) throws Exception {
        UdpSocket socket = bound(transport, InetAddress.getLoopbackAddress());
        InetSocketAddress to = socket.channel().localAddress();
        socket.channel().close().sync();
        assertFalse(socket.sendAtOnce(hello.flip(), to));
    }
}
