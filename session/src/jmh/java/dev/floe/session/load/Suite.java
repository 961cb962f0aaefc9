package dev.floe.session.load;

import java.io.IOException;

/** Everything that docs/benchmarks.md shows of sessions, each run in a JVM of its own. Takes about a quarter of an hour. */
public final class Suite {
    private Suite() {}

    public static void main(String[] args) throws Exception {
        System.out.println("## Forwarding");
        for (String transport : new String[] {"epoll", "nio"}) {
            run(Forwarding.class, "--transport", transport);
        }
        System.out.println("## Handshake storm");
        run(Storm.class);
        System.out.println("## Sessions");
        System.out.println(Sessions.HEADER);
        for (String sessions : new String[] {"100", "1000", "5000", "10000"}) {
            for (String transport : new String[] {"epoll", "nio"}) {
                for (String subject : new String[] {"floe", "bare"}) {
                    run(
                            Sessions.class,
                            "--header",
                            "no",
                            "--subject",
                            subject,
                            "--transport",
                            transport,
                            "--sessions",
                            sessions);
                }
            }
        }
    }

    private static void run(Class<?> program, String... args) throws IOException, InterruptedException {
        int outcome = Jvm.command("512m", program, args).inheritIO().start().waitFor();
        if (outcome != 0) {
            System.out.println(program.getSimpleName() + " " + String.join(" ", args) + " failed: " + outcome);
        }
    }
}
