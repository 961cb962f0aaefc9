package dev.floe.embedder;

import dev.floe.session.PeerSession;
import dev.floe.session.PeerSessions;
import dev.floe.session.SessionListener;
import dev.floe.session.dtls.BouncyCastleDtls;
import java.net.InetAddress;

/** A program that starts a session and ends it; it has never heard of Micrometer. */
public final class Program {
    private Program() {}

    /** Prints the name of Floe's module, whether Micrometer is there, and how the session ended. */
    public static void main(String[] args) {
        try (PeerSessions peers = PeerSessions.builder()
                .address(InetAddress.getLoopbackAddress())
                .dtls(BouncyCastleDtls.selfSigned())
                .build()) {
            PeerSession session =
                    peers.offer(new SessionListener() {}).toCompletableFuture().join();
            session.close().toCompletableFuture().join();
            System.out.println(PeerSessions.class.getModule().getName() + " " + hasMicrometer() + " "
                    + peers.stats().toCompletableFuture().join().ends());
        }
    }

    private static boolean hasMicrometer() {
        try {
            Class.forName("io.micrometer.core.instrument.MeterRegistry");
            return true;
        } catch (ClassNotFoundException missing) {
            return false;
        }
    }
}
