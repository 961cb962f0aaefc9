package dev.floe.examples.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.floe.examples.support.Await;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What takes its time: staying connected, and falling silent. Both wait together. */
@Execution(ExecutionMode.CONCURRENT)
final class ChromiumLongIT {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final Duration EXPIRY = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static Rig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = Rig.warm();
    }

    @AfterAll
    static void stop() {
        if (rig != null) {
            rig.close();
        }
    }

    @Test
    void staysConnectedForAMinuteWhileFloeAsksOnceASecond() throws Exception {
        try (Chromium browser = rig.browser()) {
            Page page = rig.connect(browser);
            long before = requestsReceived(page);
            long start = System.nanoTime();
            Await.until("a minute", MINUTE.plusSeconds(10), () -> {
                assertEquals(
                        "connected", page.evaluate("floe.pc.connectionState").asText());
                assertEquals("CONNECTED", rig.session(page).path("state").asText());
                return System.nanoTime() - start >= MINUTE.toNanos();
            });
            long asked = requestsReceived(page) - before;
            assertTrue(asked >= 50 && asked <= 72, asked + " consent requests in a minute");
        }
    }

    private static long requestsReceived(Page page) {
        return page.evaluate("""
                        floe.pc.getStats().then(all => {
                          const transport = [...all.values()].find(one => one.type === 'transport');
                          return all.get(transport.selectedCandidatePairId).requestsReceived;
                        })
                        """).asLong();
    }

    @Test
    void sendsNothingMoreThanThirtySecondsAfterTheLastProofOfABrowserThatWasKilled() throws Exception {
        try (Chromium browser = rig.browser()) {
            Page page = rig.connect(browser);
            String ufrag = page.evaluate("floe.ufrag").asText();
            InetSocketAddress remote = address(rig.session(ufrag), "remote");
            InetSocketAddress local = address(rig.session(ufrag), "local");
            browser.kill();
            long killed = System.nanoTime();
            try (DatagramSocket heir = Await.found("the browser's port", Rig.SOON, () -> bind(remote))) {
                long last = listen(heir, ufrag);
                assertTrue(
                        Duration.ofNanos(last - killed).compareTo(EXPIRY.plusSeconds(1)) < 0,
                        "sent " + Duration.ofNanos(last - killed) + " after the kill");
            }
            assertEnded(rig.session(ufrag));
            assertTrue(bind(local).map(ChromiumLongIT::closed).isPresent(), "the session's port is still bound");
        }
    }

    private static void assertEnded(JsonNode session) {
        assertEquals("CONSENT_EXPIRED", session.path("end").path("reason").asText());
        assertEquals("FAILED", session.path("state").asText());
        assertEquals("EXPIRED", session.path("consent").path("state").asText());
        long silence = session.path("consent").path("lastHeardAgoMs").asLong();
        assertTrue(Math.abs(silence - EXPIRY.toMillis()) <= 1000, session.toString());
    }

    /** Listens where the browser was until the session has ended, and a while longer. Returns when the last datagram came. */
    private static long listen(DatagramSocket heir, String ufrag) throws Exception {
        long last = System.nanoTime();
        long ended = 0;
        int heard = 0;
        heir.setSoTimeout(200);
        while (ended == 0 || System.nanoTime() - ended < QUIET.toNanos()) {
            if (received(heir)) {
                last = System.nanoTime();
                heard++;
                assertEquals(0, ended, "sent after the session's end");
            }
            if (ended == 0 && rig.session(ufrag).path("end").isObject()) {
                ended = System.nanoTime();
            }
        }
        assertTrue(heard > 20, "heard only " + heard + " datagrams");
        return last;
    }

    private static boolean received(DatagramSocket socket) throws IOException {
        try {
            socket.receive(new DatagramPacket(new byte[2048], 2048));
            return true;
        } catch (SocketTimeoutException nothing) {
            return false;
        }
    }

    private static InetSocketAddress address(JsonNode session, String side) {
        URI address = URI.create("udp://" + session.path("pair").path(side).asText());
        return new InetSocketAddress(address.getHost(), address.getPort());
    }

    private static Optional<DatagramSocket> bind(InetSocketAddress address) {
        try {
            return Optional.of(new DatagramSocket(address));
        } catch (SocketException taken) {
            return Optional.empty();
        }
    }

    private static boolean closed(DatagramSocket socket) {
        socket.close();
        return socket.isClosed();
    }
}
