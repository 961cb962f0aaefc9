package dev.floe.sim;

import java.net.InetSocketAddress;
import java.util.SplittableRandom;

/** Somebody on the way, who reads everything and has no password: replays, intercepts, forges, damages, floods. */
final class Attacker {
    private static final long SECOND = 1_000_000_000L;
    /** The mark of what the attacker wrote by itself. */
    static final byte MARK = 'X';

    /** Puts a datagram onto the network. */
    interface Injector {
        void inject(InetSocketAddress from, byte[] bytes, boolean genuine, long delay);
    }

    private final Scenario scenario;
    private final SplittableRandom random;
    private final Injector injector;
    private final Wire wire = new Wire();

    Attacker(Scenario scenario, SplittableRandom random, Injector injector) {
        this.scenario = scenario;
        this.random = random;
        this.injector = injector;
    }

    private InetSocketAddress anywhere() {
        return Addresses.ipv4(66, 6000 + random.nextInt(12));
    }

    /** Sees a datagram of the peer's; returns whether it goes its way. */
    boolean onPeerSends(InetSocketAddress from, byte[] bytes) {
        if (scenario.replays() > 0 && random.nextDouble() < scenario.replays()) {
            replay(from, bytes);
        }
        boolean isCheck = bytes[0] == 0 && bytes[1] == 1;
        if (isCheck && scenario.interceptions() > 0 && random.nextDouble() < scenario.interceptions()) {
            injector.inject(anywhere(), bytes, true, random.nextInt(2) * random.nextLong(3 * SECOND));
            return false;
        }
        return true;
    }

    private void replay(InetSocketAddress from, byte[] bytes) {
        boolean stun = bytes[0] < 4 && bytes[0] >= 0;
        switch (random.nextInt(6)) {
            case 0 -> injector.inject(anywhere(), stun ? bytes : garbage(), stun, 0);
            case 1 ->
                injector.inject(stun ? from : anywhere(), stun ? bytes : garbage(), stun, random.nextLong(20 * SECOND));
            case 2 -> injector.inject(anywhere(), stun ? bytes : garbage(), stun, random.nextLong(40 * SECOND));
            case 3 -> injector.inject(stun ? from : anywhere(), damaged(bytes), false, 0);
            case 4 -> injector.inject(anywhere(), garbage(), false, 0);
            default -> injector.inject(anywhere(), damaged(bytes), false, random.nextLong(SECOND));
        }
    }

    private byte[] damaged(byte[] bytes) {
        byte[] damaged = bytes.clone();
        if (bytes[0] >= 4 || bytes[0] < 0) {
            return garbage();
        }
        int at = random.nextInt(damaged.length);
        damaged[at] ^= (byte) (1 << random.nextInt(8));
        return damaged;
    }

    private byte[] garbage() {
        byte[] garbage = new byte[2 + random.nextInt(40)];
        random.nextBytes(garbage);
        garbage[1] = MARK;
        return garbage;
    }

    /** Sees a datagram of the engine's. */
    void onEngineSends(InetSocketAddress to, byte[] bytes) {
        boolean isCheck = bytes[0] == 0 && bytes[1] == 1;
        if (!isCheck || scenario.forgeries() == 0 || random.nextDouble() >= scenario.forgeries()) {
            return;
        }
        Reading check = new Reading(bytes);
        int[] codes = {400, 401, 403, 420, 487, 500};
        InetSocketAddress from = random.nextInt(3) == 0 ? anywhere() : to;
        switch (random.nextInt(3)) {
            case 0 -> injector.inject(from, error(check, codes[random.nextInt(codes.length)]), false, 0);
            case 1 -> injector.inject(from, success(check), false, 0);
            default -> injector.inject(from, bytes, false, 0);
        }
    }

    private byte[] error(Reading check, int code) {
        wire.begin(Wire.ERROR, check.idHigh(), check.idLow()).error(code);
        if (random.nextBoolean()) {
            wire.add(Wire.INTEGRITY, new byte[20]);
        }
        return random.nextBoolean() ? wire.fingerprint().bytes() : wire.bytes();
    }

    private byte[] success(Reading check) {
        wire.begin(Wire.SUCCESS, check.idHigh(), check.idLow()).mapped(0xC0000201, 4242);
        if (random.nextBoolean()) {
            wire.add(Wire.INTEGRITY, new byte[20]);
        }
        return wire.fingerprint().bytes();
    }
}
