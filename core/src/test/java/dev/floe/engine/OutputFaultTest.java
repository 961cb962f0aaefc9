package dev.floe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.floe.ice.ConsentPolicy;
import dev.floe.ice.IceScratch;
import dev.floe.ice.ReplyBudget;
import dev.floe.sim.Addresses;
import dev.floe.sim.AgentRig;
import dev.floe.sim.ScriptedPeer;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.SctpParameters;
import dev.floe.slot.SessionTask;
import dev.floe.status.DtlsState;
import dev.floe.status.EndReason;
import dev.floe.status.SessionEnd;
import dev.floe.status.SessionState;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An output that throws is its owner's fault, and must not keep the owner from ending the session. */
class OutputFaultTest {
    private final IllegalStateException planted = new IllegalStateException("planted");

    /** A socket that throws at every send. */
    private final class Broken implements EngineOutput {
        final List<SessionEnd> ends = new ArrayList<>();

        @Override
        public boolean send(InetSocketAddress to, ByteBuffer datagram) {
            throw planted;
        }

        @Override
        public void execute(SessionTask task) {}

        @Override
        public void onState(SessionState state) {}

        @Override
        public void onSelected(InetSocketAddress remote) {}

        @Override
        public void onDtls(DtlsState state) {}

        @Override
        public void onEnd(SessionEnd end) {
            ends.add(end);
        }
    }

    @Test
    void aSessionWhoseOutputThrewCanStillBeEnded() {
        Broken output = new Broken();
        EngineConfig config = new EngineConfig(
                AgentRig.LOCAL,
                Optional.of(AgentRig.REMOTE),
                ConsentPolicy.DEFAULT,
                Duration.ofSeconds(30),
                DtlsRole.SERVER,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SctpParameters.DEFAULT);
        PeerEngine engine =
                new PeerEngine(0, config, new IceScratch(new Random(1), new ReplyBudget(0, 10, 10)), output);
        byte[] check = new ScriptedPeer(AgentRig.REMOTE, AgentRig.LOCAL, 1).check();

        IllegalStateException thrown = assertThrows(
                IllegalStateException.class, () -> engine.onDatagram(1, Addresses.PEER, ByteBuffer.wrap(check)));
        assertSame(planted, thrown);
        engine.fail(2, EndReason.SOCKET_FAILED, planted);

        assertEquals(EndReason.SOCKET_FAILED, engine.end().orElseThrow().reason());
        assertEquals(1, output.ends.size());
        assertEquals(Long.MAX_VALUE, engine.delayNanos(3));
    }
}
