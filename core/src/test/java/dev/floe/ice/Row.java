package dev.floe.ice;

import dev.floe.sim.Addresses;
import dev.floe.sim.EngineRig;
import dev.floe.sim.RecordingSlots;
import dev.floe.status.DropReason;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One row of the validation table.
 *
 * @param name what is special about the datagram
 * @param slots which slots the session has
 * @param prepare brings the session to where the datagram meets it
 * @param act lets the datagram arrive
 * @param reason under which it is dropped; null if it is used
 * @param reply what it is answered with
 * @param code the error code of that answer, or the one that the peer's refusal leaves in the statistics
 */
record Row(
        String name,
        Supplier<RecordingSlots> slots,
        Consumer<EngineRig> prepare,
        Consumer<EngineRig> act,
        @Nullable DropReason reason,
        Reply reply,
        int code) {

    /** What the agent answers with. */
    enum Reply {
        NONE,
        SUCCESS,
        SUCCESS_SHA256,
        UNSIGNED_ERROR,
        SIGNED_ERROR
    }

    /** A row about one datagram from the peer's address. */
    static Row of(String name, Function<EngineRig, byte[]> datagram) {
        return new Row(name, RecordingSlots::all, rig -> {}, arrival(datagram), null, Reply.NONE, 0);
    }

    /** A row about a response: the agent has sent a check to the peer, which {@code datagram} answers somehow. */
    static Row response(String name, Answer answer) {
        return of(name, rig -> answer.to(rig, rig.latestCheck(Addresses.PEER)))
                .after(rig -> rig.receive(Addresses.PEER, rig.peer.check()));
    }

    /** How a check of the agent's is answered. */
    @FunctionalInterface
    interface Answer {
        byte[] to(EngineRig rig, byte[] check);
    }

    private static Consumer<EngineRig> arrival(Function<EngineRig, byte[]> datagram) {
        return rig -> rig.receive(Addresses.PEER, datagram.apply(rig));
    }

    Row after(Consumer<EngineRig> preparation) {
        return new Row(name, slots, preparation, act, reason, reply, code);
    }

    Row with(Supplier<RecordingSlots> otherSlots) {
        return new Row(name, otherSlots, prepare, act, reason, reply, code);
    }

    Row acting(Consumer<EngineRig> act) {
        return new Row(name, slots, prepare, act, reason, reply, code);
    }

    Row succeeds() {
        return new Row(name, slots, prepare, act, null, Reply.SUCCESS, 0);
    }

    Row succeedsWithSha256() {
        return new Row(name, slots, prepare, act, null, Reply.SUCCESS_SHA256, 0);
    }

    Row dropped(DropReason why) {
        return new Row(name, slots, prepare, act, why, Reply.NONE, 0);
    }

    Row droppedAfterSuccess(DropReason why) {
        return new Row(name, slots, prepare, act, why, Reply.SUCCESS, 0);
    }

    Row refused(DropReason why, int with) {
        return new Row(name, slots, prepare, act, why, Reply.UNSIGNED_ERROR, with);
    }

    Row refusedSigned(DropReason why, int with) {
        return new Row(name, slots, prepare, act, why, Reply.SIGNED_ERROR, with);
    }

    Row peerRefused(int with) {
        return new Row(name, slots, prepare, act, DropReason.PEER_REFUSED, Reply.NONE, with);
    }

    @Override
    public String toString() {
        return name;
    }
}
