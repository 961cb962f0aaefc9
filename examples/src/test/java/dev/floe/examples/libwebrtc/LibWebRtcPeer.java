package dev.floe.examples.libwebrtc;

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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A peer connection of libwebrtc's, which offers. */
final class LibWebRtcPeer implements AutoCloseable {
    private static final int SECONDS = 20;

    private final PeerConnectionFactory factory = new PeerConnectionFactory(new HeadlessAudioDeviceModule());
    private final BlockingQueue<RTCDataChannel> incoming = new LinkedBlockingQueue<>();
    private final RTCPeerConnection connection;

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

    String offer() throws Exception {
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

    void accept(String answer) throws Exception {
        Done done = new Done();
        connection.setRemoteDescription(new RTCSessionDescription(RTCSdpType.ANSWER, answer), done);
        done.await();
    }

    @Override
    public void close() {
        connection.close();
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
