package dev.floe.bench;

import dev.floe.ice.IceCredentials;
import dev.floe.ice.IceScratch;
import dev.floe.ice.ReplyBudget;
import dev.floe.sim.ScriptedPeer;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Both sides' credentials, with ufrags as long as in the captured session, and what is made of them. */
final class Party {
    static final IceCredentials LOCAL = IceCredentials.of("Floe4Ufr", "localPasswordOf24Letters");
    static final IceCredentials REMOTE = IceCredentials.of("gifq", "remotePasswordOf24Letter");
    /** Messages in a pool: four times what an agent remembers, so that none is a replay when its turn comes again. */
    static final int POOL = 1024;

    private Party() {}

    static ScriptedPeer peer() {
        return new ScriptedPeer(REMOTE, LOCAL, 1);
    }

    static IceScratch scratch(RandomGenerator random) {
        return new IceScratch(random, new ReplyBudget(0, 1000, 1000));
    }

    static IceScratch scratch() {
        return scratch(new Random(1));
    }

    /** Returns credentials of the same text that share no object with others, as those of another session. */
    static IceCredentials own(IceCredentials shared) {
        return IceCredentials.of(new String(shared.ufrag()), new String(shared.password()));
    }

    /** Returns a pool of different messages, in memory of the kind that a socket reads into. */
    static ByteBuffer[] pool(Supplier<byte[]> messages) {
        ByteBuffer[] pool = new ByteBuffer[POOL];
        for (int i = 0; i < POOL; i++) {
            pool[i] = direct(messages.get());
        }
        return pool;
    }

    static ByteBuffer direct(byte[] message) {
        return ByteBuffer.allocateDirect(message.length).put(message).flip();
    }

    static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("the benchmark does not measure what it says: " + what);
        }
    }
}
