package dev.floe.fuzz;

import dev.floe.ice.IceCredentials;
import dev.floe.sim.Addresses;
import dev.floe.sim.Key;
import dev.floe.sim.Reading;
import dev.floe.sim.ScriptedPeer;
import dev.floe.sim.Wire;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Says what a script decides: checks and answers as the peer writes them, signed with the right keys, or almost so.
 * Without it nothing would get past the integrity check.
 */
final class Speaker {
    /** Those under which the seeds were captured. */
    static final IceCredentials LOCAL = IceCredentials.of("Floe4Ufr", "capturedPasswordOf24Char");

    static final IceCredentials REMOTE = IceCredentials.of("gifq", "BGQzPRyL/v4S8RMiJkm0wcBb");

    static final int ADDRESSES = 24;
    private static final int UNKNOWN_REQUIRED = 0x7FF0;
    private static final int NOMINATION = 0xC001;
    private static final int REMEMBERED = 32;
    private static final int[] ERRORS = {400, 401, 403, 420, 487, 500};

    /** A check of the machine under test. */
    @SuppressWarnings("ArrayRecordComponent")
    record Check(InetSocketAddress to, byte[] bytes) {}

    /** The keys of all generations, of both sides. */
    final List<Key> keys = new ArrayList<>();

    private final List<ScriptedPeer> generations = new ArrayList<>();
    private final List<IceCredentials> locals = new ArrayList<>();
    private final List<IceCredentials> remotes = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<byte[]> heard = new ArrayList<>();

    Speaker() {
        add(LOCAL, REMOTE);
        heard.add(Seeds.NOMINATION);
    }

    private void add(IceCredentials local, IceCredentials remote) {
        ScriptedPeer peer = new ScriptedPeer(remote, local, generations.size());
        generations.add(peer);
        locals.add(local);
        remotes.add(remote);
        keys.add(peer.ownKey);
        keys.add(peer.otherKey);
    }

    /** Draws the credentials of an ICE restart. */
    void restart() {
        String number = "%04d".formatted(generations.size());
        add(
                IceCredentials.of("L" + number, "localPasswordOf24L" + number),
                IceCredentials.of("R" + number, "remotePasswordOf24" + number));
    }

    IceCredentials local() {
        return locals.get(locals.size() - 1);
    }

    IceCredentials remote() {
        return remotes.get(remotes.size() - 1);
    }

    int generation() {
        return generations.size() - 1;
    }

    /** Notes what left the machine. */
    void hears(InetSocketAddress to, byte[] bytes) {
        remember(heard, bytes);
        if (bytes.length >= 20 && bytes[0] == 0 && bytes[1] == 1) {
            remember(checks, new Check(to, bytes));
        }
    }

    private static <T> void remember(List<T> memory, T thing) {
        if (memory.size() == REMEMBERED) {
            memory.remove(0);
        }
        memory.add(thing);
    }

    /** One of few addresses, of either family. */
    static InetSocketAddress address(Script script) {
        return address(script.below(ADDRESSES));
    }

    static InetSocketAddress address(int index) {
        return index % 4 == 3 ? Addresses.ipv6(index, 5000 + index) : Addresses.ipv4(index, 5000 + index);
    }

    static List<InetSocketAddress> addresses() {
        return IntStream.range(0, ADDRESSES).mapToObj(Speaker::address).toList();
    }

    /** A check with this and that, right or wrong. */
    byte[] check(Script script) {
        int what = script.next();
        ScriptedPeer peer = (what & 128) == 0
                ? generations.get(generation())
                : generations.get(script.below(8) % generations.size());
        if ((what & 64) != 0 && script.below(4) == 0) {
            return bareCheck(peer, script);
        }
        Wire check = (what & 64) == 0 ? peer.beginCheck() : strangeCheck(peer, script);
        if ((what & 1) != 0) {
            check.add(Wire.USE_CANDIDATE);
        }
        if ((what & 2) != 0) {
            check.int32(NOMINATION, script.next() - 2);
        }
        if ((what & 4) != 0) {
            check.add(UNKNOWN_REQUIRED + script.below(16), script.take(script.below(8)));
        }
        if ((what & 8) != 0) {
            check.int64(Wire.CONTROLLED, script.next());
        }
        byte[] sealed = sealed(check, peer.otherKey, (what & 16) != 0);
        return (what & 32) == 0 ? sealed : damaged(sealed, script);
    }

    /** Nothing but a right FINGERPRINT, and perhaps something of the script's: the shortest that draws an answer. */
    private static byte[] bareCheck(ScriptedPeer peer, Script script) {
        Wire check = peer.begin(Wire.REQUEST);
        if (script.flag()) {
            check.add(script.next(), script.take(script.below(16)));
        }
        return check.fingerprint().bytes();
    }

    /** USERNAME is another, or is missing. */
    private static Wire strangeCheck(ScriptedPeer peer, Script script) {
        Wire check = peer.begin(Wire.REQUEST);
        int which = script.below(5);
        return switch (which) {
            case 0 -> check;
            case 1 -> check.text(Wire.USERNAME, "else:" + REMOTE.ufrag());
            case 2 -> check.text(Wire.USERNAME, LOCAL.ufrag() + ":else");
            case 3 ->
                check.text(
                        Wire.USERNAME,
                        peer.username()
                                .substring(0, script.below(peer.username().length())));
            default -> check.add(Wire.USERNAME, script.take(script.next()));
        };
    }

    private static byte[] sealed(Wire message, Key key, boolean sha256) {
        return (sha256 ? message.integritySha256(key) : message.integrity(key))
                .fingerprint()
                .bytes();
    }

    /** Something in the middle is not what it was; FINGERPRINT may hide that. */
    private static byte[] damaged(byte[] sealed, Script script) {
        int how = script.next();
        if ((how & 1) != 0) {
            sealed[sealed.length - 9 - script.below(20)] ^= (byte) (1 << script.below(8)); // in the integrity
        } else {
            sealed[script.next() % sealed.length] = (byte) script.next();
        }
        return (how & 2) != 0 ? sealed : printed(sealed);
    }

    /** The same with a right FINGERPRINT, where one would stand. */
    static byte[] printed(byte[] message) {
        if (message.length >= 28) {
            CRC32 crc = new CRC32();
            crc.update(message, 0, message.length - 8);
            ByteBuffer.wrap(message).putInt(message.length - 4, (int) crc.getValue() ^ 0x5354554E);
        }
        return message;
    }

    /** The check that {@link #answer} would answer next; null if none was heard. */
    @Nullable
    Check checkToAnswer(Script script) {
        return checks.isEmpty() ? null : checks.get(checks.size() - 1 - script.next() % checks.size());
    }

    /** An answer, of either kind, right or wrong. */
    byte[] answer(Check asked, Script script) {
        int what = script.next();
        Reading check = new Reading(asked.bytes());
        ScriptedPeer peer = generations.get(generation());
        for (int i = 0; i < generations.size(); i++) {
            if (check.holds(
                    Wire.USERNAME, remotes.get(i).ufrag() + ":" + locals.get(i).ufrag())) {
                peer = generations.get(i);
            }
        }
        boolean refuses = (what & 3) == 3;
        Wire reply = peer.reply(refuses ? Wire.ERROR : Wire.SUCCESS, asked.bytes());
        reply = refuses ? reply.error(ERRORS[script.below(ERRORS.length)]) : reply.mapped(0x7F000001, 5000);
        if ((what & 4) != 0) {
            reply.add(UNKNOWN_REQUIRED);
        }
        if ((what & 8) != 0) {
            return (what & 16) != 0 ? reply.bytes() : reply.fingerprint().bytes();
        }
        Key key = (what & 32) == 0 ? peer.ownKey : peer.otherKey;
        byte[] sealed = sealed(reply, key, (what & 64) != 0);
        return (what & 128) == 0 ? sealed : damaged(sealed, script);
    }

    /** Something that was heard before, as it was or changed, and perhaps signed again. */
    byte[] replay(Script script) {
        byte[] bytes = heard.get(script.next() % heard.size()).clone();
        for (int changes = script.below(4); changes > 0; changes--) {
            bytes[script.next() % bytes.length] = (byte) script.next();
        }
        int how = script.next();
        if ((how & 1) != 0) {
            bytes = Arrays.copyOf(bytes, bytes.length - Math.min(bytes.length, script.below(12)));
        }
        return (how & 2) != 0 ? signedAgain(bytes, keys.get(script.next() % keys.size())) : bytes;
    }

    private static byte[] signedAgain(byte[] bytes, Key key) {
        if (Attributes.areFramed(bytes)) {
            int at = Attributes.first(bytes, Wire.INTEGRITY);
            if (at != 0 && at + 20 <= bytes.length) {
                ByteBuffer.wrap(bytes).put(at, Attributes.integrity(key, bytes, at, true));
            }
        }
        return printed(bytes);
    }

    /** Notes what was said to the machine. */
    void says(byte[] bytes) {
        if (bytes.length > 0) {
            remember(heard, bytes);
        }
    }
}
