package dev.floe.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.slot.DtlsLink;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.DtlsSlot;
import dev.floe.slot.SctpParameters;
import dev.floe.status.EndReason;
import dev.floe.status.PeerStats;
import dev.floe.status.SessionEnd;
import dev.floe.status.SessionState;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A session whose socket the test can reach. */
class LoopSessionTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final FakeDtls dtls = new FakeDtls();
    private final List<Live> opened = new ArrayList<>();
    private ScriptedPeer peer;

    /** A connected session and what it runs on. */
    private record Live(EventLoops loops, Channel channel, PeerSession session) {}

    @BeforeEach
    void open() throws Exception {
        peer = new ScriptedPeer(LOOPBACK);
    }

    @AfterEach
    void close() throws Exception {
        for (Live live : opened) {
            Await.result(live.session().close());
            live.loops().shutdown();
            Await.result(live.loops().gone());
        }
        peer.close();
    }

    @AfterAll
    static void leakNoBuffer() throws Exception {
        Leaks.assertNone();
    }

    private Live connect(Transport transport, DtlsSlot.Factory factory) throws Exception {
        return connect(transport, factory, socket -> socket);
    }

    private Live connect(Transport transport, DtlsSlot.Factory factory, UnaryOperator<UdpSocket> system)
            throws Exception {
        EventLoops loops = new EventLoops(transport, 1);
        LoopContext context = loops.next();
        UdpSocket socket = system.apply(loops.openSocket(LOOPBACK));
        Channel channel = socket.channel();
        context.loop().register(channel).sync();
        channel.bind(new InetSocketAddress(LOOPBACK, 0)).sync();
        Keeper nobody = new Keeper() {
            @Override
            public void opened(PeerSession session) {}

            @Override
            public void closed(PeerSession session, SessionEnd end, PeerStats last) {}

            @Override
            public void failed() {}
        };
        PeerSession session = context.loop()
                .submit(() -> new LoopSession(context, socket, plan(factory), nobody).begin())
                .get();
        peer.check(session);
        Await.result(session.connected());
        Live live = new Live(loops, channel, session);
        opened.add(live);
        return live;
    }

    private SessionPlan plan(DtlsSlot.Factory factory) {
        SlotChoice slots = new SlotChoice();
        slots.dtls(factory);
        return new SessionPlan(
                LOOPBACK,
                PortRange.only(0),
                List.of(),
                slots.engine(
                        Drawn.credentials(),
                        Optional.of(peer.credentials),
                        DtlsRole.SERVER,
                        List.of(),
                        SctpParameters.DEFAULT),
                0,
                0,
                Opening.elsewhere(Optional.of(DtlsRole.SERVER), slots.choice()),
                new SessionListener() {});
    }

    @ParameterizedTest
    @EnumSource
    void outlivesAnIcmpErrorThatWasReportedForItsSocket(Transport transport) throws Exception {
        Live live = connect(transport, dtls);
        live.channel().pipeline().fireExceptionCaught(new PortUnreachableException());
        assertEquals(
                SessionState.CONNECTED, Await.result(live.session().stats()).state());
    }

    @ParameterizedTest
    @EnumSource
    void endsWhenItsSocketCannotBeReadAnyMore(Transport transport) throws Exception {
        Live live = connect(transport, dtls);
        IOException planted = new IOException("planted");
        live.channel().pipeline().fireExceptionCaught(planted);
        SessionEnd end = Await.result(live.session().closed());
        assertEquals(EndReason.SOCKET_FAILED, end.reason());
        assertSame(planted, end.cause().orElseThrow());
        assertFalse(live.channel().isOpen());
    }

    @ParameterizedTest
    @EnumSource
    void endsWhenItsSocketWasClosedUnderIt(Transport transport) throws Exception {
        Live live = connect(transport, dtls);
        live.channel().close().sync();
        SessionEnd end = Await.result(live.session().closed());
        assertEquals(EndReason.SOCKET_FAILED, end.reason());
        assertInstanceOf(ClosedChannelException.class, end.cause().orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    void losesADatagramThatTheSystemRefusesAndGoesOn(Transport transport) throws Exception {
        Live live = connect(transport, dtls);
        DtlsLink link = Await.result(dtls.attached);
        CompletableFuture<Boolean> taken = new CompletableFuture<>();
        byte[] sound = {23, 1};
        link.execute(now -> {
            taken.complete(link.send(now, ByteBuffer.allocate(70_000)));
            link.send(now, ByteBuffer.wrap(sound));
        });
        assertTrue(Await.result(taken));
        assertEquals(sound[0], peer.awaitPayload()[0]);
        assertEquals(
                SessionState.CONNECTED, Await.result(live.session().stats()).state());
        assertTrue(Files.readString(Leaks.LOG, UTF_8)
                .contains("session " + live.session().id() + ": the system refused to send a datagram (1 so far): "));
    }

    @ParameterizedTest
    @EnumSource
    void isNotHeldUpByAnEmptyDatagram(Transport transport) throws Exception {
        connect(transport, dtls);
        DtlsLink link = Await.result(dtls.attached);
        byte[] sound = {23, 1};
        link.execute(now -> {
            link.send(now, ByteBuffer.allocate(0));
            link.send(now, ByteBuffer.wrap(sound));
        });
        assertEquals(sound[0], peer.awaitPayload()[0]);
    }

    /** A real socket of which something is planted. */
    private static class Planted extends UdpSocket {
        private final UdpSocket real;

        Planted(UdpSocket real) {
            super(real.channel());
            this.real = real;
        }

        @Override
        void setReceiveBuffer(int bytes) throws IOException {
            real.setReceiveBuffer(bytes);
        }

        @Override
        void readInto(ByteBuffer buffer, SocketListener listener) {
            real.readInto(buffer, listener);
        }

        @Override
        boolean sendAtOnce(ByteBuffer datagram, InetSocketAddress to) throws IOException {
            return real.sendAtOnce(datagram, to);
        }
    }

    /** Stands for a system whose buffer is full now and then: to bring that about on a loopback interface takes root. */
    private static final class Full extends Planted {
        final AtomicInteger asked = new AtomicInteger();

        Full(UdpSocket socket) {
            super(socket);
        }

        @Override
        boolean sendAtOnce(ByteBuffer datagram, InetSocketAddress to) {
            asked.incrementAndGet();
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsInItsTurnWhatTheSystemDoesNotTakeAtOnce(Transport transport) throws Exception {
        CompletableFuture<Full> full = new CompletableFuture<>();
        Live live = connect(transport, dtls, real -> {
            full.complete(new Full(real));
            return full.join();
        });
        assertTrue(full.join().asked.get() >= 2, "the check and its answer that have arrived");
        assertEquals(
                SessionState.CONNECTED, Await.result(live.session().stats()).state());
    }

    /** A socket of which the system refuses what it sends, once it is told to. */
    private static final class Refusing extends Planted {
        final CompletableFuture<Void> refused = new CompletableFuture<>();
        volatile boolean refuses;
        private final Exception refusal;

        Refusing(UdpSocket socket, Exception refusal) {
            super(socket);
            this.refusal = refusal;
        }

        @Override
        boolean sendAtOnce(ByteBuffer datagram, InetSocketAddress to) throws IOException {
            if (!refuses) {
                return super.sendAtOnce(datagram, to);
            }
            refused.complete(null);
            if (refusal instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw (IOException) refusal;
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void losesACheckThatTheSystemRefusesAndGoesOn(Exception refusal) throws Exception {
        CompletableFuture<Refusing> refusing = new CompletableFuture<>();
        Live live = connect(Transport.NIO, dtls, real -> {
            refusing.complete(new Refusing(real, refusal));
            return refusing.join();
        });
        refusing.join().refuses = true;
        Await.result(refusing.join().refused);
        PeerStats stats = Await.result(live.session().stats());
        assertEquals(SessionState.CONNECTED, stats.state());
        assertTrue(Files.readString(Leaks.LOG, UTF_8)
                .contains("session " + live.session().id() + ": the system refused to send a datagram (1 so far): "
                        + refusal));
    }

    static Stream<Exception> refusals() {
        return Stream.of(
                new IOException("planted"), new UnresolvedAddressException(), new SecurityException("planted"));
    }

    /** Refuses to say more while the socket's buffer is full, and says how it was told to go on. */
    private static final class Patient implements DtlsSlot {
        final DtlsLink link;
        final CompletableFuture<Void> writable = new CompletableFuture<>();
        boolean refused;

        Patient(DtlsLink link) {
            this.link = link;
        }

        @Override
        public void onDatagram(long now, ByteBuffer datagram) {
            refused = !link.send(now, datagram);
        }

        @Override
        public boolean send(long now, ByteBuffer plaintext) {
            return false;
        }

        @Override
        public void onWritable(long now) {
            if (refused) {
                writable.complete(null);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesToSendWhileTheBufferIsFullAndTellsWhenItIsNot(Transport transport) throws Exception {
        CompletableFuture<Patient> slot = new CompletableFuture<>();
        Live live = connect(transport, link -> {
            Patient patient = new Patient(link);
            slot.complete(patient);
            return patient;
        });
        Patient patient = Await.result(slot);
        makeWritable(live, false);
        peer.send(live.session().localAddress(), FakeDtls.HELLO);
        CompletableFuture<Boolean> refused = new CompletableFuture<>();
        live.channel().eventLoop().execute(() -> awaitRefusal(live, patient, refused));
        assertTrue(Await.result(refused));
        assertFalse(patient.writable.isDone());
        makeWritable(live, true);
        Await.result(patient.writable);
        assertTrue(peer.payloads.isEmpty());
    }

    private static void makeWritable(Live live, boolean writable) throws Exception {
        live.channel()
                .eventLoop()
                .submit(() -> live.channel().unsafe().outboundBuffer().setUserDefinedWritability(1, writable))
                .get();
    }

    /** Looks again each turn of the loop. */
    private static void awaitRefusal(Live live, Patient patient, CompletableFuture<Boolean> refused) {
        if (patient.refused) {
            refused.complete(true);
        } else if (!refused.isDone()) {
            live.channel().eventLoop().execute(() -> awaitRefusal(live, patient, refused));
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWhenASlotThrows(Transport transport) throws Exception {
        IllegalStateException planted = new IllegalStateException("planted");
        Live live = connect(transport, link -> new DtlsSlot() {
            @Override
            public void onDatagram(long now, ByteBuffer datagram) {
                throw planted;
            }

            @Override
            public boolean send(long now, ByteBuffer plaintext) {
                return false;
            }
        });
        peer.send(live.session().localAddress(), FakeDtls.HELLO);
        SessionEnd end = Await.result(live.session().closed());
        assertEquals(EndReason.SLOT_FAILED, end.reason());
        assertSame(planted, end.cause().orElseThrow());
    }
}
