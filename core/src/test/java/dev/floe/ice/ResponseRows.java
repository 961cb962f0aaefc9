package dev.floe.ice;

import static dev.floe.status.DropReason.BAD_FINGERPRINT;
import static dev.floe.status.DropReason.BAD_INTEGRITY;
import static dev.floe.status.DropReason.NO_CONSENT;
import static dev.floe.status.DropReason.NO_INTEGRITY;
import static dev.floe.status.DropReason.UNKNOWN_ATTRIBUTE;
import static dev.floe.status.DropReason.UNKNOWN_TRANSACTION;
import static dev.floe.status.DropReason.UNSUPPORTED_METHOD;
import static dev.floe.status.DropReason.WRONG_SOURCE;

import dev.floe.sim.Addresses;
import dev.floe.sim.EngineRig;
import dev.floe.sim.Wire;
import java.util.stream.Stream;

/** Responses to the agent's own check, each one change away from a valid one. */
final class ResponseRows {
    private ResponseRows() {}

    static Stream<Row> all() {
        return Stream.concat(successes(), errors());
    }

    private static Stream<Row> successes() {
        return Stream.of(
                Row.response("a valid answer", (rig, check) -> rig.peer.answer(check)),
                Row.response("without XOR-MAPPED-ADDRESS", (rig, check) -> sealed(rig, success(rig, check))),
                Row.response(
                        "with SOFTWARE and an unknown optional attribute",
                        (rig, check) -> sealed(
                                rig,
                                success(rig, check)
                                        .text(Wire.SOFTWARE, "a peer")
                                        .add(0xC0FF))),
                Row.response(
                        "an unknown required attribute after integrity",
                        (rig, check) -> success(rig, check)
                                .integrity(rig.peer.ownKey)
                                .int32(0x7777, 1)
                                .fingerprint()
                                .bytes()),
                Row.response("to no check of ours", (rig, check) -> sealed(rig, rig.peer.begin(Wire.SUCCESS)))
                        .dropped(UNKNOWN_TRANSACTION),
                Row.response("the same answer again", (rig, check) -> rig.peer.answer(check))
                        .after(rig -> rig.prove(Addresses.PEER))
                        .dropped(UNKNOWN_TRANSACTION),
                Row.response("from another address", (rig, check) -> rig.peer.answer(check))
                        .acting(rig ->
                                rig.receive(Addresses.STRANGER, rig.peer.answer(rig.latestCheck(Addresses.PEER))))
                        .dropped(WRONG_SOURCE),
                Row.response("from another port", (rig, check) -> rig.peer.answer(check))
                        .acting(rig -> rig.receive(Addresses.OTHER, rig.peer.answer(rig.latestCheck(Addresses.PEER))))
                        .dropped(WRONG_SOURCE),
                Row.response(
                                "without FINGERPRINT",
                                (rig, check) -> success(rig, check)
                                        .integrity(rig.peer.ownKey)
                                        .bytes())
                        .dropped(BAD_FINGERPRINT),
                Row.response(
                                "with a wrong FINGERPRINT",
                                (rig, check) -> success(rig, check)
                                        .integrity(rig.peer.ownKey)
                                        .int32(Wire.FINGERPRINT, 7)
                                        .bytes())
                        .dropped(BAD_FINGERPRINT),
                Row.response(
                                "without integrity",
                                (rig, check) ->
                                        success(rig, check).fingerprint().bytes())
                        .dropped(NO_INTEGRITY),
                Row.response(
                                "signed with our own password",
                                (rig, check) -> success(rig, check)
                                        .integrity(rig.peer.otherKey)
                                        .fingerprint()
                                        .bytes())
                        .dropped(BAD_INTEGRITY),
                Row.response("of another method", (rig, check) -> sealed(rig, rig.peer.reply(0x0103, check)))
                        .dropped(UNSUPPORTED_METHOD),
                Row.response(
                                "an answer with an unknown required attribute",
                                (rig, check) -> sealed(rig, success(rig, check).int32(0x7777, 1)))
                        .dropped(UNKNOWN_ATTRIBUTE),
                Row.response("after the end", (rig, check) -> rig.peer.answer(check))
                        .after(rig -> {
                            rig.receive(Addresses.PEER, rig.peer.check());
                            rig.close();
                        })
                        .dropped(NO_CONSENT));
    }

    private static Stream<Row> errors() {
        return Stream.of(
                Row.response("an unsigned 400", (rig, check) -> rig.peer.refuseUnsigned(check, 400))
                        .peerRefused(400),
                Row.response(
                                "an unsigned 401 without FINGERPRINT",
                                (rig, check) -> error(rig, check, 401).bytes())
                        .peerRefused(401),
                Row.response(
                                "a signed 401 without FINGERPRINT",
                                (rig, check) -> error(rig, check, 401)
                                        .integrity(rig.peer.ownKey)
                                        .bytes())
                        .peerRefused(401),
                Row.response("an unsigned 403", (rig, check) -> rig.peer.refuseUnsigned(check, 403))
                        .peerRefused(403),
                Row.response(
                                "a signed 403 without FINGERPRINT",
                                (rig, check) -> error(rig, check, 403)
                                        .integrity(rig.peer.ownKey)
                                        .bytes())
                        .peerRefused(403),
                Row.response("an unsigned 487", (rig, check) -> rig.peer.refuseUnsigned(check, 487))
                        .peerRefused(487),
                Row.response("a signed 487", (rig, check) -> rig.peer.refuse(check, 487))
                        .peerRefused(487),
                Row.response(
                                "an error without ERROR-CODE",
                                (rig, check) -> rig.peer
                                        .reply(Wire.ERROR, check)
                                        .fingerprint()
                                        .bytes())
                        .peerRefused(0),
                Row.response(
                                "a 403 under another password",
                                (rig, check) -> error(rig, check, 403)
                                        .integrity(rig.peer.otherKey)
                                        .fingerprint()
                                        .bytes())
                        .dropped(BAD_INTEGRITY),
                Row.response(
                                "a signed 403 with a wrong FINGERPRINT",
                                (rig, check) -> error(rig, check, 403)
                                        .integrity(rig.peer.ownKey)
                                        .int32(Wire.FINGERPRINT, 7)
                                        .bytes())
                        .dropped(BAD_FINGERPRINT),
                Row.response(
                                "a signed 403 with an unknown required attribute",
                                (rig, check) ->
                                        sealed(rig, error(rig, check, 403).int32(0x7777, 1)))
                        .dropped(UNKNOWN_ATTRIBUTE),
                Row.response("an error from another address", (rig, check) -> rig.peer.refuse(check, 403))
                        .acting(rig ->
                                rig.receive(Addresses.STRANGER, rig.peer.refuse(rig.latestCheck(Addresses.PEER), 403)))
                        .dropped(WRONG_SOURCE),
                Row.response(
                                "an error to no check of ours",
                                (rig, check) ->
                                        sealed(rig, rig.peer.begin(Wire.ERROR).error(403)))
                        .dropped(UNKNOWN_TRANSACTION));
    }

    private static Wire success(EngineRig rig, byte[] check) {
        return rig.peer.reply(Wire.SUCCESS, check);
    }

    private static Wire error(EngineRig rig, byte[] check, int code) {
        return rig.peer.reply(Wire.ERROR, check).error(code);
    }

    private static byte[] sealed(EngineRig rig, Wire wire) {
        return wire.integrity(rig.peer.ownKey).fingerprint().bytes();
    }
}
