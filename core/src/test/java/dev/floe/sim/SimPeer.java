package dev.floe.sim;

import dev.floe.ice.IceCredentials;
import dev.floe.sim.Scenario.Style;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A full, controlling agent behind a NAT, as the engine's counterpart: it checks, nominates, answers checks, sends its ClientHello before
 * it nominates, and then media. It reads and writes with a codec of its own, and complains of whatever the engine sends wrongly.
 */
final class SimPeer {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final byte[] HELLO = {22, 'P', 1};
    private static final byte[] MEDIA = {(byte) 0x80, 'P', 1, 2, 3, 4};

    /** Where the peer's datagrams go. */
    interface Uplink {
        void send(InetSocketAddress from, byte[] bytes);
    }

    /** One of the peer's addresses, as the world sees it, and how its checks go. */
    private static final class Interface {
        InetSocketAddress external;
        boolean answered;
        long lastAnswer;
        long startedAt;

        Interface(InetSocketAddress external) {
            this.external = external;
        }
    }

    /** The credentials between two ICE restarts. */
    private static final class Era {
        final Key ownKey;
        final Key otherKey;
        final String usernameOut;
        final String usernameIn;

        Era(IceCredentials own, IceCredentials other) {
            this.ownKey = new Key(own.password());
            this.otherKey = new Key(other.password());
            this.usernameOut = other.ufrag() + ":" + own.ufrag();
            this.usernameIn = own.ufrag() + ":" + other.ufrag();
        }
    }

    /** A check that awaits its answer. */
    private static final class Pending {
        final long idLow;
        final Interface from;
        final Era era;
        final boolean nominates;
        boolean answered;

        Pending(long idLow, Interface from, Era era, boolean nominates) {
            this.idLow = idLow;
            this.from = from;
            this.era = era;
            this.nominates = nominates;
        }
    }

    private final Style style;
    private final Schedule schedule;
    private final SplittableRandom random;
    private final Uplink uplink;
    private final Wire wire = new Wire();
    private final long tieBreaker;
    private final List<Interface> interfaces = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();
    private Era era;
    private @Nullable Era former;
    private Interface selected;
    private boolean nominated;
    private boolean secured;
    private boolean dead;
    private int rebindings;
    private int turn;

    SimPeer(
            Scenario scenario,
            Schedule schedule,
            SplittableRandom random,
            IceCredentials own,
            IceCredentials other,
            Uplink uplink) {
        this.style = scenario.style();
        this.schedule = schedule;
        this.random = random;
        this.uplink = uplink;
        this.tieBreaker = random.nextLong();
        this.era = new Era(own, other);
        for (int i = 0; i < scenario.interfaces(); i++) {
            interfaces.add(new Interface(Addresses.ipv4(10 + i, 40_000)));
        }
        selected = interfaces.get(0);
    }

    void start() {
        for (Interface each : interfaces) {
            begin(each);
        }
        schedule.in(random.nextLong(SECOND), this::hello);
        schedule.in(random.nextLong(SECOND), this::media);
        if (interfaces.size() > 1) {
            schedule.in(random.nextLong(20 * SECOND), this::changeItsMind);
        }
    }

    private void begin(Interface from) {
        from.answered = false;
        from.startedAt = schedule.now;
        int mine = turn;
        if (style == Style.CHROMIUM) {
            schedule.in(random.nextLong(100 * MILLI), () -> ping(from, mine));
        } else {
            schedule.in(random.nextLong(100 * MILLI), () -> knock(from, mine));
        }
    }

    /** Chromium: ever again, faster at first and where nothing is answered. */
    private void ping(Interface from, int mine) {
        if (dead || mine != turn) {
            return;
        }
        check(from, era, from.answered && from == selected);
        long age = schedule.now - from.startedAt;
        long next = 2656 * MILLI;
        if (!from.answered) {
            next = age < 2 * SECOND ? 50 * MILLI : 1062 * MILLI;
        } else if (age < 10 * SECOND || schedule.now - from.lastAnswer > 4 * SECOND) {
            next = 1062 * MILLI;
        }
        schedule.in(next, () -> ping(from, mine));
    }

    /** Firefox: a check that is sent again until it is answered; then one that nominates; then consent. */
    private void knock(Interface from, int mine) {
        if (dead || mine != turn) {
            return;
        }
        if (from.answered && (nominated || from != selected)) {
            check(from, era, false);
            schedule.in(4 * SECOND + random.nextLong(2 * SECOND), () -> knock(from, mine));
            return;
        }
        byte[] check = check(from, era, from.answered);
        repeat(pending.get(pending.size() - 1), check, 100 * MILLI);
        schedule.in(1600 * MILLI, () -> knock(from, mine));
    }

    private void repeat(Pending asked, byte[] check, long delay) {
        schedule.in(delay, () -> {
            if (!dead && !asked.answered && delay < 1600 * MILLI) {
                uplink.send(asked.from.external, check);
                repeat(asked, check, 2 * delay);
            }
        });
    }

    private byte[] check(Interface from, Era with, boolean nominates) {
        long idLow = random.nextLong();
        byte[] check = write(with, idLow, nominates);
        if (pending.size() >= 64) {
            pending.remove(0);
        }
        pending.add(new Pending(idLow, from, with, nominates));
        uplink.send(from.external, check);
        return check;
    }

    /** A check in Chromium's order of attributes. */
    private byte[] write(Era with, long idLow, boolean nominates) {
        wire.begin(Wire.REQUEST, (int) (idLow >>> 7), idLow)
                .text(Wire.USERNAME, with.usernameOut)
                .int32(Wire.NETWORK_INFO, 0x0001_000A)
                .int64(Wire.CONTROLLING, tieBreaker);
        if (nominates) {
            wire.add(Wire.USE_CANDIDATE);
        }
        return wire.int32(Wire.PRIORITY, 1845501695)
                .integrity(with.otherKey)
                .fingerprint()
                .bytes();
    }

    /** A nominating check that comes from an address which the peer does not have. */
    byte[] spoof() {
        return write(era, random.nextLong(), true);
    }

    private void hello() {
        if (!dead && !secured) {
            if (selected.answered) {
                uplink.send(selected.external, HELLO);
                uplink.send(selected.external, HELLO);
            }
            schedule.in(SECOND, this::hello);
        }
    }

    private void media() {
        if (!dead) {
            if (nominated) {
                uplink.send(selected.external, MEDIA);
            }
            schedule.in(250 * MILLI, this::media);
        }
    }

    private void changeItsMind() {
        if (!dead) {
            Interface other = interfaces.get(interfaces.size() - 1 - interfaces.indexOf(selected));
            if (other.answered) {
                selected = other;
                nominated = false;
            }
            schedule.in(10 * SECOND + random.nextLong(20 * SECOND), this::changeItsMind);
        }
    }

    /** The NAT gives every address another port; what is sent to the old ones is lost. */
    void rebind() {
        rebindings++;
        for (int i = 0; i < interfaces.size(); i++) {
            interfaces.get(i).external = Addresses.ipv4(10 + i, 40_000 + rebindings);
        }
    }

    InetSocketAddress external() {
        return selected.external;
    }

    /** Whether the address is one of those that the peer has or had. */
    boolean wasAt(InetSocketAddress address) {
        return address.getPort() >= 40_000 && address.getPort() <= 40_000 + rebindings;
    }

    boolean isAt(InetSocketAddress address) {
        return interfaceAt(address) != null;
    }

    private @Nullable Interface interfaceAt(InetSocketAddress address) {
        for (Interface each : interfaces) {
            if (each.external.equals(address)) {
                return each;
            }
        }
        return null;
    }

    void die() {
        dead = true;
    }

    /** Begins with new credentials. The old ones are kept for what comes under them until the new ones are nominated. */
    void restart(IceCredentials own, IceCredentials other) {
        former = era;
        era = new Era(own, other);
        turn++;
        nominated = false;
        interfaces.forEach(this::begin);
        keepConsent(turn);
    }

    private void keepConsent(int mine) {
        Era old = former;
        if (!dead && old != null && mine == turn) {
            check(selected, old, false);
            schedule.in(1500 * MILLI, () -> keepConsent(mine));
        }
    }

    void onDatagram(InetSocketAddress to, byte[] bytes) {
        Interface at = interfaceAt(to);
        if (dead || at == null) {
            return;
        }
        if (bytes[0] == 22) {
            secured = true;
        } else if (bytes[0] >= 0 && bytes[0] < 4) {
            onStun(at, to, new Reading(bytes));
        }
    }

    private void onStun(Interface at, InetSocketAddress to, Reading message) {
        if (!message.hasFingerprint()) {
            throw new AssertionError("the engine sent STUN without a right fingerprint");
        }
        switch (message.type()) {
            case Wire.REQUEST -> onCheck(at, message);
            case Wire.SUCCESS -> onAnswer(to, message);
            case Wire.ERROR -> {}
            default -> throw new AssertionError("the engine sent STUN of type " + message.type());
        }
    }

    private void onCheck(Interface at, Reading check) {
        Era asked = eraOf(check);
        if (asked == null) {
            return;
        }
        if (!check.isSigned(asked.ownKey) || !check.has(Wire.CONTROLLED) || check.has(Wire.USE_CANDIDATE)) {
            throw new AssertionError("the engine sent a wrong check");
        }
        byte[] answer = wire.begin(Wire.SUCCESS, check.idHigh(), check.idLow())
                .mapped(0xC0000201, 4242)
                .integrity(asked.ownKey)
                .fingerprint()
                .bytes();
        uplink.send(at.external, answer);
    }

    private @Nullable Era eraOf(Reading check) {
        if (check.holds(Wire.USERNAME, era.usernameIn)) {
            return era;
        }
        Era old = former;
        if (old != null && check.holds(Wire.USERNAME, old.usernameIn)) {
            return old;
        }
        return null;
    }

    private void onAnswer(InetSocketAddress to, Reading answer) {
        if (!answer.isMapped(to)) {
            throw new AssertionError("the engine told " + to + " another address");
        }
        for (int i = pending.size() - 1; i >= 0; i--) {
            if (pending.get(i).idLow == answer.idLow()) {
                onAnswered(pending.remove(i), answer);
                return;
            }
        }
    }

    private void onAnswered(Pending asked, Reading answer) {
        if (!answer.isSigned(asked.era.otherKey)) {
            throw new AssertionError("the engine signed an answer wrongly");
        }
        asked.answered = true;
        asked.from.lastAnswer = schedule.now;
        if (asked.era == era) {
            asked.from.answered = true;
            if (asked.nominates && asked.from == selected) {
                nominated = true;
                former = null;
            }
        }
    }
}
