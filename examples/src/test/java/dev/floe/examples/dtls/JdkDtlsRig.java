package dev.floe.examples.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.floe.session.dtls.BouncyCastleDtls;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.Fingerprint;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The JDK's engine in a slot, with BouncyCastle as the peer. */
abstract class JdkDtlsRig {
    static final JdkDtls JDK = JdkDtls.selfSigned();
    static final int HANDSHAKE = 22;

    private static final BouncyCastleDtls PEER = BouncyCastleDtls.selfSigned();
    static final Fingerprint OURS = JDK.fingerprint().orElseThrow();
    static final Fingerprint THEIRS = PEER.identity().fingerprint();

    final Side server = new Side(DtlsRole.SERVER, JDK);
    final Side client = new Side(DtlsRole.CLIENT, PEER).expecting(OURS);

    void connect() throws Exception {
        server.wire(client);
        client.wire(server);
        client.begin();
    }

    void secure() throws Exception {
        server.expecting(THEIRS);
        connect();
        Side.soon(server.secured);
        Side.soon(client.secured);
    }

    void assertTalk() throws Exception {
        client.say("ping");
        assertEquals(Optional.of("ping"), server.heard());
        server.say("pong");
        assertEquals(Optional.of("pong"), client.heard());
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }
}
