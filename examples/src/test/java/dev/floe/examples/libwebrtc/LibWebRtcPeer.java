package dev.floe.examples.libwebrtc;

import dev.floe.examples.support.Peer;
import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelInit;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A peer connection of libwebrtc's, which offers. */
public final class LibWebRtcPeer implements Peer {
    private static final int SECONDS = 20;
    private static final String ABOUT = "/META-INF/maven/dev.onvoid.webrtc/webrtc-java/pom.properties";

    private final PeerConnectionFactory factory = new PeerConnectionFactory(new HeadlessAudioDeviceModule());
    private final BlockingQueue<RTCDataChannel> incoming = new LinkedBlockingQueue<>();
    private final RTCPeerConnection connection;
    private final Channel first;
    private boolean left;

    /** Returns whether libwebrtc's native code can be loaded here: on Linux with PulseAudio's client library. */
    static boolean runsHere() {
        try {
            new PeerConnectionFactory(new HeadlessAudioDeviceModule()).dispose();
            return true;
        } catch (LinkageError | RuntimeException missing) {
            return false;
        }
    }

    LibWebRtcPeer() {
        connection = factory.createPeerConnection(new RTCConfiguration(), new PeerConnectionObserver() {
            @Override
            public void onIceCandidate(RTCIceCandidate candidate) {
                // Floe learns it from the checks.
            }

            @Override
            public void onDataChannel(RTCDataChannel channel) {
                incoming.add(channel);
            }
        });
        first = open("first");
    }

    /** Makes a peer. Skips the test where its native code cannot be loaded. */
    public static LibWebRtcPeer start() {
        Assumptions.assumeTrue(runsHere(), "libwebrtc cannot be loaded: it takes Linux and libpulse0");
        return new LibWebRtcPeer();
    }

    @Override
    public String version() throws IOException {
        Properties about = new Properties();
        try (InputStream in = PeerConnectionFactory.class.getResourceAsStream(ABOUT)) {
            about.load(Objects.requireNonNull(in, ABOUT));
        }
        return about.getProperty("version");
    }

    Channel open(String label, RTCDataChannelInit init) {
        return new Channel(connection.createDataChannel(label, init));
    }

    Channel open(String label) {
        return open(label, new RTCDataChannelInit());
    }

    /** Returns the next channel that the other side has opened. */
    Channel awaitChannel() throws InterruptedException {
        RTCDataChannel channel = incoming.poll(SECONDS, TimeUnit.SECONDS);
        if (channel == null) {
            throw new AssertionError("no channel was opened");
        }
        return new Channel(channel);
    }

    @Override
    public String offer() throws Exception {
        CompletableFuture<RTCSessionDescription> made = new CompletableFuture<>();
        connection.createOffer(new RTCOfferOptions(), new CreateSessionDescriptionObserver() {
            @Override
            public void onSuccess(RTCSessionDescription description) {
                made.complete(description);
            }

            @Override
            public void onFailure(String reason) {
                made.completeExceptionally(new AssertionError(reason));
            }
        });
        RTCSessionDescription offer = made.get(SECONDS, TimeUnit.SECONDS);
        Done done = new Done();
        connection.setLocalDescription(offer, done);
        done.await();
        return offer.sdp;
    }

    @Override
    public void accept(String answer) throws Exception {
        Done done = new Done();
        connection.setRemoteDescription(new RTCSessionDescription(RTCSdpType.ANSWER, answer), done);
        done.await();
    }

    @Override
    public String echo(String text) throws Exception {
        first.awaitOpen().send(Channel.Received.of(text));
        return StandardCharsets.UTF_8.decode(first.next().bytes()).toString();
    }

    @Override
    public void leave() {
        if (!left) {
            left = true;
            connection.close();
        }
    }

    @Override
    public void close() {
        leave();
        factory.dispose();
    }

    /** Waits for what libwebrtc does on threads of its own. */
    private static final class Done implements SetSessionDescriptionObserver {
        private final CompletableFuture<Boolean> done = new CompletableFuture<>();

        @Override
        public void onSuccess() {
            done.complete(true);
        }

        @Override
        public void onFailure(String reason) {
            done.completeExceptionally(new AssertionError(reason));
        }

        void await() throws Exception {
            done.get(SECONDS, TimeUnit.SECONDS);
        }
    }
}
