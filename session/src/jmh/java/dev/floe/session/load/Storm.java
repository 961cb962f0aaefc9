package dev.floe.session.load;

import dev.floe.session.PeerSession;
import dev.floe.session.dtls.BareHandshakes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A storm of DTLS handshakes, all at once, while other sessions go on: whether all complete, how many a second, and how
 * long the others' checks take meanwhile. The clients' half of the cryptography is paid on the same cores, at the lowest
 * priority, and so is it in the handshakes of bare BouncyCastle, in memory, that come after.
 */
public final class Storm {
    private static final int BYSTANDERS = 200;
    private static final int BYSTANDER_PERIOD_MILLIS = 100;
    private static final int KNOCK_MILLIS = 250;

    private Storm() {}

    public static void main(String[] args) throws Exception {
        Options options = new Options(args, "transport", "clients");
        int clients = options.number("clients", 500);
        try (PeersProcess bystanders = new PeersProcess(BYSTANDER_PERIOD_MILLIS, 0);
                PeersProcess browsers = PeersProcess.yielding(KNOCK_MILLIS);
                FloeSubject floe =
                        new FloeSubject(options.transport(), 2, BYSTANDERS + 2 * clients, browsers.fingerprint())) {
            floe.open(BYSTANDERS).forEach(bystanders::add);
            bystanders.go();
            floe.connected().get(1, TimeUnit.MINUTES);
            calm(bystanders);
            storm("first storm, the compiler still at work", clients, floe, browsers, bystanders);
            storm("second storm", clients, floe, browsers, bystanders);
            System.out.printf(
                    Locale.ROOT,
                    "bare BouncyCastle, in memory: %.0f handshakes/s%n",
                    BareHandshakes.perSecond(clients));
        }
    }

    private static void calm(PeersProcess bystanders) throws Exception {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, 3, TimeUnit.SECONDS)
                .get();
        bystanders.mark();
        new CompletableFuture<Void>()
                .completeOnTimeout(null, 5, TimeUnit.SECONDS)
                .get();
        System.out.println("calm: " + latencies(bystanders.report()));
    }

    private static void storm(
            String name, int clients, FloeSubject subject, PeersProcess browsers, PeersProcess bystanders)
            throws Exception {
        int before = subject.sessions.size();
        subject.open(clients).forEach(session -> browsers.addSecure(session, subject.fingerprint()));
        List<PeerSession> knocking = subject.sessions.subList(before, before + clients);
        bystanders.mark();
        long cpu = Jvm.cpuNanos();
        long start = System.nanoTime();
        browsers.go();
        CompletableFuture.allOf(knocking.stream()
                        .map(session -> session.secured().toCompletableFuture())
                        .toArray(CompletableFuture[]::new))
                .get(1, TimeUnit.MINUTES);
        double seconds = (System.nanoTime() - start) / 1e9;
        double share = (Jvm.cpuNanos() - cpu) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s: %d handshakes complete in %.2f s, %.0f handshakes/s, %.2f ms of this process's CPU each; meanwhile %s%n",
                name,
                clients,
                seconds,
                clients / seconds,
                1e3 * share / clients,
                latencies(bystanders.report()));
    }

    private static String latencies(Map<String, String> seen) {
        return String.format(
                Locale.ROOT,
                "checks of %d other sessions: %s sent, %s lost, p50 %s ms, p99 %s ms, max %s ms",
                BYSTANDERS,
                seen.get("checks"),
                seen.get("lost"),
                seen.get("p50"),
                seen.get("p99"),
                seen.get("max"));
    }
}
