package dev.floe.sim;

import dev.floe.ice.IceCredentials;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Random;

/** Writes what a full, controlling agent writes, one message at a time and only when told. */
public final class ScriptedPeer {
    private final IceCredentials own;
    private final IceCredentials other;
    private final Random random;
    public final Key ownKey;
    public final Key otherKey;
    private final long tieBreaker;

    /**
     * @param own the peer's credentials
     * @param other those of the agent under test
     */
    public ScriptedPeer(IceCredentials own, IceCredentials other, long seed) {
        this.own = own;
        this.other = other;
        this.random = new Random(seed);
        this.ownKey = new Key(own.password());
        this.otherKey = new Key(other.password());
        this.tieBreaker = random.nextLong();
    }

    public String username() {
        return other.ufrag() + ":" + own.ufrag();
    }

    /** Begins a message under a fresh id. */
    public Wire begin(int type) {
        return new Wire().begin(type, random.nextInt(), random.nextLong());
    }

    /** Begins a check as Chromium does: USERNAME, network info, role. */
    public Wire beginCheck() {
        return begin(Wire.REQUEST)
                .text(Wire.USERNAME, username())
                .int32(Wire.NETWORK_INFO, 0x0001_000A)
                .int64(Wire.CONTROLLING, tieBreaker);
    }

    /** Ends a check: PRIORITY, integrity, fingerprint. */
    public byte[] endCheck(Wire check) {
        return check.int32(Wire.PRIORITY, 1845501695)
                .integrity(otherKey)
                .fingerprint()
                .bytes();
    }

    public byte[] check() {
        return endCheck(beginCheck());
    }

    public byte[] nominatingCheck() {
        return endCheck(beginCheck().add(Wire.USE_CANDIDATE));
    }

    /** Begins a response to a request. */
    public Wire reply(int type, byte[] request) {
        Reading asked = new Reading(request);
        return new Wire().begin(type, asked.idHigh(), asked.idLow());
    }

    /** Answers a check of the agent under test. */
    public byte[] answer(byte[] request, InetSocketAddress seen) {
        return reply(Wire.SUCCESS, request)
                .mapped(ByteBuffer.wrap(seen.getAddress().getAddress()).getInt(), seen.getPort())
                .integrity(ownKey)
                .fingerprint()
                .bytes();
    }

    public byte[] answer(byte[] request) {
        return answer(request, Addresses.OURS);
    }

    /** Refuses a check, signed. */
    public byte[] refuse(byte[] request, int code) {
        return reply(Wire.ERROR, request)
                .error(code)
                .integrity(ownKey)
                .fingerprint()
                .bytes();
    }

    /** Refuses a check, unsigned. */
    public byte[] refuseUnsigned(byte[] request, int code) {
        return reply(Wire.ERROR, request).error(code).fingerprint().bytes();
    }
}
