package dev.floe.session.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.slot.DtlsRole;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CrowdTest {
    private static final int CROWD = 200;
    private static final DtlsIdentity BROWSER = DtlsIdentity.selfSigned();

    @Test
    void peersThatFallSilentKeepNobodyFromConnectingAndLeaveNoThread() throws Exception {
        Roster roster = new Roster();
        BouncyCastleDtls dtls = BouncyCastleDtls.builder().executor(roster).build();
        dtls.warmedUp().toCompletableFuture().get(TestSession.PATIENCE_SECONDS, TimeUnit.SECONDS);
        byte[] clientHello = ScriptedClient.clientHello(BROWSER);
        List<TestSession> crowd = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            TestSession session = new TestSession(DtlsRole.SERVER, dtls).expecting(BROWSER.fingerprint());
            session.receive(clientHello);
            crowd.add(session);
        }
        for (TestSession session : crowd) {
            assertNotNull(session.sent.poll(TestSession.PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        assertEquals(CROWD, roster.present());
        long start = System.nanoTime();
        try (Pair pair = new Pair(dtls, Pair.CLIENT).connect()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertTrue(millis < 3000, () -> "took " + millis + " ms");
            pair.assertAlive();
        }
        crowd.forEach(TestSession::close);
        roster.awaitNobody();
    }

    @Test
    void aHandshakeEndsWithItsSession() throws Exception {
        for (boolean inOrder : new boolean[] {true, false}) {
            Roster roster = new Roster();
            BouncyCastleDtls dtls = BouncyCastleDtls.builder().executor(roster).build();
            try (TestSession session = new TestSession(DtlsRole.SERVER, dtls).expecting(BROWSER.fingerprint())) {
                session.receive(ScriptedClient.clientHello(BROWSER));
                assertNotNull(session.sent.poll(TestSession.PATIENCE_SECONDS, TimeUnit.SECONDS));
                if (inOrder) {
                    session.closeInOrder();
                } else {
                    session.loseConsent();
                }
                roster.awaitNobody();
            }
        }
    }

    @Test
    void aClientFailsWhenNoThreadIsToBeHad() throws Exception {
        AtomicBoolean full = new AtomicBoolean();
        Executor threads = new HandshakeThreads();
        BouncyCastleDtls dtls = BouncyCastleDtls.builder()
                .executor(task -> {
                    if (full.get()) {
                        throw new RejectedExecutionException("full");
                    }
                    threads.execute(task);
                })
                .build();
        full.set(true);
        try (Pair pair = new Pair(Pair.SERVER, dtls)) {
            pair.client.writable();
            assertEquals("full", pair.client.failure().getMessage());
        }
    }
}
