package dev.floe.examples.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.floe.engine.EngineConfig;
import dev.floe.examples.support.ScriptedPeer;
import dev.floe.examples.support.Sdp;
import dev.floe.ice.Candidate;
import dev.floe.ice.ConsentPolicy;
import dev.floe.ice.IceCredentials;
import dev.floe.sdp.LocalDescription;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.MediaLink;
import dev.floe.slot.MediaSlot;
import dev.floe.slot.SctpParameters;
import dev.floe.status.EndReason;
import dev.floe.status.SessionEnd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A scripted controlling peer and the plain session. */
final class PlainSessionTest {
    private static final int PATIENCE_SECONDS = 30;
    private static final ConsentPolicy OFTEN =
            ConsentPolicy.DEFAULT.withPeriod(Duration.ofMillis(200)).withExpiry(Duration.ofSeconds(3));

    private final IceCredentials local = IceCredentials.generate(new SecureRandom());

    /** Sends back what comes, from a thread of its own, so that it has to come through the selector. */
    private record Mirror(MediaLink link) implements MediaSlot {
        @Override
        public void onDatagram(long now, ByteBuffer datagram) {
            ByteBuffer copy = ByteBuffer.allocate(datagram.remaining())
                    .put(0, datagram, datagram.position(), datagram.remaining());
            ForkJoinPool.commonPool().execute(() -> link.execute(later -> link.send(later, copy)));
        }
    }

    private EngineConfig config(Duration connectTimeout) {
        return new EngineConfig(
                local,
                Optional.of(IceCredentials.of(Sdp.UFRAG, Sdp.PASSWORD)),
                OFTEN,
                connectTimeout,
                DtlsRole.SERVER,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Mirror::new),
                SctpParameters.DEFAULT);
    }

    private static DatagramChannel socket() throws Exception {
        return DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static CompletableFuture<SessionEnd> run(DatagramChannel socket, EngineConfig config) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return PlainSession.run(socket, config);
            } catch (IOException broken) {
                throw new AssertionError(broken);
            }
        });
    }

    private ScriptedPeer peer(DatagramChannel socket) throws Exception {
        InetSocketAddress address = (InetSocketAddress) socket.getLocalAddress();
        LocalDescription description =
                new LocalDescription(local, Candidate.hosts(List.of(address)), Optional.empty(), DtlsRole.SERVER);
        return new ScriptedPeer(String.join("\r\n", description.sdpLines()));
    }

    @Test
    void connectsIsAskedForItsConsentAndEndsWhenThePeerFallsSilent() throws Exception {
        try (DatagramChannel socket = socket();
                ScriptedPeer peer = peer(socket)) {
            CompletableFuture<SessionEnd> session = run(socket, config(Duration.ofSeconds(20)));
            peer.connect();
            peer.consent(5);
            assertFalse(session.isDone());

            byte[] media = {(byte) 0x80, 96, 1, 2, 3};
            peer.send(media);
            peer.awaitDatagram(media);

            assertEquals(
                    EndReason.CONSENT_EXPIRED,
                    session.get(PATIENCE_SECONDS, TimeUnit.SECONDS).reason());
        }
    }

    @Test
    void endsWhenNobodyComes() throws Exception {
        try (DatagramChannel socket = socket()) {
            SessionEnd end = run(socket, config(Duration.ofMillis(50))).get(PATIENCE_SECONDS, TimeUnit.SECONDS);

            assertEquals(EndReason.NEVER_CONNECTED, end.reason());
        }
    }
}
