package dev.floe.ice;

import static dev.floe.status.DropReason.BAD_FINGERPRINT;
import static dev.floe.status.DropReason.BAD_INTEGRITY;
import static dev.floe.status.DropReason.INDICATION;
import static dev.floe.status.DropReason.MALFORMED_STUN;
import static dev.floe.status.DropReason.NO_INTEGRITY;
import static dev.floe.status.DropReason.REPLAY;
import static dev.floe.status.DropReason.ROLE_CONFLICT;
import static dev.floe.status.DropReason.UNKNOWN_ATTRIBUTE;
import static dev.floe.status.DropReason.UNSUPPORTED_METHOD;
import static dev.floe.status.DropReason.WRONG_LOCAL_UFRAG;
import static dev.floe.status.DropReason.WRONG_REMOTE_UFRAG;

import dev.floe.sim.Addresses;
import dev.floe.sim.EngineRig;
import dev.floe.sim.Key;
import dev.floe.sim.ScriptedPeer;
import dev.floe.sim.Wire;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Requests and indications, each one change away from a valid check. */
final class RequestRows {
    private static final Key WRONG = new Key("notThePasswordOfAnybody!");

    private RequestRows() {}

    static Stream<Row> all() {
        return Stream.of(
                        valid(),
                        framing(),
                        fingerprints(),
                        methods(),
                        anonymous(),
                        usernames(),
                        integrities(),
                        authenticated())
                .flatMap(rows -> rows);
    }

    private static Stream<Row> valid() {
        return Stream.of(
                Row.of("a valid check", rig -> rig.peer.check()).succeeds(),
                Row.of("a nominating check", rig -> rig.peer.nominatingCheck()).succeeds(),
                check("SHA-256 alone", RequestRows::sha256).succeedsWithSha256(),
                Row.of(
                                "SHA-1 and SHA-256",
                                rig -> body(rig.peer)
                                        .integrity(rig.peer.otherKey)
                                        .integritySha256(rig.peer.otherKey)
                                        .fingerprint()
                                        .bytes())
                        .succeedsWithSha256(),
                extended("SOFTWARE", wire -> wire.text(Wire.SOFTWARE, "a peer")).succeeds(),
                extended(
                                "unknown optional attributes",
                                wire -> wire.add(0xC060, (byte) 1).add(0xFF00))
                        .succeeds(),
                extended("DTLS in STUN", wire -> wire.add(0xC070, new byte[9]).add(0xC071, new byte[4]))
                        .succeeds(),
                extended("a known attribute where it makes no sense", wire -> wire.text(0x0014, "realm"))
                        .succeeds(),
                extended("NOMINATION", wire -> wire.int32(0xC001, 1)).succeeds(),
                extended("PRIORITY twice", wire -> wire.int32(Wire.PRIORITY, 0)).succeeds(),
                extended("a second, wrong USERNAME", wire -> wire.text(Wire.USERNAME, "no:body"))
                        .succeeds(),
                Row.of("no PRIORITY, no role", rig -> sealed(rig.peer, username(rig.peer)))
                        .succeeds(),
                Row.of(
                                "garbage in the padding",
                                rig -> rig.peer.endCheck(rig.peer
                                        .begin(Wire.REQUEST)
                                        .padded(Wire.USERNAME, 0xEE, bytes(rig.peer.username()))))
                        .succeeds(),
                trailed("an unknown attribute after integrity", wire -> wire.int32(0x7777, 1))
                        .succeeds(),
                trailed("ICE-CONTROLLED after integrity", wire -> wire.int64(Wire.CONTROLLED, 1))
                        .succeeds());
    }

    private static Stream<Row> framing() {
        return Stream.of(
                damaged("19 bytes", check -> Arrays.copyOf(check, 19)).dropped(MALFORMED_STUN),
                damaged("a header whose attributes are cut off", check -> Arrays.copyOf(check, 20))
                        .dropped(MALFORMED_STUN),
                damaged("the last attribute cut off", check -> Arrays.copyOf(check, check.length - 8))
                        .dropped(MALFORMED_STUN),
                damaged("four bytes appended", check -> Arrays.copyOf(check, check.length + 4))
                        .dropped(MALFORMED_STUN),
                damaged("another cookie", check -> flip(check, 4, 0x01)).dropped(MALFORMED_STUN),
                damaged("a length that is no multiple of four", check -> flip(check, 3, 0x02))
                        .dropped(MALFORMED_STUN),
                damaged("an attribute that overruns", check -> flip(check, 22, 0x40))
                        .dropped(MALFORMED_STUN),
                Row.of(
                                "a USERNAME of 764 bytes",
                                rig -> sealed(
                                        rig.peer, rig.peer.begin(Wire.REQUEST).add(Wire.USERNAME, new byte[764])))
                        .dropped(MALFORMED_STUN),
                extended("USE-CANDIDATE with a value", wire -> wire.add(Wire.USE_CANDIDATE, (byte) 1))
                        .dropped(MALFORMED_STUN),
                Row.of(
                                "2052 bytes",
                                rig -> rig.peer.endCheck(rig.peer
                                        .beginCheck()
                                        .add(Wire.SOFTWARE, new byte[763])
                                        .add(0xC060, new byte[763])
                                        .add(0xC061, new byte[414])))
                        .dropped(MALFORMED_STUN));
    }

    private static Stream<Row> fingerprints() {
        return Stream.of(
                Row.of(
                                "no FINGERPRINT",
                                rig -> body(rig.peer)
                                        .integrity(rig.peer.otherKey)
                                        .bytes())
                        .dropped(BAD_FINGERPRINT),
                damaged("FINGERPRINT one bit off", check -> flip(check, check.length - 1, 0x01))
                        .dropped(BAD_FINGERPRINT),
                Row.of("FINGERPRINT without its XOR", RequestRows::plainCrc).dropped(BAD_FINGERPRINT),
                Row.of(
                                "FINGERPRINT before the end",
                                rig -> body(rig.peer)
                                        .integrity(rig.peer.otherKey)
                                        .fingerprint()
                                        .add(0xC060)
                                        .bytes())
                        .dropped(BAD_FINGERPRINT),
                Row.of(
                                "FINGERPRINT twice",
                                rig -> body(rig.peer)
                                        .integrity(rig.peer.otherKey)
                                        .fingerprint()
                                        .fingerprint()
                                        .bytes())
                        .dropped(BAD_FINGERPRINT),
                damaged("a bit of PRIORITY flipped on the way", check -> flip(check, check.length - 33, 0x01))
                        .dropped(BAD_FINGERPRINT));
    }

    private static Stream<Row> methods() {
        return Stream.of(
                typed("Allocate", 0x0003).dropped(UNSUPPORTED_METHOD),
                typed("GOOG-PING", 0x0200).dropped(UNSUPPORTED_METHOD),
                typed("method 0x0FF", 0x02EF).dropped(UNSUPPORTED_METHOD),
                Row.of(
                                "an indication",
                                rig -> rig.peer
                                        .begin(Wire.INDICATION)
                                        .fingerprint()
                                        .bytes())
                        .dropped(INDICATION),
                typed("a signed indication that nominates", Wire.INDICATION).dropped(INDICATION),
                Row.of(
                                "an indication without FINGERPRINT",
                                rig -> rig.peer.begin(Wire.INDICATION).bytes())
                        .dropped(BAD_FINGERPRINT));
    }

    private static Stream<Row> anonymous() {
        return Stream.of(
                Row.of(
                                "no USERNAME",
                                rig -> sealed(
                                        rig.peer,
                                        rig.peer
                                                .begin(Wire.REQUEST)
                                                .int64(Wire.CONTROLLING, 1)
                                                .int32(Wire.PRIORITY, 1)))
                        .refused(NO_INTEGRITY, 400),
                Row.of("no integrity", rig -> body(rig.peer).fingerprint().bytes())
                        .refused(NO_INTEGRITY, 400),
                Row.of(
                                "neither, but SOFTWARE",
                                rig -> rig.peer
                                        .begin(Wire.REQUEST)
                                        .text(Wire.SOFTWARE, "a scanner of ports and hosts")
                                        .fingerprint()
                                        .bytes())
                        .refused(NO_INTEGRITY, 400),
                Row.of(
                                "neither, in 28 bytes: any reply would be longer",
                                rig -> rig.peer
                                        .begin(Wire.REQUEST)
                                        .fingerprint()
                                        .bytes())
                        .dropped(NO_INTEGRITY),
                Row.of(
                                "USERHASH in place of USERNAME",
                                rig -> sealed(
                                        rig.peer, rig.peer.begin(Wire.REQUEST).add(0x001E, new byte[32])))
                        .refused(NO_INTEGRITY, 400),
                Row.of(
                                "USERNAME after integrity",
                                rig -> rig.peer
                                        .begin(Wire.REQUEST)
                                        .integrity(rig.peer.otherKey)
                                        .text(Wire.USERNAME, rig.peer.username())
                                        .fingerprint()
                                        .bytes())
                        .refused(NO_INTEGRITY, 400));
    }

    private static Stream<Row> usernames() {
        return Stream.of(
                named("a USERNAME without colon", "LOCL").refused(WRONG_LOCAL_UFRAG, 401),
                named("an empty USERNAME", "").refused(WRONG_LOCAL_UFRAG, 401),
                named("a colon alone", ":").refused(WRONG_LOCAL_UFRAG, 401),
                named("another local ufrag", "LOCK:RMTE").refused(WRONG_LOCAL_UFRAG, 401),
                named("the ufrags swapped", "RMTE:LOCL").refused(WRONG_LOCAL_UFRAG, 401),
                named("a local ufrag that only begins right", "LOCLX:RMTE").refused(WRONG_LOCAL_UFRAG, 401),
                named("a local ufrag in another case", "locl:RMTE").refused(WRONG_LOCAL_UFRAG, 401),
                named("another remote ufrag", "LOCL:RMTX").refused(WRONG_REMOTE_UFRAG, 401),
                named("no remote ufrag", "LOCL:").refused(WRONG_REMOTE_UFRAG, 401),
                named("a remote ufrag with more behind it", "LOCL:RMTE:").refused(WRONG_REMOTE_UFRAG, 401),
                named("a NUL behind the remote ufrag", "LOCL:RMTE\0").refused(WRONG_REMOTE_UFRAG, 401));
    }

    private static Stream<Row> integrities() {
        return Stream.of(
                signed("another password", WRONG).refused(BAD_INTEGRITY, 401),
                signed("the peer's own password", new Key("remotePasswordOf24Letter"))
                        .refused(BAD_INTEGRITY, 401),
                Row.of(
                                "an integrity of zeros",
                                rig -> body(rig.peer)
                                        .add(Wire.INTEGRITY, new byte[20])
                                        .fingerprint()
                                        .bytes())
                        .refused(BAD_INTEGRITY, 401),
                Row.of("PRIORITY changed and fingerprinted anew", RequestRows::tampered)
                        .refused(BAD_INTEGRITY, 401),
                Row.of("the id changed and fingerprinted anew", RequestRows::readdressed)
                        .refused(BAD_INTEGRITY, 401),
                Row.of(
                                "a right SHA-1 under a wrong SHA-256",
                                rig -> body(rig.peer)
                                        .integrity(rig.peer.otherKey)
                                        .integritySha256(WRONG)
                                        .fingerprint()
                                        .bytes())
                        .refused(BAD_INTEGRITY, 401),
                Row.of(
                                "SHA-256 cut to 16 bytes",
                                rig -> body(rig.peer)
                                        .integritySha256(rig.peer.otherKey, 16)
                                        .fingerprint()
                                        .bytes())
                        .refused(BAD_INTEGRITY, 401),
                Row.of(
                                "unknown attribute and wrong password",
                                rig -> body(rig.peer)
                                        .int32(0x7777, 1)
                                        .integrity(WRONG)
                                        .fingerprint()
                                        .bytes())
                        .refused(BAD_INTEGRITY, 401),
                Row.of(
                                "ICE-CONTROLLED and wrong password",
                                rig -> body(rig.peer)
                                        .int64(Wire.CONTROLLED, 1)
                                        .integrity(WRONG)
                                        .fingerprint()
                                        .bytes())
                        .refused(BAD_INTEGRITY, 401));
    }

    private static Stream<Row> authenticated() {
        return Stream.of(
                extended("an unknown required attribute", wire -> wire.int32(0x7777, 1))
                        .refusedSigned(UNKNOWN_ATTRIBUTE, 420),
                extended(
                                "several of them",
                                wire -> wire.int32(0x7777, 1).add(0x0002).add(0x7FFF))
                        .refusedSigned(UNKNOWN_ATTRIBUTE, 420),
                extended(
                                "one of them, and ICE-CONTROLLED",
                                wire -> wire.int32(0x7777, 1).int64(Wire.CONTROLLED, 1))
                        .refusedSigned(UNKNOWN_ATTRIBUTE, 420),
                extended(
                                "one of them, and USE-CANDIDATE",
                                wire -> wire.int32(0x7777, 1).add(Wire.USE_CANDIDATE))
                        .refusedSigned(UNKNOWN_ATTRIBUTE, 420),
                Row.of(
                                "ICE-CONTROLLED",
                                rig -> sealed(rig.peer, username(rig.peer).int64(Wire.CONTROLLED, 1)))
                        .refusedSigned(ROLE_CONFLICT, 487),
                Row.of(
                                "ICE-CONTROLLED with the highest tie-breaker",
                                rig -> sealed(rig.peer, username(rig.peer).int64(Wire.CONTROLLED, -1)))
                        .refusedSigned(ROLE_CONFLICT, 487),
                extended("both roles", wire -> wire.int64(Wire.CONTROLLED, 1)).refusedSigned(ROLE_CONFLICT, 487),
                Row.of(
                                "ICE-CONTROLLED under SHA-256",
                                rig -> username(rig.peer)
                                        .int64(Wire.CONTROLLED, 1)
                                        .integritySha256(rig.peer.otherKey)
                                        .fingerprint()
                                        .bytes())
                        .refusedSigned(ROLE_CONFLICT, 487),
                replayed("the same check again", Addresses.PEER).droppedAfterSuccess(REPLAY),
                replayed("the same check from elsewhere", Addresses.STRANGER).droppedAfterSuccess(REPLAY));
    }

    private static Row replayed(String name, java.net.InetSocketAddress from) {
        byte[][] captured = new byte[1][];
        return Row.of(name, rig -> new byte[0])
                .after(rig -> {
                    captured[0] = rig.peer.nominatingCheck();
                    rig.receive(Addresses.PEER, captured[0]);
                })
                .acting(rig -> rig.receive(from, captured[0]));
    }

    /** A check with something more before its PRIORITY. */
    private static Row extended(String name, UnaryOperator<Wire> more) {
        return check(name, (peer, wire) -> peer.endCheck(more.apply(wire)));
    }

    /** A check with something between integrity and FINGERPRINT. */
    private static Row trailed(String name, UnaryOperator<Wire> more) {
        return check(
                name,
                (peer, wire) ->
                        more.apply(wire.integrity(peer.otherKey)).fingerprint().bytes());
    }

    private static Row signed(String name, Key key) {
        return check(name, (peer, wire) -> wire.integrity(key).fingerprint().bytes());
    }

    private static Row typed(String name, int type) {
        return Row.of(
                name,
                rig -> sealed(
                        rig.peer,
                        rig.peer
                                .begin(type)
                                .text(Wire.USERNAME, rig.peer.username())
                                .add(Wire.USE_CANDIDATE)));
    }

    private static Row named(String name, String username) {
        return Row.of(
                name,
                rig -> sealed(
                        rig.peer,
                        rig.peer
                                .begin(Wire.REQUEST)
                                .text(Wire.USERNAME, username)
                                .text(Wire.SOFTWARE, "long enough for a 401 to fit")));
    }

    private static Row damaged(String name, UnaryOperator<byte[]> damage) {
        return Row.of(name, rig -> damage.apply(rig.peer.nominatingCheck()));
    }

    /** How a check that has its USERNAME and role is ended. */
    private interface Ending {
        byte[] of(ScriptedPeer peer, Wire begun);
    }

    private static Row check(String name, Ending ending) {
        return Row.of(name, rig -> ending.of(rig.peer, rig.peer.beginCheck()));
    }

    private static byte[] sha256(ScriptedPeer peer, Wire begun) {
        return begun.int32(Wire.PRIORITY, 1)
                .integritySha256(peer.otherKey)
                .fingerprint()
                .bytes();
    }

    private static Wire username(ScriptedPeer peer) {
        return peer.begin(Wire.REQUEST).text(Wire.USERNAME, peer.username());
    }

    private static Wire body(ScriptedPeer peer) {
        return peer.beginCheck().add(Wire.USE_CANDIDATE).int32(Wire.PRIORITY, 1);
    }

    private static byte[] sealed(ScriptedPeer peer, Wire wire) {
        return wire.integrity(peer.otherKey).fingerprint().bytes();
    }

    private static byte[] plainCrc(EngineRig rig) {
        Wire wire = body(rig.peer).integrity(rig.peer.otherKey);
        byte[] check = wire.fingerprint().bytes();
        byte[] magic = {0x53, 0x54, 0x55, 0x4e};
        for (int i = 0; i < 4; i++) {
            check[check.length - 4 + i] ^= magic[i];
        }
        return check;
    }

    private static byte[] tampered(EngineRig rig) {
        Wire wire = body(rig.peer);
        int priority = wire.length() - 1;
        return wire.integrity(rig.peer.otherKey).set(priority, 99).fingerprint().bytes();
    }

    private static byte[] readdressed(EngineRig rig) {
        return body(rig.peer)
                .integrity(rig.peer.otherKey)
                .set(19, 99)
                .set(18, 98)
                .set(17, 97)
                .fingerprint()
                .bytes();
    }

    private static byte[] flip(byte[] check, int at, int bits) {
        byte[] flipped = check.clone();
        flipped[at] ^= (byte) bits;
        return flipped;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
