package dev.floe.session.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.slot.DtlsRole;
import dev.floe.slot.Fingerprint;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RefusalTest {
    private static final DtlsIdentity BROWSER = DtlsIdentity.selfSigned();
    private static final Fingerprint STRANGER = DtlsIdentity.selfSigned().fingerprint();

    private final TestSession server = new TestSession(DtlsRole.SERVER, Pair.SERVER).expecting(BROWSER.fingerprint());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void refusesACertificateThatMatchesNoFingerprint() {
        server.expecting(STRANGER);
        assertEquals(AlertDescription.bad_certificate, refusal(new ScriptedClient.Script()));
        assertFalse(server.secured.isDone());
    }

    @Tag("R12")
    @Test
    void acceptsACertificateThatMatchesAnyOfSeveral() throws Exception {
        server.expecting(STRANGER, BROWSER.fingerprint());
        client(new ScriptedClient.Script()).await();
        assertNotNull(server.agreement());
    }

    @Tag("R12")
    @Test
    void refusesAClientWithoutACertificate() {
        ScriptedClient.Script script = new ScriptedClient.Script();
        script.certificate = false;
        assertEquals(AlertDescription.handshake_failure, refusal(script));
        assertFalse(server.secured.isDone());
    }

    @Tag("R12")
    @Test
    void refusesEveryoneWhileNoFingerprintIsKnown() {
        server.expecting();
        assertEquals(AlertDescription.bad_certificate, refusal(new ScriptedClient.Script()));
        assertFalse(server.secured.isDone());
    }

    @Test
    void refusesACertificateWhoseKeyThePeerDoesNotHave() {
        ScriptedClient.Script script = new ScriptedClient.Script();
        script.signer = DtlsIdentity.selfSigned();
        assertEquals(AlertDescription.decrypt_error, refusal(script));
        assertFalse(server.secured.isDone());
    }

    /** BouncyCastle would look at this one for seconds. */
    @Test
    void refusesAKeyThatCostsSecondsBeforeItIsUsed() {
        BigInteger modulus = TestCertificates.mersenne(11_213).multiply(TestCertificates.mersenne(4_423));
        byte[] costly = TestCertificates.rsa(modulus, TestCertificates.mersenne(17));
        server.expecting(Fingerprint.sha256(costly));
        ScriptedClient.Script script = new ScriptedClient.Script();
        script.chain = new byte[][] {costly};
        assertEquals(AlertDescription.unsupported_certificate, refusal(script));
    }

    @Test
    void refusesAPeerWithoutTheExtendedMasterSecret() {
        ScriptedClient.Script script = new ScriptedClient.Script();
        script.extendedMasterSecret = false;
        assertEquals(AlertDescription.handshake_failure, refusal(script));
    }

    @Test
    void refusesAPeerThatSharesNoGroup() {
        ScriptedClient.Script script = new ScriptedClient.Script();
        script.groups = new int[] {NamedGroup.secp521r1, NamedGroup.x448};
        assertEquals(AlertDescription.handshake_failure, refusal(script));
    }

    @Test
    void asAClientRefusesACertificateThatMatchesNoFingerprint() throws Exception {
        try (Pair pair = new Pair()) {
            pair.client.expecting(STRANGER);
            pair.client.writable();
            TlsFatalAlert alert = assertInstanceOf(TlsFatalAlert.class, pair.client.failure());
            assertEquals(AlertDescription.bad_certificate, alert.getAlertDescription());
            assertEquals(3, pair.client.handshakes.get());
            assertFalse(pair.client.secured.isDone() || pair.server.secured.isDone());
        }
    }

    @Tag("R3")
    @Test
    void startsAnotherHandshakeForTheNextClientHello() throws Exception {
        server.expecting(STRANGER);
        refusal(new ScriptedClient.Script());
        server.expecting(BROWSER.fingerprint());
        client(new ScriptedClient.Script()).await();
        assertNotNull(server.agreement());
        assertEquals(2, server.handshakes.get());
        assertFalse(server.failed.isDone());
    }

    @Tag("R3")
    @Test
    void failsForGoodAfterThreeHandshakes() throws Exception {
        server.expecting(STRANGER);
        for (int i = 0; i < 3; i++) {
            assertFalse(server.failed.isDone());
            refusal(new ScriptedClient.Script());
        }
        TlsFatalAlert alert = assertInstanceOf(TlsFatalAlert.class, server.failure());
        assertEquals(AlertDescription.bad_certificate, alert.getAlertDescription());
        assertEquals(3, server.handshakes.get());
    }

    @Tag("R3")
    @Test
    void survivesAnUnprotectedAlertDuringTheHandshake() throws Exception {
        stall();
        server.receive(unprotectedAlert());
        client(new ScriptedClient.Script()).await();
        assertNotNull(server.agreement());
        assertFalse(server.failed.isDone());
    }

    @Test
    void followsAPeerThatBeginsAnewInTheMiddleOfAHandshake() throws Exception {
        byte[] stale = stall();
        ScriptedClient client = new ScriptedClient(new ScriptedClient.Script(), BROWSER, datagram -> {
            server.receive(datagram);
            server.receive(stale);
        });
        server.wiredTo(client.inbox::add);
        client.start().await();
        assertNotNull(server.agreement());
        assertEquals(2, server.handshakes.get());
    }

    @Tag("R11")
    @Test
    void givesUpAtItsDeadlineAndNotBefore() throws Exception {
        assertEquals(Long.MAX_VALUE, server.delayNanos());
        stall();
        assertTrue(server.delayNanos() <= TimeUnit.SECONDS.toNanos(30));
        server.pass(server.delayNanos() - TimeUnit.SECONDS.toNanos(1));
        assertFalse(server.failed.isDone());
        server.pass(TimeUnit.SECONDS.toNanos(1));
        assertInstanceOf(TimeoutException.class, server.failure());
        assertEquals(Long.MAX_VALUE, server.delayNanos());
    }

    @Test
    void saysAtItsDeadlineWhyTheLastHandshakeFailed() throws Exception {
        Roster roster = new Roster();
        BouncyCastleDtls dtls = BouncyCastleDtls.builder().executor(roster).build();
        try (TestSession session = new TestSession(DtlsRole.SERVER, dtls).expecting(STRANGER)) {
            refusal(session, new ScriptedClient.Script());
            roster.awaitNobody(); // the client hears of it before the session does
            session.pass(session.delayNanos());

            Throwable overdue = session.failure();
            assertTrue(String.valueOf(overdue.getMessage()).contains("bad_certificate(42)"), overdue::toString);
            TlsFatalAlert alert = assertInstanceOf(TlsFatalAlert.class, overdue.getCause());
            assertEquals(AlertDescription.bad_certificate, alert.getAlertDescription());
        }
    }

    /** Begins a handshake that the client never goes on with; returns its ClientHello. */
    private byte[] stall() throws Exception {
        byte[] clientHello = ScriptedClient.clientHello(BROWSER);
        server.receive(clientHello);
        assertNotNull(server.sent.poll(TestSession.PATIENCE_SECONDS, TimeUnit.SECONDS));
        return clientHello;
    }

    private int refusal(ScriptedClient.Script script) {
        return refusal(server, script);
    }

    private static int refusal(TestSession session, ScriptedClient.Script script) {
        ExecutionException refused = assertThrows(
                ExecutionException.class, () -> client(session, script).await());
        return assertInstanceOf(TlsFatalAlertReceived.class, refused.getCause()).getAlertDescription();
    }

    private ScriptedClient client(ScriptedClient.Script script) {
        return client(server, script);
    }

    private static ScriptedClient client(TestSession session, ScriptedClient.Script script) {
        ScriptedClient client = new ScriptedClient(script, BROWSER, session::receive);
        session.wiredTo(client.inbox::add);
        return client.start();
    }

    private static byte[] unprotectedAlert() {
        return ByteBuffer.allocate(15)
                .put((byte) Records.ALERT)
                .putShort((short) 0xFEFD)
                .putLong(0x0000_0000_0000_1000L)
                .putShort((short) 2)
                .put((byte) 2)
                .put((byte) AlertDescription.handshake_failure)
                .array();
    }
}
