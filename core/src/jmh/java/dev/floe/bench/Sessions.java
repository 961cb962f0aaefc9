package dev.floe.bench;

import dev.floe.ice.IceLiteAgent;
import dev.floe.ice.IceScratch;
import dev.floe.sim.Addresses;
import dev.floe.sim.ScriptedPeer;
import dev.floe.stun.DecodeStatus;
import dev.floe.stun.IntegrityKey;
import dev.floe.stun.StunClass;
import dev.floe.stun.StunCrypto;
import dev.floe.stun.StunMessage;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Connected sessions that are checked in turn. Each has its own credentials, keys, paths and counters; what a thread's
 * sessions share in production, they share here.
 */
@State(Scope.Thread)
public class Sessions {
    /** Between two checks: virtual, and short enough that each session is checked within its consent. */
    private static final long STEP = 1_000;
    /** How many transaction ids an agent remembers, and one more. */
    private static final int REMEMBERED = 257;

    /** How many there are. */
    @Param({"1", "100", "1000", "10000"})
    public int sessions = 1;

    private final Outbox out = new Outbox();
    /** Equal to what the sessions remember, and not the same object: so it comes from a socket. */
    private final InetSocketAddress source = Addresses.ipv4(7, 50001);

    private LiveAgent[] live = {};
    /** Reached without an object of the benchmark's own between, which would be one more miss of the cache. */
    private IceLiteAgent[] agents = {};

    private ByteBuffer[] requests = {};
    private long now;
    private int next;
    private int round;
    private long checks;

    /** Connects them, and makes sure that a check is answered with a signed success. */
    @Setup
    public void connect() {
        ScriptedPeer peer = Party.peer();
        IceScratch scratch = Party.scratch();
        live = new LiveAgent[sessions];
        for (int i = 0; i < sessions; i++) {
            live[i] = new LiveAgent(now, scratch, peer, out);
        }
        agents = Arrays.stream(live).map(session -> session.agent).toArray(IceLiteAgent[]::new);
        requests = Party.pool(peer::nominatingCheck);
        Party.require(requests[0].remaining() == 104, "a request has 104 bytes");
        check();
        requireSuccess(requests[0], out.latest());
        out.stopKeeping();
        settle();
    }

    /**
     * Lets each session see as many checks as it can remember, since until then it grows; and lets a collection lay its
     * objects side by side, as one has in a session that has lived for a while.
     */
    private void settle() {
        for (int i = 1; i < REMEMBERED * sessions; i++) {
            check();
        }
        System.gc();
    }

    static void requireSuccess(ByteBuffer request, byte[] answer) {
        StunCrypto crypto = new StunCrypto();
        StunMessage read = new StunMessage();
        Party.require(read.decode(ByteBuffer.wrap(answer)) == DecodeStatus.OK, "the answer is well framed");
        Party.require(read.messageClass() == StunClass.SUCCESS, "it is a success");
        Party.require(read.idLow() == request.getLong(12), "it answers this request");
        Party.require(read.hasValidFingerprint(crypto), "it bears a fingerprint");
        IntegrityKey key = IntegrityKey.of(Party.LOCAL.password());
        Party.require(read.hasValidIntegrity(crypto, key), "it is signed");
    }

    /** Has the next session take one check. */
    int check() {
        IceLiteAgent agent = agents[next];
        ByteBuffer request = requests[round & Party.POOL - 1];
        if (++next == agents.length) {
            next = 0;
            round++;
        }
        now += STEP;
        checks++;
        agent.onDatagram(now, source, request);
        return out.seals();
    }

    /** Makes sure that each check was taken and answered. */
    @TearDown
    public void verify() {
        long taken = 0;
        for (LiveAgent session : live) {
            session.requireNoDrops();
            taken += session.counters.checksIn - 1;
        }
        Party.require(taken == checks, "all checks were taken");
    }
}
