package dev.floe.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.session.dtls.BouncyCastleDtls;
import dev.floe.session.dtls.DtlsIdentity;
import dev.floe.session.dtls.PrivateKeys;
import dev.floe.slot.MediaSlot;
import dev.floe.slot.SrtpKeys;
import dev.floe.status.EndReason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a whole session, real DTLS included, must keep to itself. */
class SecretsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final DtlsIdentity identity = DtlsIdentity.selfSigned();
    private final DtlsIdentity peerIdentity = DtlsIdentity.selfSigned();
    private final CompletableFuture<SrtpKeys> keys = new CompletableFuture<>();
    private ScriptedPeer peer;

    /** Takes the keys, and no media. */
    private final class Keyring implements MediaSlot {
        @Override
        public void onKeys(long now, SrtpKeys agreed) {
            keys.complete(agreed);
        }

        @Override
        public void onDatagram(long now, ByteBuffer datagram) {}
    }

    @BeforeEach
    void open() throws Exception {
        peer = new ScriptedPeer(LOOPBACK);
    }

    @AfterEach
    void close() throws Exception {
        peer.close();
        Machine.awaitNoLoopThreads();
    }

    private PeerSession start() throws Exception {
        return Await.result(PeerSession.builder()
                .bind(new InetSocketAddress(LOOPBACK, 0))
                .remote(peer.credentials)
                .remoteFingerprints(List.of(peerIdentity.fingerprint()))
                .dtls(BouncyCastleDtls.with(identity))
                .media(link -> new Keyring())
                .start());
    }

    @Test
    void theLogOfAWholeSessionHoldsNoPasswordAndNoKey() throws Exception {
        PeerSession session = start();
        peer.check(session, "notTheRightPasswordAtAll");
        peer.check(session);
        Await.result(session.connected());
        try (DtlsClient client = new DtlsClient(
                peer, BouncyCastleDtls.with(peerIdentity), session.localAddress(), identity.fingerprint())) {
            SrtpKeys theirs = client.connect();
            assertArrayEquals(theirs.remoteKey(), Await.result(keys).localKey());
            Await.result(session.secured());
        }
        assertEquals(EndReason.CLOSED, Await.result(session.close()).reason());

        String log = Files.readString(Leaks.LOG, UTF_8);
        assertTrue(log.contains("session " + session.id() + ": DTLS CONNECTED"), "the log is this session's");
        String password = session.description().credentials().password();
        Stream.concat(Stream.of(password, peer.credentials.password()), keyForms())
                .forEach(secret -> {
                    assertFalse(log.contains(secret), "the log holds a secret");
                    assertFalse(session.toString().contains(secret), "the session shows a secret");
                    assertFalse(session.description().toString().contains(secret), "the description shows a secret");
                    assertFalse(keys.join().toString().contains(secret), "the keys show themselves");
                });
    }

    private Stream<String> keyForms() {
        SrtpKeys agreed = keys.join();
        return Stream.of(
                        agreed.localKey(),
                        agreed.localSalt(),
                        agreed.remoteKey(),
                        agreed.remoteSalt(),
                        PrivateKeys.of(identity),
                        PrivateKeys.of(peerIdentity))
                .flatMap(key -> Stream.of(
                        HexFormat.of().formatHex(key),
                        HexFormat.of().withUpperCase().formatHex(key),
                        HexFormat.ofDelimiter(":").withUpperCase().formatHex(key),
                        Base64.getEncoder().withoutPadding().encodeToString(key),
                        Arrays.toString(key)));
    }
}
