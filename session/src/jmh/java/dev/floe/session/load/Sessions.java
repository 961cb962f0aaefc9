package dev.floe.session.load;

import dev.floe.session.Transport;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Many sessions, each with its socket and its peer, for a while: what they cost, and how soon they answer. Prints one
 * row of a table; {@code --subject bare} does the same with Netty alone.
 *
 * <p>DTLS does not begin, so a run must be over within the minute after which sessions take that for a failure.
 */
public final class Sessions {
    static final String HEADER = String.join(
            "\n",
            "| subject | transport | sessions | media/s each | open s | connect s | CPU % of a core | of it event loops | CPU µs/session/s"
                    + " | heap KiB/session | RSS MiB | checks | lost | p50 ms | p99 ms | p99.9 ms | max ms"
                    + " | own checks unanswered | media sent | media back | sockets left | threads left |",
            "|---".repeat(22) + "|");

    private static final int EVENT_LOOPS = 2;
    private static final int CHROMIUM_PERIOD_MILLIS = 2500;
    private static final int LONGEST_SECONDS = 30;
    private static final int WINDOWS = 5;
    private static final long GRACE_MILLIS = 500;

    private final boolean bare;
    private final Transport transport;
    private final int count;
    private final int media;
    private final int warmUpSeconds;
    private final int seconds;

    private Sessions(Options options) {
        this.bare = options.text("subject", "floe").equals("bare");
        this.transport = options.transport();
        this.count = options.number("sessions", 1000);
        this.media = options.number("media", 0);
        this.warmUpSeconds = Math.min(LONGEST_SECONDS, options.number("warmup", 28));
        this.seconds = Math.min(LONGEST_SECONDS, options.number("seconds", 20));
    }

    public static void main(String[] args) throws Exception {
        Options options = new Options(args, "subject", "transport", "sessions", "media", "warmup", "seconds", "header");
        if (options.text("header", "yes").equals("yes")) {
            System.out.println(HEADER);
        }
        new Sessions(options).run();
    }

    private void run() throws Exception {
        pause(1); // starts the JDK's thread for timeouts
        long descriptorsBefore = Jvm.descriptors();
        Set<Thread> threadsBefore = Jvm.threads();
        try (PeersProcess peers = new PeersProcess(CHROMIUM_PERIOD_MILLIS, media)) {
            String row;
            try (Subject subject = subject(peers)) {
                row = measure(subject, peers);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s %d | %d |%n",
                    row,
                    Jvm.descriptors() - descriptorsBefore,
                    Jvm.threadsSince(threadsBefore));
        }
    }

    private Subject subject(PeersProcess peers) throws Exception {
        return bare
                ? new BareNetty(transport, EVENT_LOOPS)
                : new FloeSubject(transport, EVENT_LOOPS, count, peers.fingerprint());
    }

    private String measure(Subject subject, PeersProcess peers) throws Exception {
        long heapBefore = Jvm.liveHeap();
        long start = System.nanoTime();
        List<Endpoint> endpoints = subject.open(count);
        double opened = secondsSince(start);
        endpoints.forEach(peers::add);
        peers.go();
        subject.connected().get(1, TimeUnit.MINUTES);
        double connected = secondsSince(start);
        double heap = (Jvm.liveHeap() - heapBefore) / 1024.0 / count;
        pause(TimeUnit.SECONDS.toMillis(warmUpSeconds));
        peers.mark();
        double[] share = medianCpu();
        double cpu = share[0];
        long resident = Jvm.residentKiB() / 1024;
        peers.rest();
        pause(GRACE_MILLIS);
        long unanswered = subject.unanswered();
        pause(GRACE_MILLIS);
        unanswered = Math.min(unanswered, subject.unanswered());
        Map<String, String> seen = peers.report();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %d | %s | %d | %s | %s |",
                bare ? "bare Netty" : "Floe",
                transport,
                count,
                media,
                opened,
                connected,
                100 * cpu,
                100 * share[1],
                1e6 * cpu / count,
                heap,
                resident,
                String.join(
                        " | ",
                        seen.get("checks"),
                        seen.get("lost"),
                        seen.get("p50"),
                        seen.get("p99"),
                        seen.get("p999"),
                        seen.get("max")),
                unanswered,
                seen.get("mediaSent"),
                seen.get("mediaBack"));
    }

    /** Returns the medians over some windows of the CPU time used in one second: by the process, and by its event loops. */
    private double[] medianCpu() throws Exception {
        double[] process = new double[WINDOWS];
        double[] loops = new double[WINDOWS];
        for (int i = 0; i < WINDOWS; i++) {
            long cpu = Jvm.cpuNanos();
            long loopCpu = Jvm.loopNanos();
            long start = System.nanoTime();
            pause(TimeUnit.SECONDS.toMillis(seconds) / WINDOWS);
            double time = System.nanoTime() - start;
            process[i] = (Jvm.cpuNanos() - cpu) / time;
            loops[i] = (Jvm.loopNanos() - loopCpu) / time;
        }
        Arrays.sort(process);
        Arrays.sort(loops);
        return new double[] {process[WINDOWS / 2], loops[WINDOWS / 2]};
    }

    private static void pause(long millis) throws Exception {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, millis, TimeUnit.MILLISECONDS)
                .get();
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
