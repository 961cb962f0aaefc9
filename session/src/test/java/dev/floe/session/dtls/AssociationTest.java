package dev.floe.session.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.slot.DtlsRole;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.junit.jupiter.api.Test;

class AssociationTest {
    @Test
    void saysCloseNotifyAtOnceWhenTheServersSessionCloses() throws Exception {
        try (Pair pair = new Pair().connect()) {
            pair.server.sent.clear();
            pair.server.closeInOrder();
            assertEquals(1, pair.server.sent.size());
            assertEquals(Records.ALERT, pair.server.sent.element()[0]);
            pair.client.closedByPeer.get(TestSession.PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertFalse(pair.client.failed.isDone());
            assertFalse(pair.client.send(new byte[] {1}));
        }
    }

    @Test
    void saysCloseNotifyAtOnceWhenTheClientsSessionCloses() throws Exception {
        try (Pair pair = new Pair().connect()) {
            pair.client.closeInOrder();
            pair.server.closedByPeer.get(TestSession.PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertFalse(pair.server.failed.isDone());
        }
    }

    @Test
    void saysNothingOnceConsentIsLost() throws Exception {
        try (Pair pair = new Pair().connect()) {
            pair.server.sent.clear();
            pair.server.loseConsent();
            assertTrue(pair.server.sent.isEmpty());
            assertFalse(pair.server.send(new byte[] {1}));
        }
    }

    @Test
    void failsOnAProtectedFatalAlert() throws Exception {
        DtlsIdentity browser = DtlsIdentity.selfSigned();
        try (TestSession server = new TestSession(DtlsRole.SERVER, Pair.SERVER).expecting(browser.fingerprint())) {
            ScriptedClient client = new ScriptedClient(new ScriptedClient.Script(), browser, server::receive);
            server.wiredTo(client.inbox::add);
            var dtls = client.start().await();
            server.agreement();
            assertThrows(TlsFatalAlert.class, () -> dtls.send(new byte[20_000], 0, 20_000));
            TlsFatalAlertReceived alert = assertInstanceOf(TlsFatalAlertReceived.class, server.failure());
            assertEquals(AlertDescription.internal_error, alert.getAlertDescription());
        }
    }

    @Test
    void ignoresAnUnprotectedAlert() throws Exception {
        try (Pair pair = new Pair().connect()) {
            pair.server.receive(new byte[] {21, -2, -3, 0, 0, 0, 0, 0, 0, 0, 99, 0, 2, 2, 0});
            pair.server.receive(new byte[] {21, -2, -3, 0, 0, 0, 0, 0, 0, 0, 98, 0, 2, 1, 0});
            pair.assertAlive();
        }
    }

    /** BouncyCastle would end it for FE FE alone. */
    @Test
    void outlivesForgedRecordsOfEachTypeVersionAndEpoch() throws Exception {
        try (Pair pair = new Pair().connect()) {
            for (int version = 0; version <= 0xFFFF; version += version < 0xFD00 ? 0x101 : 1) {
                for (int type = 19; type <= 26; type++) {
                    for (int epoch = 0; epoch <= 2; epoch++) {
                        pair.server.receive(ByteBuffer.allocate(13 + 40)
                                .put((byte) type)
                                .putShort((short) version)
                                .putShort((short) epoch)
                                .putShort((short) 0)
                                .putInt(1_000_000 + version)
                                .putShort((short) 40)
                                .array());
                    }
                }
            }
            pair.server.pass(TimeUnit.SECONDS.toNanos(1));
            pair.assertAlive();
        }
    }

    @Test
    void handsUpNothingMoreOnceTheSessionHasEndedInTheMiddleOfADatagram() throws Exception {
        try (Pair pair = new Pair().connect()) {
            List<byte[]> records = new ArrayList<>();
            pair.client.wiredTo(records::add);
            pair.client.send(new byte[] {1});
            pair.client.send(new byte[] {2});
            ByteBuffer datagram = ByteBuffer.allocate(records.get(0).length + records.get(1).length);
            records.forEach(datagram::put);
            pair.server.onPlaintext(() -> pair.server.slot().onClosed());
            pair.server.receiveAll(List.of(datagram.array()));
            assertArrayEquals(new byte[] {1}, pair.server.plaintext());
            assertTrue(pair.server.plaintexts.isEmpty());
        }
    }

    @Test
    void readsAllRecordsOfADatagram() throws Exception {
        try (Pair pair = new Pair().connect()) {
            ByteBuffer datagram = ByteBuffer.allocate(3 * (13 + 24 + 1));
            pair.client.wiredTo(datagram::put);
            for (byte i = 1; i <= 3; i++) {
                pair.client.send(new byte[] {i});
            }
            pair.server.receiveAll(List.of(datagram.array()));
            for (byte i = 1; i <= 3; i++) {
                assertArrayEquals(new byte[] {i}, pair.server.plaintext());
            }
        }
    }

    @Test
    void saysSoWhenTheLinkRefusesADatagram() throws Exception {
        try (Pair pair = new Pair().connect()) {
            pair.server.closeGate();
            assertFalse(pair.server.send(new byte[] {1}));
        }
    }

    @Test
    void refusesAPlaintextThatFitsNoDatagram() throws Exception {
        try (Pair pair = new Pair().connect()) {
            int most = pair.server.maxPlaintext();
            assertEquals(1200 - 13 - 24, most);
            IllegalArgumentException refused = pair.server.call(now -> assertThrows(
                    IllegalArgumentException.class, () -> pair.server.slot().send(now, ByteBuffer.allocate(most + 1))));
            assertEquals("plaintext: at most 1163 bytes, not 1164", refused.getMessage());
            pair.assertAlive();
        }
    }

    @Test
    void carriesAnEmptyMessage() throws Exception {
        try (Pair pair = new Pair().connect()) {
            assertTrue(pair.server.send(new byte[0]));
            assertEquals(0, pair.client.plaintext().length);
        }
    }

    @Test
    void readsARecordLargerThanItSends() throws Exception {
        DtlsIdentity browser = DtlsIdentity.selfSigned();
        try (TestSession server = new TestSession(DtlsRole.SERVER, Pair.SERVER).expecting(browser.fingerprint())) {
            ScriptedClient.Script jumbo = new ScriptedClient.Script();
            jumbo.datagramBytes = 9000;
            ScriptedClient client = new ScriptedClient(jumbo, browser, server::receive);
            server.wiredTo(client.inbox::add);
            client.start().await().send(new byte[8000], 0, 8000);
            assertEquals(8000, server.plaintext().length);
        }
    }
}
