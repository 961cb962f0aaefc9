package dev.floe.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.ice.ConsentPolicy;
import dev.floe.ice.IceConfig;
import dev.floe.ice.IceCredentials;
import dev.floe.ice.IceLiteAgent;
import dev.floe.ice.IceOutput;
import dev.floe.ice.IceScratch;
import dev.floe.ice.ReplyBudget;
import dev.floe.status.Counters;
import dev.floe.status.DropReason;
import dev.floe.status.EndReason;
import dev.floe.status.SessionState;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** An agent in virtual time, with a peer that does what it is told. The books are checked after every input. */
public final class AgentRig implements IceOutput {
    public static final IceCredentials LOCAL = IceCredentials.of("LOCL", "localPasswordOf24Letters");
    public static final IceCredentials REMOTE = IceCredentials.of("RMTE", "remotePasswordOf24Letter");
    private static final int MAX_STEPS = 100_000;

    public final VirtualTime time;
    public final Counters counters = new Counters();
    public final Recorder out = new Recorder();
    public final ScriptedPeer peer;
    public final IceLiteAgent agent;

    public AgentRig() {
        this(ConsentPolicy.DEFAULT);
    }

    public AgentRig(ConsentPolicy policy) {
        this(policy, Optional.of(REMOTE), VirtualTime.WRAPS_SOON);
    }

    public AgentRig(ConsentPolicy policy, Optional<IceCredentials> remote, long seed) {
        time = new VirtualTime(seed);
        peer = new ScriptedPeer(REMOTE, LOCAL, seed);
        IceScratch scratch = new IceScratch(new Random(seed), new ReplyBudget(time.now, 1000, 1000));
        IceConfig config = new IceConfig(LOCAL, remote, policy, Duration.ofSeconds(30));
        agent = new IceLiteAgent(time.now, config, scratch, counters, this);
    }

    public long now() {
        return time.now;
    }

    /** Hands the agent a datagram. */
    public void receive(InetSocketAddress source, byte[] bytes) {
        ByteBuffer lent = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
        counters.datagramsIn++;
        agent.onDatagram(time.now, source, lent);
        assertEquals(bytes.length, lent.remaining(), "the buffer is only lent");
        checkBooks();
    }

    /** Lets time pass, and the agent's timer ring when it asked for it. */
    public void advance(Duration by) {
        long target = time.now + by.toNanos();
        for (int steps = 0; ; steps++) {
            assertTrue(steps < MAX_STEPS, "the timer rings without end");
            long delay = agent.delayNanos(time.now);
            assertTrue(delay >= 0, "a delay is never negative");
            if (delay > target - time.now) {
                break;
            }
            time.now += delay;
            agent.onTimeout(time.now);
            checkBooks();
        }
        time.now = target;
    }

    public void advanceMillis(long millis) {
        advance(Duration.ofMillis(millis));
    }

    /** Answers the agent's latest check to an address. */
    public void answerLatest(InetSocketAddress from) {
        receive(from, peer.answer(out.latestCheck(from)));
    }

    /** Checks, is checked, answers: the path is proven. */
    public void prove(InetSocketAddress from) {
        receive(from, peer.check());
        answerLatest(from);
    }

    public void nominate(InetSocketAddress from) {
        receive(from, peer.nominatingCheck());
    }

    /** Proves and nominates. */
    public void connect(InetSocketAddress from) {
        nominate(from);
        answerLatest(from);
        assertEquals(Optional.of(from), agent.selected());
    }

    /** Keeps the peer alive: it checks and answers every 500 ms. */
    public void live(InetSocketAddress at, Duration during) {
        for (long halves = during.toMillis() / 500; halves > 0; halves--) {
            out.clear();
            advanceMillis(500);
            receive(at, peer.check());
            out.checksTo(at).forEach(check -> receive(at, peer.answer(check.bytes())));
        }
    }

    public long dropped(DropReason reason) {
        return counters.dropped(reason);
    }

    private void checkBooks() {
        long drops =
                counters.drops().values().stream().mapToLong(Long::longValue).sum();
        assertEquals(
                counters.datagramsIn,
                counters.checksIn + counters.responsesIn + drops,
                "every datagram is counted once");
    }

    @Override
    public void send(InetSocketAddress to, ByteBuffer message) {
        out.add(new Output.Sent(time.now, to, Output.copy(message)));
    }

    @Override
    public void onState(SessionState state) {
        out.add(new Output.State(time.now, state));
    }

    @Override
    public void onProven(InetSocketAddress remote) {
        out.add(new Output.Proven(remote));
    }

    @Override
    public void onForgotten(InetSocketAddress remote) {
        out.add(new Output.Forgotten(remote));
    }

    @Override
    public void onSelected(InetSocketAddress remote) {
        out.add(new Output.Selected(time.now, remote));
    }

    @Override
    public void onLost(long now, EndReason reason) {
        assertEquals(time.now, now);
        out.add(new Output.Lost(now, reason));
    }
}
