package dev.floe.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.ice.IceCredentials;
import dev.floe.stun.Attribute;
import dev.floe.stun.DecodeStatus;
import dev.floe.stun.IntegrityKey;
import dev.floe.stun.StunBuilder;
import dev.floe.stun.StunClass;
import dev.floe.stun.StunCrypto;
import dev.floe.stun.StunError;
import dev.floe.stun.StunMessage;
import dev.floe.stun.StunMethod;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A controlling ICE agent with a plain socket: checks when told to, and answers checks unless told to be silent. */
final class ScriptedPeer {
    static final long PATIENCE_SECONDS = 10;

    /** What a check gets. */
    enum Answer {
        SUCCESS,
        FORBIDDEN,
        NOTHING
    }

    volatile IceCredentials credentials = IceCredentials.generate(new SecureRandom());
    final BlockingQueue<Integer> responses = new LinkedBlockingQueue<>();
    final BlockingQueue<Long> checks = new LinkedBlockingQueue<>();
    /** The USERNAMEs of the session's checks. */
    final BlockingQueue<String> checkedAs = new LinkedBlockingQueue<>();

    final BlockingQueue<byte[]> payloads = new LinkedBlockingQueue<>();

    private final Map<String, IceCredentials> generations = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final DatagramSocket socket;
    private final Thread reader;
    private volatile Answer answer = Answer.SUCCESS;

    ScriptedPeer(InetAddress host) throws IOException {
        generations.put(credentials.ufrag(), credentials);
        socket = new DatagramSocket(new InetSocketAddress(host, 0));
        reader = new Thread(this::read, "scripted-peer");
        reader.start();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Draws new credentials, beside which the old ones still answer checks. */
    IceCredentials renew() {
        IceCredentials fresh = IceCredentials.generate(random);
        generations.put(fresh.ufrag(), fresh);
        credentials = fresh;
        return fresh;
    }

    /** Returns an offer of a data channel with this peer's credentials. */
    String offer() {
        return description("actpass");
    }

    /** Returns an answer to such an offer. */
    String answer() {
        return description("active");
    }

    private String description(String setup) {
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
                "a=ice-ufrag:" + credentials.ufrag(),
                "a=ice-pwd:" + credentials.password(),
                "a=fingerprint:" + FakeDtls.FINGERPRINT,
                "a=setup:" + setup,
                "a=sctp-port:5000",
                "");
    }

    void beSilent() {
        answerWith(Answer.NOTHING);
    }

    /** Answers checks so from now on. */
    void answerWith(Answer next) {
        answer = next;
    }

    /** Forgets what has arrived. */
    void forget() {
        responses.clear();
        checks.clear();
        checkedAs.clear();
        payloads.clear();
    }

    /** Sends a check that nominates. */
    void check(PeerSession session) throws IOException {
        check(session, session.description().credentials().password());
    }

    void check(PeerSession session, String password) throws IOException {
        IceCredentials theirs =
                IceCredentials.of(session.description().credentials().ufrag(), password);
        check(session.localAddress(), theirs, credentials);
    }

    /** Sends a check that nominates under credentials of any generation. */
    void check(InetSocketAddress to, IceCredentials theirs, IceCredentials mine) throws IOException {
        ByteBuffer request = new StunBuilder(new StunCrypto())
                .begin(StunClass.REQUEST, StunMethod.BINDING, random.nextInt(), random.nextLong())
                .attribute(Attribute.USERNAME, (theirs.ufrag() + ":" + mine.ufrag()).getBytes(US_ASCII))
                .longAttribute(Attribute.ICE_CONTROLLING, random.nextLong())
                .flag(Attribute.USE_CANDIDATE)
                .intAttribute(Attribute.PRIORITY, 1862270975)
                .integrity(IntegrityKey.of(theirs.password()))
                .fingerprint()
                .finish();
        send(to, request);
    }

    void send(InetSocketAddress to, byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length, to));
    }

    private void send(InetSocketAddress to, ByteBuffer datagram) throws IOException {
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(datagram.position(), bytes);
        send(to, bytes);
    }

    /** Returns the error code of the next response to a check of this peer's, 0 for success. */
    int awaitResponse() throws InterruptedException {
        return await(responses);
    }

    /** Returns when the next check arrived. */
    long awaitCheck() throws InterruptedException {
        return await(checks);
    }

    /** Waits for a check with this USERNAME, past others. */
    void awaitCheckAs(String username) throws InterruptedException {
        String name = await(checkedAs);
        while (!name.equals(username)) {
            name = await(checkedAs);
        }
    }

    byte[] awaitPayload() throws InterruptedException {
        return await(payloads);
    }

    private static <T> T await(BlockingQueue<T> queue) throws InterruptedException {
        T arrived = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (arrived == null) {
            throw new AssertionError("nothing arrived");
        }
        return arrived;
    }

    private void read() {
        StunMessage message = new StunMessage();
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        while (!socket.isClosed()) {
            try {
                packet.setLength(2048);
                socket.receive(packet);
                take(message, packet);
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void take(StunMessage message, DatagramPacket packet) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
        if (message.decode(bytes) != DecodeStatus.OK) {
            payloads.add(Arrays.copyOf(packet.getData(), packet.getLength()));
        } else if (message.messageClass() != StunClass.REQUEST) {
            responses.add(message.errorCode());
        } else {
            checks.add(System.nanoTime());
            checkedAs.add(message.text(Attribute.USERNAME).orElseThrow());
            if (answer != Answer.NOTHING) {
                answer(message, (InetSocketAddress) packet.getSocketAddress());
            }
        }
    }

    private void answer(StunMessage check, InetSocketAddress source) throws IOException {
        StunCrypto crypto = new StunCrypto();
        String ufrag = check.text(Attribute.USERNAME).orElseThrow().split(":", -1)[0];
        IntegrityKey key = IntegrityKey.of(
                Objects.requireNonNull(generations.get(ufrag), ufrag).password());
        assertTrue(check.hasValidIntegrity(crypto, key));
        boolean consents = answer == Answer.SUCCESS;
        StunBuilder response = new StunBuilder(crypto)
                .begin(
                        consents ? StunClass.SUCCESS : StunClass.ERROR,
                        StunMethod.BINDING,
                        check.idHigh(),
                        check.idLow());
        if (consents) {
            response.xorMappedAddress(source.getAddress().getAddress(), source.getPort());
        } else {
            response.error(StunError.FORBIDDEN, false);
        }
        send(source, response.integrity(key).fingerprint().finish());
    }

    void close() throws InterruptedException {
        socket.close();
        reader.join();
    }
}
