package dev.floe.session.load;

import dev.floe.session.PeerSession;
import dev.floe.session.PeerSessions;
import dev.floe.session.SessionListener;
import dev.floe.session.Transport;
import dev.floe.session.dtls.BouncyCastleDtls;
import dev.floe.slot.Fingerprint;
import dev.floe.status.PeerStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Sessions as an application has them: DTLS and data channels at the ready, media echoed. */
final class FloeSubject implements Subject {
    private static final SessionListener QUIET = new SessionListener() {};

    private final BouncyCastleDtls dtls = BouncyCastleDtls.selfSigned();
    private final PeerSessions peers;
    private final String offer;
    final List<PeerSession> sessions = new ArrayList<>();

    FloeSubject(Transport transport, int loops, int most, Fingerprint browser) throws Exception {
        peers = PeerSessions.builder()
                .address("127.0.0.1")
                .dtls(dtls)
                .media(link -> link::send)
                .transport(transport)
                .eventLoops(loops)
                .maxSessions(most)
                .build();
        offer = offer(browser);
        dtls.warmedUp().toCompletableFuture().get(1, TimeUnit.MINUTES);
    }

    private static String offer(Fingerprint browser) {
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 2 IN IP4 127.0.0.1",
                "s=-",
                "t=0 0",
                "a=group:BUNDLE 0",
                "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
                "c=IN IP4 0.0.0.0",
                "a=mid:0",
                "a=ice-ufrag:" + ControllingPeer.CREDENTIALS.ufrag(),
                "a=ice-pwd:" + ControllingPeer.CREDENTIALS.password(),
                "a=fingerprint:" + browser,
                "a=setup:actpass",
                "a=sctp-port:5000",
                "");
    }

    /** Returns what its sessions' certificate matches. */
    Fingerprint fingerprint() {
        return dtls.identity().fingerprint();
    }

    @Override
    public List<Endpoint> open(int count) throws Exception {
        List<CompletionStage<PeerSession>> starting = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            starting.add(peers.accept(offer, QUIET));
        }
        List<Endpoint> endpoints = new ArrayList<>();
        for (CompletionStage<PeerSession> start : starting) {
            PeerSession session = start.toCompletableFuture().get(1, TimeUnit.MINUTES);
            sessions.add(session);
            endpoints.add(new Endpoint(
                    session.localAddress().getPort(), session.description().credentials()));
        }
        return endpoints;
    }

    @Override
    public CompletableFuture<Void> connected() {
        return CompletableFuture.allOf(sessions.stream()
                .map(session -> session.connected().toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    @Override
    public long unanswered() throws Exception {
        long unanswered = 0;
        for (PeerSession session : sessions) {
            PeerStats stats = session.stats().toCompletableFuture().get(1, TimeUnit.MINUTES);
            Map<String, Long> totals = stats.totals();
            unanswered += totals.getOrDefault("checksOut", 0L) - totals.getOrDefault("responsesIn", 0L);
        }
        return unanswered;
    }

    @Override
    public void close() {
        peers.close();
        sessions.clear();
    }
}
