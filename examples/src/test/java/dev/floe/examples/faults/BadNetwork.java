package dev.floe.examples.faults;

import dev.floe.examples.browser.BrowserPeer;
import dev.floe.examples.options.ServerOptions;
import dev.floe.examples.support.Nat;
import dev.floe.examples.support.Weather;
import dev.floe.session.PeerSession;
import dev.floe.session.PeerSessions;
import dev.floe.session.SessionListener;
import dev.floe.session.data.DataChannel;
import dev.floe.session.dtls.BouncyCastleDtls;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Chromium and a session that echoes, connected in good weather, and then in bad one. */
final class BadNetwork implements AutoCloseable {
    final BrowserPeer browser = BrowserPeer.chromium();
    final PeerSession session;
    private final PeerSessions peers;
    private final Nat nat;
    private final Silence silence = new Silence();

    BadNetwork(Weather weather, long seed) throws Exception {
        InetAddress host = ServerOptions.parse(List.of()).address();
        BouncyCastleDtls dtls = BouncyCastleDtls.selfSigned();
        dtls.warmedUp().toCompletableFuture().join();
        peers = PeerSessions.builder().address(host).dtls(dtls).build();
        session = peers.accept(browser.offer(), new Echo(silence))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        nat = new Nat(session.localAddress(), seed);
        browser.accept(nat.detour(session.answer()));
        session.secured().toCompletableFuture().get(20, TimeUnit.SECONDS);
        nat.overhear(silence::heard);
        nat.weather(weather);
    }

    private record Echo(Silence silence) implements SessionListener {
        @Override
        public void onDataChannel(PeerSession session, DataChannel channel) {
            channel.onMessage(message -> {
                silence.delivered();
                channel.send(message);
            });
        }
    }

    /** Has the browser send messages, and waits until all have come back; returns how long that took in nanoseconds. */
    long transfer(int messages, int bytes, Duration limit) throws Exception {
        silence.begin(messages);
        long start = System.nanoTime();
        browser.transfer(messages, bytes, limit);
        return System.nanoTime() - start;
    }

    /** Returns how much of that Chromium, with something left to deliver, let pass without sending it. */
    long silentNanos() {
        return silence.nanos();
    }

    String losses() {
        return nat.losses();
    }

    @Override
    public void close() throws IOException {
        browser.close();
        nat.close();
        peers.close();
    }
}
