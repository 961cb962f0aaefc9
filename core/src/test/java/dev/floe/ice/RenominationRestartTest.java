package dev.floe.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.floe.sim.Addresses;
import dev.floe.sim.AgentRig;
import dev.floe.sim.ScriptedPeer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Numbered nominations (draft-thatcher-ice-renomination) across an ICE restart. */
class RenominationRestartTest {
    private static final int NOMINATION = 0xC001;
    private static final InetSocketAddress PEER = Addresses.PEER;
    private static final InetSocketAddress OTHER = Addresses.OTHER;
    private static final IceCredentials LOCAL = IceCredentials.of("LOC2", "localPassword2Of24Letter");
    private static final IceCredentials REMOTE = IceCredentials.of("RMT2", "remotePassword2Of24Lette");

    private final AgentRig rig = new AgentRig();
    private final ScriptedPeer renewed = new ScriptedPeer(REMOTE, LOCAL, 99);

    private static byte[] nominating(ScriptedPeer peer, int number) {
        return peer.endCheck(peer.beginCheck().int32(NOMINATION, number));
    }

    @Tag("I26")
    @Test
    void aLateNumberOfTheOldCredentialsDoesNotHoldUpTheNewOnes() {
        rig.agent.agreeRenomination();
        rig.connect(PEER);
        rig.live(PEER, Duration.ofSeconds(3));
        rig.agent.restart(rig.now(), LOCAL, REMOTE);

        rig.receive(PEER, nominating(rig.peer, 7));
        rig.receive(OTHER, nominating(renewed, 1));
        rig.receive(OTHER, renewed.answer(rig.out.latestCheck(OTHER)));

        assertEquals(Optional.of(OTHER), rig.agent.selected());
    }
}
