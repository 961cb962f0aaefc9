package dev.floe.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One association, and a peer that sends what a test tells it to. */
final class Scripted implements SctpOutput {
    static final int PEER_TAG = 0x11111111;
    static final int WINDOW = 1 << 20;
    static final int MAX_MESSAGE = 262_144;

    final List<byte[]> sent = new ArrayList<>();
    final List<ByteBuffer> messages = new ArrayList<>();
    final List<Integer> peerResets = new ArrayList<>();
    final List<Integer> resets = new ArrayList<>();
    final SctpAssociation association;
    /** Near the end of its circle, so that every test goes round. */
    int peerTsn = -3;

    int localTag;
    int localTsn;
    int unbuffered;
    int restarts;
    boolean established;
    boolean refuses;

    @Nullable
    SctpEnd end;

    long now;

    Scripted(long seed) {
        this(new Random(seed));
    }

    Scripted(RandomGenerator random) {
        this(random, 1163);
    }

    Scripted(RandomGenerator random, int maxPacket) {
        now = random.nextLong();
        association = new SctpAssociation(
                new SctpConfig(Packets.PORT, Packets.PORT, maxPacket, WINDOW, MAX_MESSAGE, random), this);
    }

    /** An association that the peer has set up. */
    static Scripted up() {
        Scripted rig = new Scripted(1);
        rig.setUp();
        return rig;
    }

    void setUp() {
        byte[] cookie = cookieFor(init());
        receive(Packets.packet(localTag, Packets.chunk(ChunkType.COOKIE_ECHO, 0, cookie)));
        assertEquals(SctpState.ESTABLISHED, association.state());
        sent.clear();
    }

    byte[] init() {
        byte[] known =
                Packets.parameter(Parameter.EXTENSIONS, (byte) ChunkType.RE_CONFIG, (byte) ChunkType.FORWARD_TSN);
        return Packets.init(
                ChunkType.INIT, PEER_TAG, 1 << 20, 16, peerTsn, known, Packets.parameter(Parameter.FORWARD_TSN));
    }

    /** Sends an INIT, and returns the cookie that comes back. */
    byte[] cookieFor(byte[] init) {
        sent.clear();
        receive(Packets.packet(0, init));
        assertEquals(List.of(ChunkType.INIT_ACK), types(last()));
        PacketReader reader = read(last());
        InitReader.Init ack = InitReader.read(reader).orElseThrow();
        localTag = ack.terms.tag();
        localTsn = ack.terms.tsn();
        return ack.cookie;
    }

    void receive(byte[] packet) {
        association.onPacket(now, ByteBuffer.wrap(packet));
        association.flush(now);
    }

    /** Sends chunks with the right tag. */
    void receiveChunks(byte[]... chunks) {
        receive(Packets.packet(localTag, chunks));
    }

    void pass(long nanos) {
        now += nanos;
        association.onTimeout(now);
        association.flush(now);
    }

    byte[] last() {
        assertTrue(!sent.isEmpty(), "nothing was sent");
        return sent.get(sent.size() - 1);
    }

    /** A reader that stands at the packet's first chunk. */
    static PacketReader read(byte[] packet) {
        PacketReader reader = new PacketReader();
        assertTrue(reader.open(ByteBuffer.wrap(packet)) && reader.next());
        return reader;
    }

    static List<Integer> types(byte[] packet) {
        PacketReader reader = read(packet);
        List<Integer> types = new ArrayList<>();
        do {
            types.add(reader.type());
        } while (reader.next());
        return types;
    }

    /** The types of all chunks sent so far, in their order. */
    List<Integer> sentTypes() {
        return sent.stream().flatMap(packet -> types(packet).stream()).toList();
    }

    long drops(SctpDrop reason) {
        return association.stats().drops().getOrDefault(reason, 0L);
    }

    /** A message of this length, sent and not acknowledged. */
    void send(int length) {
        association.send(now, 1, 53, new byte[length], Delivery.RELIABLE);
        association.flush(now);
    }

    /** A message that is given up after a time, sent and not acknowledged. */
    void sendFor(long lifetimeNanos, int length) {
        association.send(now, 1, 53, new byte[length], new Delivery(true, Delivery.UNLIMITED, lifetimeNanos));
        association.flush(now);
    }

    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        IntStream.range(0, length).forEach(i -> bytes[i] = (byte) i);
        return bytes;
    }

    @Override
    public boolean send(long at, ByteBuffer packet) {
        if (refuses) {
            return false;
        }
        byte[] bytes = new byte[packet.remaining()];
        packet.duplicate().get(bytes);
        sent.add(bytes);
        return true;
    }

    @Override
    public void onEstablished() {
        established = true;
    }

    @Override
    public void onMessage(int stream, int ppid, ByteBuffer message) {
        messages.add(message);
    }

    @Override
    public void onUnbuffered(int stream, int bytes) {
        unbuffered += bytes;
    }

    @Override
    public void onPeerReset(int stream) {
        peerResets.add(stream);
    }

    @Override
    public void onReset(int stream) {
        resets.add(stream);
    }

    @Override
    public void onRestarted() {
        restarts++;
    }

    @Override
    public void onClosed(SctpEnd how) {
        end = how;
    }
}
