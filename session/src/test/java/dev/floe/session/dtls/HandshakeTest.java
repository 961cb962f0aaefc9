package dev.floe.session.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.slot.DtlsRole;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private static final BouncyCastleDtls SERVER = BouncyCastleDtls.selfSigned();
    private static final BouncyCastleDtls CLIENT = BouncyCastleDtls.selfSigned();

    private TestSession server;
    private TestSession client;

    @BeforeEach
    void wire() {
        server = new TestSession(DtlsRole.SERVER, SERVER)
                .expecting(CLIENT.identity().fingerprint());
        client = new TestSession(DtlsRole.CLIENT, CLIENT)
                .expecting(SERVER.identity().fingerprint());
        server.wiredTo(client::receive);
        client.wiredTo(server::receive);
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    @Test
    void securesBothRolesAndCarriesDataBothWays() throws Exception {
        client.writable();
        TestSession.Agreement agreement = server.secured.get(TestSession.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertEquals("DTLS 1.2", agreement.version());
        assertEquals("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", agreement.cipherSuite());
        assertEquals(
                agreement.cipherSuite(),
                client.secured
                        .get(TestSession.PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .cipherSuite());
        assertTrue(client.send(bytes("to the server")));
        assertTrue(server.send(bytes("to the client")));
        assertArrayEquals(bytes("to the server"), server.plaintexts.poll(5, TimeUnit.SECONDS));
        assertArrayEquals(bytes("to the client"), client.plaintexts.poll(5, TimeUnit.SECONDS));
        assertEquals(1, server.handshakes.get());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
