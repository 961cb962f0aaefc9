package dev.floe.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.floe.examples.support.Await;
import dev.floe.examples.support.Http;
import dev.floe.examples.support.ScriptedPeer;
import dev.floe.examples.support.Sdp;
import dev.floe.examples.support.ServerProcess;
import java.net.DatagramSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two hundred sessions come and go, and leave nothing behind. */
final class ManySessionsIT {
    private static final int MANY = 200;
    private static final Duration SOON = Duration.ofSeconds(10);

    private record Opened(String url, ScriptedPeer peer) {}

    @Test
    void leavesNoSocketAndNoThreadBehindAfterTwoHundredSessions() throws Exception {
        try (ServerProcess server = ServerProcess.start("--address", "127.0.0.1")) {
            Http http = new Http(server.uri());
            close(http, open(http, 4));
            long sockets = server.sockets();
            long threads = server.threads();
            List<Opened> opened = open(http, MANY);
            assertEquals(MANY, live(http));
            assertTrue(server.sockets() >= sockets + MANY, server.sockets() + " sockets");
            close(http, opened);
            assertEquals(0, live(http));
            for (Opened session : opened) {
                new DatagramSocket(session.peer().server()).close();
            }
            Await.until("the sockets of before", SOON, () -> server.sockets() <= sockets);
            Await.until("the threads of before", SOON, () -> server.threads() <= threads);
        }
    }

    private static List<Opened> open(Http http, int count) throws Exception {
        List<Opened> opened = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            HttpResponse<String> created = http.offer(Sdp.offer());
            assertEquals(201, created.statusCode(), created.body());
            ScriptedPeer peer = new ScriptedPeer(created.body());
            peer.connect();
            opened.add(new Opened(Http.header(created, "location"), peer));
        }
        return opened;
    }

    private static void close(Http http, List<Opened> opened) throws Exception {
        for (Opened session : opened) {
            assertEquals(200, http.call("DELETE", session.url()).statusCode());
            session.peer().close();
        }
    }

    private static long live(Http http) throws Exception {
        long live = 0;
        for (JsonNode session : http.sessions()) {
            live += session.path("end").isNull() ? 1 : 0;
        }
        return live;
    }
}
