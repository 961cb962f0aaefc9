package dev.floe.session.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;

/** Counts the handshakes that have a thread. */
final class Roster implements Executor {
    private final Executor threads = new HandshakeThreads();
    private final Phaser phaser = new Phaser(1);

    @Override
    public void execute(Runnable task) {
        phaser.register();
        threads.execute(() -> {
            try {
                task.run();
            } finally {
                phaser.arriveAndDeregister();
            }
        });
    }

    int present() {
        return phaser.getRegisteredParties() - 1;
    }

    void awaitNobody() throws Exception {
        int phase = phaser.arrive();
        phaser.awaitAdvanceInterruptibly(phase, TestSession.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertEquals(0, present());
    }
}
