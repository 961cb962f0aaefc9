package dev.floe.session.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.slot.DtlsRole;
import dev.floe.slot.SrtpKeys;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.CipherSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeTest {
    private static final DtlsIdentity BROWSER = DtlsIdentity.selfSigned();

    @Test
    void securesBothRolesAndCarriesDataBothWays() throws Exception {
        try (Pair pair = new Pair().connect()) {
            TestSession.Agreement agreement = pair.server.agreement();
            assertEquals("DTLS 1.2", agreement.version());
            assertEquals("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", agreement.cipherSuite());
            assertEquals(agreement.cipherSuite(), pair.client.agreement().cipherSuite());
            pair.assertAlive();
            assertEquals(1, pair.server.handshakes.get());
            assertEquals(1, pair.client.handshakes.get());
        }
    }

    @Test
    void exportsKeysThatMirrorEachOther() throws Exception {
        try (Pair pair = new Pair().connect()) {
            SrtpKeys server = pair.server.agreement().keys().orElseThrow();
            SrtpKeys client = pair.client.agreement().keys().orElseThrow();
            assertEquals(0x0007, server.profile());
            assertArrayEquals(server.localKey(), client.remoteKey());
            assertArrayEquals(server.localSalt(), client.remoteSalt());
            assertArrayEquals(server.remoteKey(), client.localKey());
            assertArrayEquals(server.remoteSalt(), client.localSalt());
            assertFalse(Arrays.equals(server.localKey(), server.remoteKey()));
        }
    }

    @ParameterizedTest
    @CsvSource({"1,16,14", "7,16,12", "8,32,12"})
    void cutsTheExportedMaterialAsTheProfileSays(int profile, int keyLength, int saltLength) throws Exception {
        ScriptedClient.Script script = new ScriptedClient.Script();
        script.srtpProfiles = new int[] {0x0002, profile};
        script.exportBytes = 2 * (keyLength + saltLength);
        try (TestSession server = server()) {
            ScriptedClient client = connect(script, server);
            SrtpKeys keys = server.agreement().keys().orElseThrow();
            byte[] material = client.exported.get(TestSession.PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertEquals(profile, keys.profile());
            assertArrayEquals(Arrays.copyOf(material, keyLength), keys.remoteKey());
            assertArrayEquals(Arrays.copyOfRange(material, keyLength, 2 * keyLength), keys.localKey());
            int salts = 2 * keyLength;
            assertArrayEquals(Arrays.copyOfRange(material, salts, salts + saltLength), keys.remoteSalt());
            assertArrayEquals(Arrays.copyOfRange(material, salts + saltLength, material.length), keys.localSalt());
        }
    }

    @Test
    void leavesSrtpOutWhenTheClientOffersNoneOrNoneThatWeHave() throws Exception {
        ScriptedClient.Script silent = new ScriptedClient.Script();
        silent.srtpProfiles = new int[0];
        ScriptedClient.Script foreign = new ScriptedClient.Script();
        foreign.srtpProfiles = new int[] {0x0002, 0x0006};
        for (ScriptedClient.Script script : new ScriptedClient.Script[] {silent, foreign}) {
            try (TestSession server = server()) {
                connect(script, server);
                assertTrue(server.agreement().keys().isEmpty());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 + ",TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384 + ",TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256 + ",TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"
    })
    void speaksEachOfItsSuites(int suite, String name) throws Exception {
        ScriptedClient.Script script = new ScriptedClient.Script();
        script.suites = new int[] {suite};
        try (TestSession server = server()) {
            ScriptedClient client = connect(script, server);
            assertEquals(name, server.agreement().cipherSuite());
            client.await().send(new byte[] {1, 2, 3}, 0, 3);
            assertArrayEquals(new byte[] {1, 2, 3}, server.plaintext());
        }
    }

    @Test
    void prefersItsOwnOrderOfSuites() throws Exception {
        ScriptedClient.Script script = new ScriptedClient.Script();
        script.suites = new int[] {
            CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
        };
        try (TestSession server = server()) {
            connect(script, server);
            assertEquals(
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    server.agreement().cipherSuite());
        }
    }

    @Test
    void aClientWaitsForTheGateAndAServerForTheClientHello() throws Exception {
        try (Pair pair = new Pair()) {
            pair.server.writable();
            pair.client.receive(new byte[] {22, 1, 2, 3});
            assertEquals(Long.MAX_VALUE, pair.server.delayNanos());
            assertEquals(Long.MAX_VALUE, pair.client.delayNanos());
            assertTrue(pair.server.sent.isEmpty());
            assertTrue(pair.client.sent.isEmpty());
            assertFalse(pair.server.send(new byte[] {1}));
            pair.connect().assertAlive();
        }
    }

    @Test
    void sendsNothingThatIsTooLongForAPath() throws Exception {
        try (Pair pair = new Pair().connect()) {
            assertTrue(pair.server.send(new byte[pair.server.maxPlaintext()]));
            assertEquals(pair.server.maxPlaintext(), pair.client.plaintext().length);
            pair.server.sent.addAll(pair.client.sent);
            assertTrue(pair.server.sent.stream()
                            .mapToInt(datagram -> datagram.length)
                            .max()
                            .orElseThrow()
                    <= 1200);
        }
    }

    @Test
    void putsAFlightIntoOneDatagramWhereItFits() throws Exception {
        try (Pair pair = new Pair().connect()) {
            assertEquals(2, pair.server.sent.size());
            assertEquals(2, pair.client.sent.size());
        }
    }

    private static TestSession server() {
        return new TestSession(DtlsRole.SERVER, Pair.SERVER).expecting(BROWSER.fingerprint());
    }

    private static ScriptedClient connect(ScriptedClient.Script script, TestSession server) throws Exception {
        ScriptedClient client = new ScriptedClient(script, BROWSER, server::receive);
        server.wiredTo(client.inbox::add);
        client.start().await();
        return client;
    }
}
