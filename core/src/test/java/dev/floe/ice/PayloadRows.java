package dev.floe.ice;

import static dev.floe.status.DropReason.NEVER_PROVEN;
import static dev.floe.status.DropReason.NOT_AUTHENTICATED;
import static dev.floe.status.DropReason.NO_CONSENT;
import static dev.floe.status.DropReason.NO_SLOT;
import static dev.floe.status.DropReason.OVERFLOW;
import static dev.floe.status.DropReason.UNKNOWN_KIND;

import dev.floe.sim.Addresses;
import dev.floe.sim.EngineRig;
import dev.floe.sim.RecordingSlots;
import java.util.stream.Stream;

/** What is no STUN. */
final class PayloadRows {
    private static final byte[] DTLS = {22, 1, 2, 3};
    private static final byte[] MEDIA = {(byte) 0x80, 1, 2, 3};

    private PayloadRows() {}

    static Stream<Row> all() {
        return Stream.of(
                Row.of("nothing", rig -> new byte[0]).dropped(UNKNOWN_KIND),
                first(4).dropped(UNKNOWN_KIND),
                first(15).dropped(UNKNOWN_KIND),
                first(16).dropped(UNKNOWN_KIND),
                first(64).dropped(UNKNOWN_KIND),
                first(127).dropped(UNKNOWN_KIND),
                first(192).dropped(UNKNOWN_KIND),
                first(255).dropped(UNKNOWN_KIND),
                Row.of("DTLS of a stranger", rig -> DTLS).dropped(NOT_AUTHENTICATED),
                Row.of("media of a stranger", rig -> MEDIA).dropped(NOT_AUTHENTICATED),
                Row.of("DTLS from another port of the peer", rig -> DTLS)
                        .after(rig -> rig.connect(Addresses.OTHER))
                        .dropped(NOT_AUTHENTICATED),
                Row.of("DTLS of a path that is proven", rig -> DTLS).after(rig -> rig.connect(Addresses.PEER)),
                Row.of("DTLS of a path that awaits its proof", rig -> DTLS).after(PayloadRows::ask),
                Row.of("DTLS without a slot", rig -> DTLS)
                        .with(RecordingSlots::none)
                        .after(rig -> rig.connect(Addresses.PEER))
                        .dropped(NO_SLOT),
                Row.of("media without a slot", rig -> MEDIA)
                        .with(RecordingSlots::none)
                        .after(rig -> rig.connect(Addresses.PEER))
                        .dropped(NO_SLOT),
                Row.of("the ninth that waits", rig -> DTLS)
                        .after(rig -> {
                            ask(rig);
                            for (int i = 0; i < 8; i++) {
                                rig.receive(Addresses.PEER, MEDIA);
                            }
                        })
                        .dropped(OVERFLOW),
                Row.of("one that is too long to wait", rig -> new byte[] {22})
                        .after(PayloadRows::ask)
                        .acting(rig -> {
                            byte[] jumbo = new byte[2049];
                            jumbo[0] = 22;
                            rig.receive(Addresses.PEER, jumbo);
                        })
                        .dropped(OVERFLOW),
                Row.of("one that waited on a path that was forgotten", rig -> DTLS)
                        .after(rig -> {
                            ask(rig);
                            rig.receive(Addresses.PEER, DTLS);
                            rig.advanceMillis(4_999);
                        })
                        .acting(rig -> rig.advanceMillis(1))
                        .dropped(NEVER_PROVEN),
                Row.of("DTLS after the end", rig -> DTLS)
                        .after(rig -> {
                            rig.connect(Addresses.PEER);
                            rig.close();
                        })
                        .dropped(NO_CONSENT),
                Row.of("DTLS when consent has run out and no timer has rung", rig -> DTLS)
                        .after(rig -> {
                            rig.connect(Addresses.PEER);
                            rig.time.now += 30_000_000_000L;
                        })
                        .dropped(NO_CONSENT));
    }

    private static Row first(int firstByte) {
        return Row.of("first byte " + firstByte, rig -> new byte[] {(byte) firstByte, 0, 0, 0})
                .after(rig -> rig.connect(Addresses.PEER));
    }

    private static void ask(EngineRig rig) {
        rig.receive(Addresses.PEER, rig.peer.check());
    }
}
