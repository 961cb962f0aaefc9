package dev.floe.session.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.slot.DtlsRole;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Two sessions that know each other's fingerprints, with nothing between them. */
final class Pair implements AutoCloseable {
    static final BouncyCastleDtls SERVER = BouncyCastleDtls.selfSigned();
    static final BouncyCastleDtls CLIENT = BouncyCastleDtls.selfSigned();

    final TestSession server;
    final TestSession client;

    Pair() {
        this(SERVER, CLIENT);
    }

    Pair(BouncyCastleDtls serverDtls, BouncyCastleDtls clientDtls) {
        server = new TestSession(DtlsRole.SERVER, serverDtls)
                .expecting(clientDtls.identity().fingerprint());
        client = new TestSession(DtlsRole.CLIENT, clientDtls)
                .expecting(serverDtls.identity().fingerprint());
        server.wiredTo(client::receive);
        client.wiredTo(server::receive);
    }

    Pair connect() throws Exception {
        client.writable();
        server.agreement();
        client.agreement();
        return this;
    }

    /** Data goes both ways, and neither side has ended. */
    void assertAlive() throws Exception {
        assertArrives(client, server);
        assertArrives(server, client);
        assertFalse(server.failed.isDone() || client.failed.isDone());
        assertFalse(server.closedByPeer.isDone() || client.closedByPeer.isDone());
    }

    private static void assertArrives(TestSession from, TestSession to) throws Exception {
        byte[] message = "still here".getBytes(StandardCharsets.UTF_8);
        assertTrue(from.send(message));
        assertArrayEquals(message, to.plaintexts.poll(TestSession.PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
