package dev.floe.examples.libwebrtc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.floe.examples.options.ServerOptions;
import dev.floe.session.PeerSession;
import dev.floe.session.PeerSessions;
import dev.floe.session.SessionListener;
import dev.floe.session.data.DataChannel;
import dev.floe.session.dtls.BouncyCastleDtls;
import dev.onvoid.webrtc.RTCDataChannelInit;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Data channels between libwebrtc in this JVM and Floe, which sends back what it gets. */
class LibWebRtcIT {
    private static final int PIECE = 65_536;
    private static final int UNANSWERED = 64;

    private final PeerSessions peers;
    private final LibWebRtcPeer peer = new LibWebRtcPeer();
    private final PeerSession session;

    LibWebRtcIT() throws Exception {
        // libwebrtc does not look for a path from the loopback interface.
        peers = PeerSessions.builder()
                .address(ServerOptions.parse(List.of()).address())
                .dtls(BouncyCastleDtls.selfSigned())
                .build();
        session = peers.accept(peer.offer(), new Echo()).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @BeforeAll
    static void needsItsNativeCode() {
        assumeTrue(LibWebRtcPeer.runsHere(), "libwebrtc cannot be loaded: it takes Linux and libpulse0");
    }

    @BeforeEach
    void connect() throws Exception {
        peer.accept(session.answer());
        session.secured().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        peer.close();
        peers.close();
    }

    /** Sends back what comes, and closes the channel called "close me" at its first message. */
    private static final class Echo implements SessionListener {
        @Override
        public void onDataChannel(PeerSession session, DataChannel channel) {
            if (channel.label().equals("close me")) {
                channel.onMessage(message -> channel.close());
                return;
            }
            channel.onBufferedAmountLow(channel::resume);
            channel.onMessage(message -> {
                if (!channel.send(message)) {
                    channel.pause();
                }
            });
        }
    }

    private static Channel.Received bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return new Channel.Received(true, ByteBuffer.wrap(bytes));
    }

    @Tag("DC4")
    @Test
    void sendsBackTextAndBytesOfEveryLengthAsTheyWere() throws Exception {
        Channel channel = peer.open("echo").awaitOpen();
        for (int length : new int[] {0, 1, 1199, 1200, 16_384, 65_536, 262_144}) {
            channel.send(bytes(length));
            assertEquals(bytes(length), channel.next());
            Channel.Received text = Channel.Received.of("ü".repeat(length / 2));
            channel.send(text);
            assertEquals(text, channel.next());
        }
    }

    @Test
    void carriesAHundredChannelsOfAllKindsAtOnce() throws Exception {
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            RTCDataChannelInit init = new RTCDataChannelInit();
            init.ordered = i % 2 == 0;
            if (i % 4 >= 2) {
                init.maxRetransmits = 5;
            }
            channels.add(peer.open("channel " + i, init));
        }
        for (Channel channel : channels) {
            channel.awaitOpen().send(Channel.Received.of(channel.raw().getLabel()));
        }
        for (int i = 0; i < 100; i++) {
            assertEquals(Channel.Received.of("channel " + i), channels.get(i).next());
        }
    }

    @Tag("DC5")
    @Test
    void usesIdsAgainWhoeverClosesTheChannel() throws Exception {
        Channel here = peer.open("a").awaitOpen();
        int id = here.raw().getId();
        here.close();
        here.awaitClosed();
        Channel there = peer.open("close me").awaitOpen();
        assertEquals(id, there.raw().getId());
        there.send(Channel.Received.of("now"));
        there.awaitClosed();
        Channel again = peer.open("b").awaitOpen();
        assertEquals(id, again.raw().getId());
        again.send(Channel.Received.of("once more"));
        assertEquals(Channel.Received.of("once more"), again.next());
    }

    @Test
    void takesAChannelThatFloeOpens() throws Exception {
        DataChannel ours = session.openDataChannel("from Floe");
        ours.onMessage(ours::send);
        Channel theirs = peer.awaitChannel().awaitOpen();
        assertEquals("from Floe", theirs.raw().getLabel());
        theirs.send(bytes(1000));
        assertEquals(bytes(1000), theirs.next());
    }

    @Test
    void carriesManyMegabytesThereAndBack() throws Exception {
        Channel channel = peer.open("bulk").awaitOpen();
        int count = 64 << 20 >> 16;
        Channel.Received piece = bytes(PIECE);
        Semaphore onTheWay = new Semaphore(UNANSWERED);
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendAll(channel, piece, count, onTheWay));
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            assertEquals(piece, channel.next());
            onTheWay.release();
        }
        sending.get(1, TimeUnit.SECONDS);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("libwebrtc: 64 MiB there and back in %.1f s: %.1f MB/s each way%n", seconds, 67.1 / seconds);
    }

    /** libwebrtc closes a channel that is given more than 16 MiB at once. */
    private static void sendAll(Channel channel, Channel.Received piece, int count, Semaphore onTheWay) {
        try {
            for (int i = 0; i < count; i++) {
                onTheWay.acquire();
                channel.send(piece);
            }
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
