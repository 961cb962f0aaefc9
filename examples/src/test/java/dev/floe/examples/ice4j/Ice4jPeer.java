package dev.floe.examples.ice4j;

import dev.floe.examples.support.Peer;
import dev.floe.examples.support.Sdp;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.ice.Agent;
import org.ice4j.ice.CandidateType;
import org.ice4j.ice.Component;
import org.ice4j.ice.IceMediaStream;
import org.ice4j.ice.KeepAliveStrategy;
import org.ice4j.ice.RemoteCandidate;

/** An agent of ice4j's: ICE alone, with neither DTLS nor data channels. */
public final class Ice4jPeer implements Peer {
    private static final String ABOUT = "/META-INF/maven/org.jitsi/ice4j/pom.properties";

    private final Agent agent = new Agent();
    private final IceMediaStream stream = agent.createMediaStream("data");
    private final Component component;

    private Ice4jPeer() throws IOException {
        agent.setControlling(true);
        agent.setPerformConsentFreshness(true);
        component = agent.createComponent(stream, KeepAliveStrategy.SELECTED_ONLY, true);
    }

    public static Ice4jPeer start() throws IOException {
        return new Ice4jPeer();
    }

    @Override
    public String version() throws IOException {
        Properties about = new Properties();
        try (InputStream in = Agent.class.getResourceAsStream(ABOUT)) {
            about.load(Objects.requireNonNull(in, ABOUT));
        }
        return about.getProperty("version");
    }

    @Override
    public String offer() {
        return Sdp.offer(agent.getLocalUfrag(), agent.getLocalPassword());
    }

    @Override
    public void accept(String answer) {
        stream.setRemoteUfrag(Sdp.value(answer, "a=ice-ufrag:"));
        stream.setRemotePassword(Sdp.value(answer, "a=ice-pwd:"));
        String[] words = Sdp.value(answer, "a=candidate:").split(" ");
        TransportAddress address = new TransportAddress(words[4], Integer.parseInt(words[5]), Transport.UDP);
        long priority = Long.parseLong(words[3]);
        component.addRemoteCandidate(
                new RemoteCandidate(address, component, CandidateType.HOST_CANDIDATE, words[0], priority, null));
        agent.startConnectivityEstablishment();
    }

    @Override
    public String echo(String text) {
        throw new UnsupportedOperationException("there is no data channel");
    }

    /** ICE has no goodbye: it falls silent. */
    @Override
    public void leave() {
        agent.free();
    }

    @Override
    public void close() {
        agent.free();
    }
}
