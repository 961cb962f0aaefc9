package dev.floe.examples.browser;

import dev.floe.examples.support.Await;
import dev.floe.examples.support.Http;
import dev.floe.examples.support.Nat;
import dev.floe.examples.support.Sdp;
import dev.floe.examples.support.Weather;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** More connections from one page to the server, each of which sends ten messages a second on a channel. */
final class Companions implements AutoCloseable {
    private static final String OFFER = """
            (async () => {
              const pc = new RTCPeerConnection();
              const channel = pc.createDataChannel(%s);
              channel.onopen = () => setInterval(() => channel.readyState === 'open' && channel.send(new Uint8Array(1000)), 100);
              (window.companions ??= []).push(pc);
              await pc.setLocalDescription();
              return pc.localDescription.sdp;
            })()
            """;

    /** A session, and where it can be deleted. */
    record Companion(String id, String url) {}

    private final Rig rig;
    private final Page page;
    private final List<Nat> nats = new ArrayList<>();

    Companions(Rig rig, Page page) {
        this.rig = rig;
        this.page = page;
    }

    /** Connects one in good weather. */
    Companion join(String label) throws Exception {
        return join(label, UnaryOperator.identity());
    }

    /** Connects one in good weather, which then becomes as it is said. */
    Companion join(String label, Weather weather) throws Exception {
        Companion companion = join(label, this::detour);
        nats.get(nats.size() - 1).weather(weather);
        return companion;
    }

    private Companion join(String label, UnaryOperator<String> way) throws Exception {
        HttpResponse<String> response = rig.http()
                .offer(page.evaluate(OFFER.formatted(Page.quoted(label))).asText());
        String answer = Page.quoted(way.apply(response.body()));
        page.evaluate("companions.at(-1).setRemoteDescription({ type: 'answer', sdp: " + answer + " })");
        String ufrag = Sdp.value(response.body(), "a=ice-ufrag:");
        Await.until(
                "a companion",
                Rig.SOON,
                () -> rig.session(ufrag).path("dtls").path("state").asText().equals("CONNECTED"));
        return new Companion(rig.session(ufrag).path("id").asText(), Http.header(response, "location"));
    }

    private String detour(String answer) {
        try {
            Nat nat = new Nat(Sdp.candidate(answer), 4711);
            nats.add(nat);
            return nat.detour(answer);
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
    }

    @Override
    public void close() {
        nats.forEach(Nat::close);
    }
}
