package dev.floe.examples.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Many controlling agents on one thread: each sends a check a second, evenly spread over it, answers the session's, and notes how
 * long the answers to its own took.
 */
public final class CrowdOfPeers implements AutoCloseable {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Selector selector = Selector.open();
    private final Thread thread = new Thread(this::run, "crowd-of-peers");
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private final ByteBuffer received = ByteBuffer.allocate(2048);
    private final List<Long> latencies = new ArrayList<>();
    private long asked;
    private volatile boolean closed;

    public CrowdOfPeers() throws IOException {
        thread.setDaemon(true);
        thread.start();
    }

    private static final class Member {
        final InetSocketAddress server;
        final String username;
        final String password;
        final DatagramChannel channel;
        long due = System.nanoTime();
        byte @Nullable [] check;
        long sentAt;

        Member(String answer) throws IOException {
            server = Sdp.candidate(answer);
            username = Sdp.value(answer, "a=ice-ufrag:") + ":" + Sdp.UFRAG;
            password = Sdp.value(answer, "a=ice-pwd:");
            channel = DatagramChannel.open();
            channel.configureBlocking(false);
            channel.connect(server);
        }
    }

    /** Takes in the peer that sent {@link Sdp#offer} and got this answer. */
    public void join(String answer) throws IOException {
        Member member = new Member(answer);
        member.channel.register(selector.wakeup(), SelectionKey.OP_READ, member);
        members.add(member);
    }

    /** Returns what was asked and answered since the last call, in words. */
    public synchronized String figures() {
        long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        String words = String.format(
                "%d checks, %d answered, median %.2f ms, p99 %.2f ms, most %.2f ms",
                asked, sorted.length, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
        latencies.clear();
        asked = 0;
        return words;
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1) * share)] / 1e6;
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(key -> take((Member) key.attachment()), 1);
                long now = System.nanoTime();
                for (Member member : members) {
                    if (now >= member.due) {
                        check(member, now);
                    }
                }
            }
            for (Member member : members) {
                member.channel.close();
            }
            selector.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private synchronized void check(Member member, long now) throws IOException {
        member.due += SECOND;
        member.check = Stun.check(member.username, member.password);
        member.sentAt = now;
        asked++;
        member.channel.write(ByteBuffer.wrap(member.check));
    }

    private synchronized void take(Member member) {
        try {
            received.clear();
            member.channel.read(received);
            byte[] datagram = Arrays.copyOf(received.array(), received.position());
            byte[] check = member.check;
            if (Stun.isCheck(datagram)) {
                member.channel.write(ByteBuffer.wrap(Stun.answer(datagram, member.server, Sdp.PASSWORD)));
            } else if (check != null && Stun.isAnswer(datagram, check, member.password)) {
                latencies.add(System.nanoTime() - member.sentAt);
                member.check = null;
            }
        } catch (IOException lost) {
            // As on any network.
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }
}
