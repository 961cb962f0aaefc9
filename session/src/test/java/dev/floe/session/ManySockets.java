package dev.floe.session;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/**
 * A process with fewer file descriptors than it wants sessions: prints why the first that does not fit is refused, and
 * what the others go on to do.
 */
final class ManySockets {
    private ManySockets() {}

    public static void main(String[] args) throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        ScriptedPeer peer = new ScriptedPeer(loopback);
        try (PeerSessions sessions = PeerSessions.builder()
                .address(loopback)
                .dtls(new FakeDtls())
                .transport(Transport.valueOf(args[0].toUpperCase(Locale.ROOT)))
                .eventLoops(2)
                .build()) {
            PeerSession first = Await.result(sessions.accept(peer.offer(), new SessionListener() {}));
            peer.check(first);
            Await.result(first.connected());
            List<PeerSession> others = new ArrayList<>();
            System.out.println(refusal(sessions, peer, others));
            System.out.println(
                    "others: " + (others.size() == sessions.sessions().size() - 1));
            peer.check(others.get(others.size() - 1));
            Await.result(others.get(others.size() - 1).connected());
            System.out.println("first: " + first.state());
            Await.result(others.get(0).close());
            Await.result(sessions.accept(peer.offer(), new SessionListener() {}));
            System.out.println("a place that was given back is taken");
        } finally {
            peer.close();
        }
    }

    private static String refusal(PeerSessions sessions, ScriptedPeer peer, List<PeerSession> opened) throws Exception {
        while (true) {
            try {
                opened.add(Await.result(sessions.accept(peer.offer(), new SessionListener() {})));
            } catch (ExecutionException refused) {
                if (refused.getCause() instanceof IOException failure) {
                    return String.valueOf(failure.getMessage());
                }
                throw refused;
            }
        }
    }
}
