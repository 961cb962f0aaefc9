package dev.floe.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What leaves at once and what comes, on real sockets. */
class UdpSocketTest {
    private static final int LONGEST = 65_507;

    private final ByteBuffer hello = ByteBuffer.allocateDirect(3).put(new byte[] {1, 2, 3});
    private final ByteBuffer shared = ByteBuffer.allocateDirect(Sockets.LARGEST_DATAGRAM);

    private final List<UdpSocket> opened = new ArrayList<>();
    private final List<EventLoops> begun = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (UdpSocket socket : opened) {
            Await.closed(socket);
        }
        for (EventLoops loops : begun) {
            Await.result(loops.shutdown());
        }
    }

    private UdpSocket bound(Transport transport, InetAddress address) throws Exception {
        return bound(loops(transport), address);
    }

    private EventLoops loops(Transport transport) {
        EventLoops loops = new EventLoops(transport, 1);
        begun.add(loops);
        return loops;
    }

    private UdpSocket bound(EventLoops loops, InetAddress address) throws Exception {
        UdpSocket socket = loops.openSocket(address);
        opened.add(socket);
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

    private Told readAll(UdpSocket socket) throws Exception {
        return readAll(socket, new Told());
    }

    private Told readAll(UdpSocket socket, Told told) throws Exception {
        socket.channel().eventLoop().submit(() -> socket.readInto(shared, told)).sync();
        return told;
    }

    private static DatagramPacket datagram(int length, UdpSocket to) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) length);
        return new DatagramPacket(bytes, length, to.localAddress());
    }

    @ParameterizedTest
    @CsvSource({"EPOLL, 127.0.0.1", "EPOLL, ::1", "NIO, 127.0.0.1", "NIO, ::1"})
    void handsOverWhatComesAndFromWhere(Transport transport, String address) throws Exception {
        InetAddress loopback = InetAddress.getByName(address);
        UdpSocket socket = bound(transport, loopback);
        Told told = readAll(socket);
        try (DatagramSocket peer = new DatagramSocket(0, loopback);
                DatagramSocket other = new DatagramSocket(0, loopback)) {
            for (int length : new int[] {1, 1200, 0, 20, 2048, 3}) {
                for (DatagramSocket from : List.of(peer, other)) {
                    DatagramPacket sent = datagram(length, socket);
                    from.send(sent);
                    assertEquals(
                            new Told.Datagram(
                                    (InetSocketAddress) from.getLocalSocketAddress(), ByteBuffer.wrap(sent.getData())),
                            told.next());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutsWhatIsLongerThanItsBuffer(Transport transport) throws Exception {
        UdpSocket socket = bound(transport, InetAddress.getLoopbackAddress());
        Told told = readAll(socket);
        try (DatagramSocket peer = new DatagramSocket()) {
            peer.send(datagram(3000, socket));
            peer.send(datagram(7, socket));
            assertEquals(Sockets.LARGEST_DATAGRAM, told.next().content().remaining());
            assertEquals(7, told.next().content().remaining());
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsNoMoreForItsReaderThanItWasTold(Transport transport) throws Exception {
        UdpSocket socket = bound(transport, InetAddress.getLoopbackAddress());
        socket.setReceiveBuffer(4096);
        try (DatagramSocket peer = new DatagramSocket()) {
            for (int i = 0; i < 40; i++) {
                peer.send(datagram(1000, socket));
            }
            Told told = readAll(socket);
            int came = 0;
            do {
                came++;
                peer.send(datagram(1, socket));
            } while (told.next().content().remaining() > 1);
            assertTrue(came < 40, came + " of 40 were kept");
        }
    }

    @ParameterizedTest
    @EnumSource
    void handsOverInNetworkOrderWhateverAnotherSocketsReaderDidToTheBuffer(Transport transport) throws Exception {
        EventLoops loops = loops(transport);
        UdpSocket first = bound(loops, InetAddress.getLoopbackAddress());
        UdpSocket second = bound(loops, InetAddress.getLoopbackAddress());
        Told careless = readAll(first, new Told() {
            @Override
            public void onDatagram(InetSocketAddress source, ByteBuffer datagram) {
                super.onDatagram(source, datagram.order(ByteOrder.LITTLE_ENDIAN).slice());
                datagram.limit(datagram.capacity()).position(datagram.capacity());
            }
        });
        BlockingQueue<Short> read = new LinkedBlockingQueue<>();
        readAll(second, new Told() {
            @Override
            public void onDatagram(InetSocketAddress source, ByteBuffer datagram) {
                read.add(datagram.getShort());
            }
        });
        try (DatagramSocket peer = new DatagramSocket()) {
            peer.send(datagram(5, first));
            assertEquals(5, careless.next().content().remaining());
            peer.send(new DatagramPacket(new byte[] {1, 2}, 2, second.localAddress()));
            assertEquals((short) 0x0102, read.poll(10, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsAReaderWhatItHasThrown(Transport transport) throws Exception {
        UdpSocket socket = bound(transport, InetAddress.getLoopbackAddress());
        IllegalStateException planted = new IllegalStateException("planted");
        Told told = readAll(socket, new Told() {
            @Override
            public void onDatagram(InetSocketAddress source, ByteBuffer datagram) {
                throw planted;
            }
        });
        try (DatagramSocket peer = new DatagramSocket()) {
            peer.send(datagram(1, socket));
            assertSame(planted, told.failures.poll(10, TimeUnit.SECONDS));
        }
    }

    /** On epoll the collector would look after what is written of a shared one, for each datagram. */
    @ParameterizedTest
    @EnumSource
    void hasAnAllocatorOfItsOwn(Transport transport) throws Exception {
        EventLoops loops = loops(transport);
        UdpSocket first = bound(loops, InetAddress.getLoopbackAddress());
        UdpSocket second = bound(loops, InetAddress.getLoopbackAddress());
        assertNotSame(first.channel().alloc(), second.channel().alloc());
    }

    @Test
    void outlivesWhatIsReportedOfAnUnreachablePeer() throws Exception {
        NioUdpChannel channel = (NioUdpChannel)
                bound(Transport.NIO, InetAddress.getLoopbackAddress()).channel();
        assertFalse(channel.closeOnReadError(new PortUnreachableException()));
        assertFalse(channel.closeOnReadError(new ConnectException()));
        assertTrue(channel.closeOnReadError(new IOException()));
    }

    /** What one datagram is the cause of may be that there is no socket for the next. */
    @Test
    void readsNothingMoreOnceItIsClosed() throws Exception {
        UdpSocket socket = bound(Transport.NIO, InetAddress.getLoopbackAddress());
        Told told = new Told() {
            @Override
            public void onDatagram(InetSocketAddress source, ByteBuffer datagram) {
                super.onDatagram(source, datagram);
                socket.channel().close().addListener(done -> {});
            }
        };
        try (DatagramSocket peer = new DatagramSocket()) {
            for (int i = 0; i < 3; i++) {
                peer.send(datagram(9, socket));
            }
            readAll(socket, told);
            Await.result(told.closed);
            socket.channel().eventLoop().submit(() -> {}).sync();
            assertEquals(1, told.datagrams.size());
            assertEquals(List.of(), List.copyOf(told.failures));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhatTheSystemRefuses(Transport transport) throws Exception {
        UdpSocket socket = bound(transport, InetAddress.getLoopbackAddress());
        ByteBuffer tooLong = ByteBuffer.allocateDirect(LONGEST + 1);
        InetSocketAddress to = socket.localAddress();
        assertThrows(IOException.class, () -> socket.sendAtOnce(tooLong, to));
    }

    @ParameterizedTest
    @EnumSource
    void sendsNothingOnceItIsClosed(Transport transport) throws Exception {
        UdpSocket socket = bound(transport, InetAddress.getLoopbackAddress());
        InetSocketAddress to = socket.localAddress();
        socket.channel().close().sync();
        assertFalse(socket.sendAtOnce(hello.flip(), to));
    }
}
