package dev.floe.examples.interop;

import dev.floe.examples.aiortc.AiortcPeer;
import dev.floe.examples.browser.BrowserPeer;
import dev.floe.examples.ice4j.Ice4jPeer;
import dev.floe.examples.libwebrtc.LibWebRtcPeer;
import dev.floe.examples.pion.PionPeer;
import dev.floe.examples.support.Peer;

/** Whom Floe has to get along with. */
enum Contender {
    CHROMIUM("Chromium"),
    FIREFOX("Firefox"),
    LIBWEBRTC("libwebrtc (webrtc-java)"),
    PION("pion"),
    AIORTC("aiortc"),
    ICE4J("ice4j");

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    /** Starts a peer. Skips the test, and says why, where it is not on this machine. */
    Peer start() throws Exception {
        return switch (this) {
            case CHROMIUM -> BrowserPeer.chromium();
            case FIREFOX -> BrowserPeer.firefox();
            case LIBWEBRTC -> LibWebRtcPeer.start();
            case PION -> PionPeer.start();
            case AIORTC -> AiortcPeer.start();
            case ICE4J -> Ice4jPeer.start();
        };
    }

    String title() {
        return title;
    }

    /** Returns whether it has DTLS and data channels: ice4j is ICE alone. */
    boolean speaksDtls() {
        return this != ICE4J;
    }

    /** Returns whether the build says which version it is; else the machine's packages do. */
    boolean comesWithTheBuild() {
        return this == LIBWEBRTC || this == ICE4J;
    }
}
