package dev.floe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.ice.ConsentPolicy;
import dev.floe.ice.IceScratch;
import dev.floe.ice.ReplyBudget;
import dev.floe.sim.Addresses;
import dev.floe.sim.AgentRig;
import dev.floe.sim.EngineRig;
import dev.floe.sim.Output;
import dev.floe.sim.RecordingSlots;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.SctpParameters;
import dev.floe.slot.SrtpKeys;
import dev.floe.status.ConsentState;
import dev.floe.status.EndReason;
import dev.floe.status.SessionEnd;
import dev.floe.status.SessionState;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A slot that throws ends its session with a reason, and never anything else. */
class SlotFaultsTest {
    /** A slot's own fault. */
    @SuppressWarnings("serial")
    private static final class Fault extends RuntimeException {}

    private static EngineRig rigThrowingAt(String call) {
        return new EngineRig(RecordingSlots.all().on(call, now -> {
            throw new Fault();
        }));
    }

    @Test
    void closesTheSlotsThatWereAttachedBeforeAFactoryThatThrows() {
        RecordingSlots slots = RecordingSlots.onlyMedia();
        EngineConfig config = new EngineConfig(
                AgentRig.LOCAL,
                Optional.of(AgentRig.REMOTE),
                ConsentPolicy.DEFAULT,
                Duration.ofSeconds(30),
                DtlsRole.SERVER,
                List.of(),
                Optional.of(link -> {
                    throw new Fault();
                }),
                Optional.empty(),
                slots.media(),
                SctpParameters.DEFAULT);
        IceScratch scratch = new IceScratch(new Random(1), new ReplyBudget(0, 1000, 1000));

        assertThrows(Fault.class, () -> new PeerEngine(0, config, scratch, new EngineRig()));
        assertEquals(List.of("media.onClosed"), slots.calls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dtls.onDatagram",
                "dtls.onWritable",
                "dtls.onTimeout",
                "dtls.delayNanos",
                "dtls.send",
                "data.onSecured",
                "data.onPlaintext",
                "data.onWritable",
                "data.onTimeout",
                "data.delayNanos",
                "media.onKeys",
                "media.onDatagram",
                "media.onWritable",
                "media.onTimeout",
                "media.delayNanos"
            })
    void endsTheSession(String call) {
        EngineRig rig = rigThrowingAt(call);
        provoke(rig);
        SessionEnd end = rig.out.only(Output.Ended.class).end();

        assertEquals(EndReason.SLOT_FAILED, end.reason());
        assertInstanceOf(Fault.class, end.cause().orElseThrow());
        assertEquals(SessionState.FAILED, rig.stats().state());
        closedOnce(rig);
    }

    /** Brings every method of every slot about. */
    private static void provoke(EngineRig rig) {
        rig.connect(Addresses.PEER);
        rig.slots.delay = 1_000_000_000;
        rig.receive(Addresses.PEER, new byte[] {22});
        rig.receive(Addresses.PEER, new byte[] {(byte) 0x80});
        rig.engine.run(rig.now(), now -> rig.slots.dtlsLink().secured(now, "DTLS 1.2", "SUITE", Optional.of(keys())));
        rig.engine.run(rig.now(), now -> rig.slots.dtlsLink().plaintext(now, ByteBuffer.allocate(1)));
        rig.engine.run(rig.now(), now -> rig.slots.dataLink().send(now, ByteBuffer.allocate(1)));
        rig.advance(Duration.ofSeconds(2));
    }

    private static SrtpKeys keys() {
        return new SrtpKeys(1, new byte[16], new byte[14], new byte[16], new byte[14]);
    }

    private static void closedOnce(EngineRig rig) {
        assertEquals(1, rig.slots.count("dtls.onClosed"));
        assertEquals(1, rig.slots.count("data.onClosed"));
        assertEquals(1, rig.slots.count("media.onClosed"));
        assertEquals(
                1,
                rig.out.history().stream()
                        .filter(Output.Ended.class::isInstance)
                        .count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dtls.onClosing",
                "data.onClosing",
                "media.onClosing",
                "dtls.onClosed",
                "data.onClosed",
                "media.onClosed"
            })
    void aFaultWhileClosingDoesNotChangeTheReason(String call) {
        EngineRig rig = rigThrowingAt(call);
        rig.connect(Addresses.PEER);
        rig.close();

        assertEquals(EndReason.CLOSED, rig.out.only(Output.Ended.class).end().reason());
        closedOnce(rig);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dtls.onConsentLost", "data.onConsentLost", "media.onConsentLost"})
    void aFaultWhileConsentIsLostDoesNotChangeTheReason(String call) {
        EngineRig rig = rigThrowingAt(call);
        rig.connect(Addresses.PEER);
        rig.advance(Duration.ofSeconds(31));

        assertEquals(
                EndReason.CONSENT_EXPIRED,
                rig.out.only(Output.Ended.class).end().reason());
        closedOnce(rig);
    }

    @Test
    void aTaskThatThrowsEndsTheSession() {
        EngineRig rig = new EngineRig();
        rig.slots.dtlsLink().execute(now -> {
            throw new Fault();
        });
        rig.runTasks();

        assertEquals(
                EndReason.SLOT_FAILED, rig.out.only(Output.Ended.class).end().reason());
        closedOnce(rig);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dtls.delayNanos", "data.delayNanos", "media.delayNanos"})
    void aFaultWhenAskedForTheDelayIsDueAtOnce(String call) {
        EngineRig rig = rigThrowingAt(call);

        assertEquals(0, rig.engine.delayNanos(rig.now()));
        rig.engine.onTimeout(rig.now());
        assertEquals(
                EndReason.SLOT_FAILED, rig.out.only(Output.Ended.class).end().reason());
    }

    @Test
    void anErrorIsCaughtLikeAnException() {
        AssertionError error = new AssertionError("as a linkage error would be");
        EngineRig rig = new EngineRig(RecordingSlots.all().on("dtls.onDatagram", now -> {
            throw error;
        }));
        rig.connect(Addresses.PEER);
        rig.receive(Addresses.PEER, new byte[] {22});

        assertSame(error, rig.out.only(Output.Ended.class).end().cause().orElseThrow());
    }

    /** A DTLS library reports what is thrown in its callbacks as its own failure; the reason must still name the slot. */
    @ParameterizedTest
    @ValueSource(strings = {"data.onSecured", "data.onPlaintext", "media.onKeys"})
    void theDataSlotsFaultIsNotBlamedOnDtls(String call) {
        EngineRig rig = rigThrowingAt(call);
        rig.connect(Addresses.PEER);
        rig.engine.run(rig.now(), now -> {
            try {
                rig.slots.dtlsLink().secured(now, "DTLS 1.2", "SUITE", Optional.of(keys()));
                rig.slots.dtlsLink().plaintext(now, ByteBuffer.allocate(1));
            } catch (RuntimeException fault) {
                rig.slots.dtlsLink().failed(now, fault);
            }
        });
        SessionEnd end = rig.out.only(Output.Ended.class).end();

        assertEquals(EndReason.SLOT_FAILED, end.reason());
        assertInstanceOf(Fault.class, end.cause().orElseThrow());
    }

    @Test
    void aSlotMayCloseTheSessionFromAnyOfItsMethods() {
        for (String call : new String[] {"dtls.onDatagram", "dtls.onWritable", "dtls.onClosing", "dtls.onTimeout"}) {
            EngineRig[] itself = new EngineRig[1];
            EngineRig rig = new EngineRig(RecordingSlots.all().on(call, now -> itself[0].engine.close(now)));
            itself[0] = rig;
            provoke(rig);
            rig.close();

            assertEquals(
                    EndReason.CLOSED,
                    rig.out.history().stream()
                            .filter(Output.Ended.class::isInstance)
                            .map(output -> ((Output.Ended) output).end().reason())
                            .findFirst()
                            .orElseThrow(),
                    call);
            closedOnce(rig);
            assertEquals(1, rig.slots.count("dtls.onClosing"), call);
        }
    }

    @Test
    void aFaultOfOneSlotStillLetsTheOthersSayGoodbye() {
        EngineRig rig = new EngineRig(RecordingSlots.all().on("media.onDatagram", now -> {
            throw new Fault();
        }));
        rig.connect(Addresses.PEER);
        rig.slots.calls.clear();
        rig.receive(Addresses.PEER, new byte[] {(byte) 0x80});

        assertTrue(rig.slots.calls.contains("dtls.onClosing"));
        assertFalse(rig.engine.isEnded() && rig.stats().consent() == ConsentState.GRANTED);
    }
}
