package dev.floe.sctp;

import org.jspecify.annotations.Nullable;

/** What the parts of an association share: its state, and what both sides agreed on (RFC 9260 section 14, "TCB"). */
final class Tcb {
    final SctpConfig config;
    SctpState state = SctpState.CLOSED;
    int localTag;
    int localTsn;
    private @Nullable PeerTerms peer;

    Tcb(SctpConfig config) {
        this.config = config;
        this.localTag = newTag();
        this.localTsn = config.random().nextInt();
    }

    /** Returns a tag that is not zero (RFC 9260 section 5.3.1). */
    int newTag() {
        int tag;
        do {
            tag = config.random().nextInt();
        } while (tag == 0);
        return tag;
    }

    void agree(PeerTerms terms) {
        peer = terms;
    }

    boolean knowsPeer() {
        return peer != null;
    }

    /** Returns what the peer said of itself, which is known from COOKIE_ECHOED on. */
    PeerTerms peer() {
        PeerTerms known = peer;
        if (known == null) {
            throw new IllegalStateException("the peer's terms are not known in " + state);
        }
        return known;
    }

    int peerTag() {
        return peer == null ? 0 : peer.tag();
    }

    /** Returns how many streams this side may send on. */
    int outgoingStreams() {
        return Math.min(InitWriter.STREAMS, peer().incoming());
    }

    /** Returns how many streams the peer may send on. */
    int incomingStreams() {
        return Math.min(InitWriter.STREAMS, peer().outgoing());
    }
}
