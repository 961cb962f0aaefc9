package dev.floe.session.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.floe.ice.IceCredentials;
import dev.floe.stun.Attribute;
import dev.floe.stun.DecodeStatus;
import dev.floe.stun.IntegrityKey;
import dev.floe.stun.StunBuilder;
import dev.floe.stun.StunClass;
import dev.floe.stun.StunCrypto;
import dev.floe.stun.StunMessage;
import dev.floe.stun.StunMethod;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A browser's part of ICE on a socket of its own: it nominates with every check, as Chromium does, and answers the
 * checks that it gets. It shows integrity and fingerprint, and verifies none: what is measured is the other side.
 */
final class ControllingPeer {
    /** All peers show the same credentials. They meet different sessions. */
    static final IceCredentials CREDENTIALS = IceCredentials.of("load", "aPasswordOfTwoDozenChars");

    private static final IntegrityKey OWN_KEY = IntegrityKey.of(CREDENTIALS.password());
    private static final byte[] NETWORK_INFO = {0, 1, 0, 10};
    private static final int GOOG_NETWORK_INFO = 0xC057;
    private static final int PEER_REFLEXIVE = 1853824767;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** What one thread's peers share. */
    static final class Tools {
        final StunBuilder builder = new StunBuilder(new StunCrypto());
        final StunMessage message = new StunMessage();
        final ByteBuffer received = ByteBuffer.allocateDirect(StunMessage.MAX_LENGTH);
        final ByteBuffer outgoing = ByteBuffer.allocateDirect(StunMessage.MAX_LENGTH);
    }

    /** What a datagram was. */
    enum Kind {
        ANSWER,
        STRAY_ANSWER,
        CHECK,
        OTHER
    }

    final DatagramChannel channel;
    private final Tools tools;
    private final byte[] username;
    private final IntegrityKey theirKey;
    private final long tieBreaker = ThreadLocalRandom.current().nextLong();
    private long pendingId;
    private long sentAt;
    private boolean pending;

    ControllingPeer(Tools tools, InetSocketAddress session, IceCredentials theirs) throws IOException {
        this.tools = tools;
        this.username = (theirs.ufrag() + ":" + CREDENTIALS.ufrag()).getBytes(US_ASCII);
        this.theirKey = IntegrityKey.of(theirs.password());
        this.channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress("127.0.0.1", 0));
        channel.connect(session);
    }

    /** Sends a check. Returns false if the one before is still unanswered, and counts as lost now. */
    boolean check(long now) throws IOException {
        boolean answered = !pending;
        pending = true;
        sentAt = now;
        pendingId = ThreadLocalRandom.current().nextLong();
        send(tools.builder
                .begin(StunClass.REQUEST, StunMethod.BINDING, 0, pendingId)
                .attribute(Attribute.USERNAME, username)
                .attribute(GOOG_NETWORK_INFO, NETWORK_INFO)
                .longAttribute(Attribute.ICE_CONTROLLING, tieBreaker)
                .flag(Attribute.USE_CANDIDATE)
                .intAttribute(Attribute.PRIORITY, PEER_REFLEXIVE)
                .integrity(theirKey)
                .fingerprint()
                .finish());
        return answered;
    }

    /** Returns whether the last check waits for its answer. */
    boolean isPending() {
        return pending;
    }

    /** Returns when the last check was sent. */
    long sentAt() {
        return sentAt;
    }

    /** Tells what the datagram is, and answers it if it is a check. */
    Kind take(ByteBuffer datagram) throws IOException {
        StunMessage message = tools.message;
        if (message.decode(datagram) != DecodeStatus.OK) {
            return Kind.OTHER;
        }
        if (message.messageClass() == StunClass.REQUEST) {
            answer(message);
            return Kind.CHECK;
        }
        if (!pending || message.idLow() != pendingId) {
            return Kind.STRAY_ANSWER;
        }
        pending = false;
        return Kind.ANSWER;
    }

    private void answer(StunMessage check) throws IOException {
        int port = ((InetSocketAddress) channel.getRemoteAddress()).getPort();
        send(tools.builder
                .begin(StunClass.SUCCESS, StunMethod.BINDING, check.idHigh(), check.idLow())
                .xorMappedAddress(LOOPBACK, port)
                .integrity(OWN_KEY)
                .fingerprint()
                .finish());
    }

    /** Sends a datagram; one that the system refuses is lost. */
    void send(ByteBuffer datagram) throws IOException {
        tools.outgoing.clear().put(datagram).flip();
        channel.write(tools.outgoing);
    }

    void close() throws IOException {
        channel.close();
    }
}
