package dev.floe.session.load;

import dev.floe.ice.IceCredentials;
import dev.floe.session.dtls.BouncyCastleDtls;
import dev.floe.slot.Fingerprint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The process of the controlling peers: one thread, one socket a peer. It is told what to do by lines on its standard
 * input, whose end ends it; {@link PeersProcess} is the other side.
 *
 * <p>Latencies are what the peer sees: from handing a check to its socket to taking the answer from it, both processes'
 * delays included.
 */
final class Peers {
    /** A longer wait is a lost check: Chromium asks again long before. */
    private static final long LOST_AFTER = TimeUnit.SECONDS.toNanos(2);

    private static final int MEDIA_BYTES = 1200;
    private static final byte MEDIA = (byte) 128;

    private final long period;
    private final int mediaPerSecond;
    private final ControllingPeer.Tools tools = new ControllingPeer.Tools();
    private final Queue<String> commands = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<ControllingPeer> peers = new ArrayList<>();
    private final List<@Nullable SecurePeer> secure = new ArrayList<>();
    private final ByteBuffer media = ByteBuffer.allocateDirect(MEDIA_BYTES).put(0, MEDIA);
    private final Selector selector = Selector.open();
    private final Histogram latency = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    private final BouncyCastleDtls dtls;
    private @Nullable Pacer checks;
    private @Nullable Pacer packets;
    private long sent;
    private long lost;
    private long mediaSent;
    private long mediaBack;
    private boolean ended;

    private Peers(long periodMillis, int mediaPerSecond) throws IOException {
        this.period = TimeUnit.MILLISECONDS.toNanos(periodMillis);
        this.mediaPerSecond = mediaPerSecond;
        this.dtls = BouncyCastleDtls.selfSigned();
    }

    public static void main(String[] args) throws Exception {
        Peers peers = new Peers(Long.parseLong(args[0]), Integer.parseInt(args[1]));
        peers.dtls.warmedUp().toCompletableFuture().get(1, TimeUnit.MINUTES);
        System.out.println("ready " + peers.dtls.identity().fingerprint());
        Thread reader = new Thread(peers::readCommands, "commands");
        reader.setDaemon(true);
        reader.start();
        peers.run();
    }

    private void readCommands() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                commands.add(line);
                selector.wakeup();
            }
        } catch (IOException broken) {
            System.err.println(broken);
        }
        commands.add("end");
        selector.wakeup();
    }

    private void run() throws IOException {
        while (!ended) {
            selector.select(this::onReadable, waitMillis());
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            for (String command = commands.poll(); command != null; command = commands.poll()) {
                obey(command.split(" ", -1));
            }
            if (checks != null) {
                checks.run(System.nanoTime(), this::check);
            }
            if (packets != null) {
                packets.run(System.nanoTime(), this::sendMedia);
            }
        }
    }

    private long waitMillis() {
        long due = Long.MAX_VALUE;
        long now = System.nanoTime();
        if (checks != null) {
            due = checks.dueAt() - now;
        }
        if (packets != null) {
            due = Math.min(due, packets.dueAt() - now);
        }
        return Math.max(1, Math.min(100, TimeUnit.NANOSECONDS.toMillis(due)));
    }

    private void obey(String[] command) throws IOException {
        switch (command[0]) {
            case "peer" -> open(command, null);
            case "secure" -> open(command, Fingerprint.parse(command[4] + " " + command[5]));
            case "go" -> go();
            case "mark" -> forget();
            case "rest" -> checks = null;
            case "report" -> System.out.println(report());
            default -> ended = true;
        }
    }

    private void open(String[] command, @Nullable Fingerprint server) throws IOException {
        InetSocketAddress session = new InetSocketAddress("127.0.0.1", Integer.parseInt(command[1]));
        ControllingPeer peer = new ControllingPeer(tools, session, IceCredentials.of(command[2], command[3]));
        peer.channel.configureBlocking(false);
        peer.channel.register(selector, SelectionKey.OP_READ, peers.size());
        peers.add(peer);
        secure.add(server == null ? null : new SecurePeer(peer, dtls, server, this::later));
    }

    private void later(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    private void go() {
        long now = System.nanoTime();
        checks = new Pacer(now, peers.size(), period);
        if (mediaPerSecond > 0) {
            packets = new Pacer(now, peers.size(), TimeUnit.SECONDS.toNanos(1) / mediaPerSecond);
        }
    }

    private void forget() {
        latency.reset();
        sent = 0;
        lost = 0;
        mediaSent = 0;
        mediaBack = 0;
    }

    private String report() {
        long waiting = peers.stream().filter(ControllingPeer::isPending).count();
        return String.format(
                "checks=%d lost=%d p50=%.2f p99=%.2f p999=%.2f max=%.2f mediaSent=%d mediaBack=%d",
                sent,
                lost + (checks == null ? waiting : 0),
                latency.getValueAtPercentile(50) / 1e6,
                latency.getValueAtPercentile(99) / 1e6,
                latency.getValueAtPercentile(99.9) / 1e6,
                latency.getMaxValue() / 1e6,
                mediaSent,
                mediaBack);
    }

    private void check(int index) throws IOException {
        ControllingPeer peer = peers.get(index);
        long now = System.nanoTime();
        if (peer.isPending() && now - peer.sentAt() < LOST_AFTER) {
            return; // a short period, and a late answer: it is waited for
        }
        if (!peer.check(now)) {
            lost++;
        }
        sent++;
    }

    private void sendMedia(int index) throws IOException {
        peers.get(index).send(media.clear());
        mediaSent++;
    }

    private void onReadable(SelectionKey key) {
        try {
            int index = (Integer) key.attachment();
            ControllingPeer peer = peers.get(index);
            ByteBuffer received = tools.received;
            for (received.clear(); peer.channel.read(received) > 0; received.clear()) {
                take(index, peer, received.flip());
            }
        } catch (IOException refused) {
            // An ICMP error: the session is closed.
        }
    }

    private void take(int index, ControllingPeer peer, ByteBuffer datagram) throws IOException {
        SecurePeer client = secure.get(index);
        if (datagram.get(0) == MEDIA) {
            mediaBack++;
            return;
        }
        ControllingPeer.Kind kind = peer.take(datagram);
        if (kind == ControllingPeer.Kind.ANSWER) {
            latency.recordValue(System.nanoTime() - peer.sentAt());
        }
        if (client != null) {
            client.on(kind, datagram);
        }
    }
}
