package dev.floe.examples.pion;

import dev.floe.examples.options.ServerOptions;
import dev.floe.examples.support.Rates;
import dev.floe.session.PeerSession;
import dev.floe.session.PeerSessions;
import dev.floe.session.dtls.BouncyCastleDtls;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How fast data channels are: pion with itself, and pion with Floe, in one run. By hand; see docs/benchmarks.md. */
class DataRates {
    private static final int ROUNDS = Integer.getInteger("floe.rates.rounds", 5);
    private static final long BYTES = 64L << 20;

    @Test
    void comparesWithPion() throws Exception {
        try (PionPeer pion = PionPeer.start();
                PeerSessions peers = PeerSessions.builder()
                        .address(ServerOptions.parse(List.of()).address())
                        .dtls(BouncyCastleDtls.selfSigned())
                        .build()) {
            PeerSession session = peers.accept(pion.offer(), new Rates())
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            pion.accept(session.answer());
            session.secured().toCompletableFuture().get(20, TimeUnit.SECONDS);
            for (int round = 0; round < ROUNDS; round++) {
                for (int size : new int[] {1024, 16_384, 60_000}) {
                    long count = Math.min(BYTES / size, 30_000);
                    for (String what : List.of("pair", "upload", "download")) {
                        System.out.println(round + " " + pion.ask(what + " " + size + " " + count));
                    }
                }
            }
        }
    }
}
