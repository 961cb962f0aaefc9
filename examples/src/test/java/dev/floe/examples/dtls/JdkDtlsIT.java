package dev.floe.examples.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.floe.examples.browser.BrowserPeer;
import dev.floe.examples.options.ServerOptions;
import dev.floe.examples.support.Peer;
import dev.floe.session.PeerSession;
import dev.floe.session.PeerSessions;
import dev.floe.session.SessionListener;
import dev.floe.session.data.DataChannel;
import dev.floe.status.EndReason;
import dev.floe.status.PeerStats;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Chromium with the JDK's DTLS at the other end. */
final class JdkDtlsIT {
    private static final String SUITE = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
    private static final int SECONDS = 30;

    private static final class Echo implements SessionListener {
        @Override
        public void onDataChannel(PeerSession session, DataChannel channel) {
            channel.onMessage(channel::send);
        }
    }

    @Test
    void carriesDataChannelsOfABrowser() throws Exception {
        try (Peer browser = BrowserPeer.chromium();
                PeerSessions peers = PeerSessions.builder()
                        .address(ServerOptions.parse(List.of()).address())
                        .dtls(JdkDtls.selfSigned())
                        .build()) {
            PeerSession session = soon(peers.accept(browser.offer(), new Echo()));
            browser.accept(session.answer());

            assertEquals("there and back", browser.echo("there and back"));
            String long16k = "x".repeat(16_000);
            assertEquals(long16k, browser.echo(long16k));

            PeerStats stats = soon(session.stats());
            assertEquals(Optional.of(SUITE), stats.cipherSuite());
            browser.leave();
            assertEquals(EndReason.DTLS_CLOSED, soon(session.closed()).reason());
        }
    }

    private static <T> T soon(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    }
}
