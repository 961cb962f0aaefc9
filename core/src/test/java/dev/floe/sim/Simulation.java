package dev.floe.sim;

import dev.floe.engine.EngineConfig;
import dev.floe.engine.EngineOutput;
import dev.floe.engine.PeerEngine;
import dev.floe.ice.IceCredentials;
import dev.floe.ice.IceScratch;
import dev.floe.ice.ReplyBudget;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.SctpParameters;
import dev.floe.slot.SessionTask;
import dev.floe.status.DtlsState;
import dev.floe.status.SessionEnd;
import dev.floe.status.SessionState;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One run: a full controlling agent against a {@link PeerEngine}, in virtual time, over a bad network, with somebody hostile on the way.
 * Everything follows from the seed. After every step the {@link Oracle}'s rules must hold.
 */
final class Simulation implements EngineOutput {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final int MAX_STEPS = 200_000;
    private static final int JOURNAL = 200;
    private static final IceCredentials NEW_LOCAL = IceCredentials.of("LOC2", "localPassword2Of24Letter");
    private static final IceCredentials NEW_REMOTE = IceCredentials.of("RMT2", "remotePassword2Of24Lette");

    final Scenario scenario;
    private final Schedule schedule;
    private final long origin;
    private final SplittableRandom random;
    private final SimNet net;
    private final SimPeer peer;
    private final Attacker attacker;
    private final Oracle oracle;
    private final SimSlots slots;
    private final PeerEngine engine;
    private final Flow flow;
    private final Books books;

    private SessionState state = SessionState.NEW;
    private @Nullable InetSocketAddress selected;
    private @Nullable SessionEnd end;
    private @Nullable InetSocketAddress repliedTo;
    private long repliedId;
    private int replies;
    private int sentInThisStep;
    private boolean remoteKnown;
    private boolean timerSet;
    private long timerAt;
    private boolean restarted;
    private boolean renewed;
    private int steps;
    private long digest = 1;
    private @Nullable Deque<String> journal;

    Simulation(long seed, Duration duration) {
        random = new SplittableRandom(seed);
        scenario = Scenario.draw(random, duration);
        schedule = new Schedule(new VirtualTime(seed).now);
        origin = schedule.now;
        net = new SimNet(scenario, schedule, random.split());
        oracle = new Oracle(scenario);
        slots = new SimSlots();
        flow = new Flow(scenario);
        attacker = new Attacker(
                scenario,
                random.split(),
                (from, bytes, genuine, delay) ->
                        schedule.in(delay, () -> net.carry(from, Addresses.OURS, bytes, genuine, this::toEngine)));
        peer = new SimPeer(scenario, schedule, random.split(), AgentRig.REMOTE, AgentRig.LOCAL, this::fromPeer);
        remoteKnown = scenario.remoteKnownAt() == 0;
        IceScratch scratch = new IceScratch(random.split(), new ReplyBudget(origin, 1000, 1000));
        engine = new PeerEngine(origin, config(), scratch, this);
        books = new Books(engine);
    }

    private EngineConfig config() {
        return new EngineConfig(
                AgentRig.LOCAL,
                remoteKnown ? Optional.of(AgentRig.REMOTE) : Optional.empty(),
                scenario.policy(),
                Duration.ofSeconds(30),
                DtlsRole.SERVER,
                List.of(),
                Optional.of(slots::attachDtls),
                Optional.empty(),
                Optional.of(slots::attachMedia),
                SctpParameters.DEFAULT);
    }

    /** Writes down what happens, of which the last lines are kept. */
    Deque<String> keepJournal() {
        Deque<String> lines = new ArrayDeque<>();
        journal = lines;
        return lines;
    }

    private void note(String what, InetSocketAddress address, byte[] bytes) {
        Deque<String> lines = journal;
        if (lines != null) {
            lines.add((schedule.now - origin) / MILLI + " ms " + what + " " + address + " " + Reading.describe(bytes));
            if (lines.size() > JOURNAL) {
                lines.remove();
            }
        }
    }

    /** Runs to the end, and returns a number that tells this run from any other. */
    long run() {
        plan();
        armTimer();
        long until = origin + scenario.duration();
        while (schedule.step(until)) {
            if (steps++ > MAX_STEPS) {
                throw new AssertionError("more than " + MAX_STEPS + " steps");
            }
        }
        books.check(schedule.now);
        judge();
        return digest;
    }

    private void plan() {
        schedule.in(20 * MILLI, peer::start);
        schedule.in(100 * MILLI, this::sendMedia);
        when(scenario.remoteKnownAt(), this::learnRemote);
        when(scenario.killAt(), peer::die);
        when(scenario.restartAt(), this::restart);
        when(scenario.sprayAt(), this::spray);
        when(scenario.rebindEvery(), this::rebind);
    }

    private void when(long since, Runnable deed) {
        if (since != Scenario.NEVER) {
            schedule.in(since, deed);
        }
    }

    private void learnRemote() {
        if (!remoteKnown) {
            input(() -> {
                remoteKnown = true;
                engine.learnRemote(schedule.now, AgentRig.REMOTE, List.of(), DtlsRole.SERVER);
            });
        }
    }

    private void restart() {
        if (remoteKnown) {
            restarted = true;
            note("restart", Addresses.OURS, new byte[0]);
            input(() -> engine.restart(schedule.now, NEW_LOCAL, NEW_REMOTE));
            schedule.in(random.nextLong(500 * MILLI), () -> peer.restart(NEW_REMOTE, NEW_LOCAL));
        }
    }

    private void spray() {
        for (int i = 0; i < 12; i++) {
            byte[] check = peer.spoof();
            net.carry(Addresses.ipv4(77, 7000 + i), Addresses.OURS, check, true, this::toEngine);
        }
    }

    private void rebind() {
        flow.onRebind(schedule.now);
        peer.rebind();
        note("rebound to", peer.external(), new byte[0]);
        schedule.in(scenario.rebindEvery(), this::rebind);
    }

    /** The application sends all the time, and right when consent runs out. */
    private void sendMedia() {
        trySending();
        if (end == null) {
            schedule.in(200 * MILLI, this::sendMedia);
        }
    }

    private void trySending() {
        input(() -> slots.sendMedia(schedule.now));
    }

    private void fromPeer(InetSocketAddress from, byte[] bytes) {
        if (attacker.onPeerSends(from, bytes)) {
            net.carry(from, Addresses.OURS, bytes, true, this::toEngine);
        }
    }

    private void toEngine(InetSocketAddress from, InetSocketAddress to, byte[] bytes, boolean genuine) {
        note(genuine ? "from" : "forged from", from, bytes);
        boolean stun = bytes[0] >= 0 && bytes[0] < 4 && bytes.length >= 20 && genuine;
        Reading reading = stun ? new Reading(bytes) : null;
        if (reading != null && reading.type() == Wire.SUCCESS && end == null && !isOver()) {
            boolean counts = oracle.onGenuineAnswer(schedule.now, from, reading.idLow());
            renewed |= counts && restarted && reading.isSigned(slots.newRemoteKey);
        }
        input(() -> engine.onDatagram(schedule.now, from, ByteBuffer.wrap(bytes)));
        books.check(schedule.now);
        if (reading != null && reading.type() == Wire.REQUEST) {
            onRequestTaken(from, reading);
        }
        flow.onArrival(schedule.now, from, peer);
    }

    private void onRequestTaken(InetSocketAddress from, Reading request) {
        boolean accepted = from.equals(repliedTo) && repliedId == request.idLow();
        if (!accepted && end == null && !renewed && scenario.policy().equals(dev.floe.ice.ConsentPolicy.DEFAULT)) {
            throw new AssertionError("a valid request was not answered: " + from);
        }
    }

    /** Whether consent on the selected path has run out, by the oracle's book. */
    private boolean isOver() {
        InetSocketAddress at = selected;
        return at != null && !oracle.isConsenting(schedule.now, at);
    }

    /** Lets the engine have an input, and looks at what it made of it. */
    private void input(Runnable deed) {
        boolean over = end == null && isOver();
        repliedTo = null;
        replies = 0;
        sentInThisStep = 0;
        deed.run();
        slots.runTasks(engine, schedule.now);
        if (over && sentInThisStep > 0) {
            throw new AssertionError("something left after consent ran out");
        }
        flow.check(schedule.now);
        armTimer();
    }

    private void armTimer() {
        long delay = engine.delayNanos(schedule.now);
        if (delay == Long.MAX_VALUE) {
            return;
        }
        if (delay < 0) {
            throw new AssertionError("a negative delay");
        }
        long at = schedule.now + delay + (scenario.lateness() == 0 ? 0 : random.nextLong(scenario.lateness()));
        if (!timerSet || at - timerAt < 0) {
            timerSet = true;
            timerAt = at;
            schedule.at(at, () -> onTimer(at));
        }
    }

    private void onTimer(long at) {
        if (at != timerAt || !timerSet) {
            return;
        }
        timerSet = false;
        boolean over = end == null && isOver();
        trySending();
        timerSet = false;
        input(() -> engine.onTimeout(schedule.now));
        if (over && end == null) {
            throw new AssertionError("the session outlives its consent");
        }
    }

    @Override
    public boolean send(InetSocketAddress to, ByteBuffer datagram) {
        if (end != null) {
            throw new AssertionError("something left after the end");
        }
        sentInThisStep++;
        byte[] bytes = Output.copy(datagram);
        note("to", to, bytes);
        digest = digest * 31 + Arrays.hashCode(bytes) + schedule.now - origin;
        if (bytes[0] >= 0 && bytes[0] < 4) {
            onStunSent(to, bytes);
        } else {
            oracle.onPayload(schedule.now, to);
            if (!to.equals(selected)) {
                throw new AssertionError("payload to another path than the selected one: " + to);
            }
            flow.onPayloadSent(to, peer);
        }
        attacker.onEngineSends(to, bytes);
        net.carry(Addresses.OURS, to, bytes, true, (from, at, carried, genuine) -> peer.onDatagram(at, carried));
        return true;
    }

    private void onStunSent(InetSocketAddress to, byte[] bytes) {
        Reading sent = new Reading(bytes);
        if (sent.type() == Wire.REQUEST) {
            if (!remoteKnown) {
                throw new AssertionError("a check before the peer's credentials are known");
            }
            oracle.onCheck(schedule.now, to, sent.idLow(), to.equals(selected));
        } else if (replies++ > 0) {
            throw new AssertionError("two replies to one request");
        } else if (sent.type() == Wire.SUCCESS) {
            repliedTo = to;
            repliedId = sent.idLow();
            if (oracle.onAccepted(schedule.now, to, sent.idLow())) {
                flow.onFreshRequest(schedule.now, to, peer);
            }
        }
    }

    @Override
    public void execute(SessionTask task) {
        slots.later(task);
    }

    @Override
    public void onState(SessionState next) {
        boolean allowed = switch (next) {
            case NEW -> false;
            case CHECKING -> state == SessionState.NEW;
            case CONNECTED -> state != SessionState.NEW && !state.isEnded() && state != next;
            case DISCONNECTED -> state == SessionState.CONNECTED;
            case FAILED, CLOSED -> !state.isEnded();
        };
        if (!allowed) {
            throw new AssertionError(state + " became " + next);
        }
        digest = digest * 31 + next.ordinal();
        state = next;
    }

    @Override
    public void onSelected(InetSocketAddress remote) {
        selected = remote;
        note("selected", remote, new byte[0]);
        if (!oracle.isConsenting(schedule.now, remote)) {
            throw new AssertionError("selected without proof: " + remote);
        }
    }

    @Override
    public void onDtls(DtlsState next) {
        digest = digest * 31 + next.ordinal();
    }

    @Override
    public void onEnd(SessionEnd ended) {
        end = ended;
        digest = digest * 31 + ended.reason().ordinal();
        boolean early = ended.reason() == dev.floe.status.EndReason.CONSENT_EXPIRED
                && oracle.isConsenting(schedule.now, selected)
                && scenario.restartAt() == Scenario.NEVER;
        if (early) {
            throw new AssertionError("the session ends though consent stands: " + ended);
        }
    }

    private void judge() {
        SessionEnd ended = end;
        if (scenario.isSurvivable() && ended != null) {
            throw new AssertionError("a session with a live peer has ended: " + ended);
        }
        if (scenario.isSurvivable() && selected == null && scenario.duration() > 60 * SECOND) {
            throw new AssertionError("a session with a live peer has never connected");
        }
        long silent = scenario.killAt() == Scenario.NEVER ? 0 : scenario.duration() - scenario.killAt();
        long limit = scenario.policy().expiry().toNanos() + 45 * SECOND;
        if (silent > limit && ended == null) {
            throw new AssertionError("a session outlives its peer");
        }
        flow.judge(schedule.now);
    }
}
