package dev.floe.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.ice.ConsentPolicy;
import dev.floe.sim.Output;
import dev.floe.sim.Reading;
import dev.floe.sim.VirtualTime;
import dev.floe.sim.Wire;
import dev.floe.stun.StunMessage;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The agent: the input is a life of datagrams, times and commands. Beside it lives a twin that is spared everything
 * without valid integrity, and must nevertheless do the same: what strangers send changes nothing.
 */
public final class AgentTarget {
    private static final List<ConsentPolicy> POLICIES =
            List.of(ConsentPolicy.DEFAULT, ConsentPolicy.RFC7675, ConsentPolicy.PASSIVE);
    private static final List<InetSocketAddress> ADDRESSES = Speaker.addresses();
    private static final long MILLI = 1_000_000L;
    private static final int MOST_RINGS = 3_000;
    private static final int PATHS = 8;
    /** A first answer and the first check on its path are the most that one datagram calls for, beside one check of the selected path. */
    private static final int MOST_SENT = 4;

    private final Script script;
    private final Speaker speaker = new Speaker();
    private final VirtualTime time;
    private final AgentSide agent;
    private final AgentSide twin;
    /** From where a check of the agent was answered, signed: only there may anything go. */
    private final Set<InetSocketAddress> answered = new HashSet<>();

    private final Set<InetSocketAddress> authenticated = new HashSet<>();
    private boolean late;

    private AgentTarget(Script script) {
        this.script = script;
        ConsentPolicy policy = POLICIES.get(script.below(POLICIES.size()));
        late = script.below(4) == 1;
        time = new VirtualTime(VirtualTime.WRAPS_SOON + script.below(3));
        agent = new AgentSide(time, policy, late);
        twin = new AgentSide(time, policy, late);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        new AgentTarget(new Script(input)).run();
    }

    private void run() {
        while (script.hasMore()) {
            step();
            settle();
        }
    }

    private void step() {
        switch (script.below(12)) {
            case 0, 1 -> pass();
            case 2, 3, 4 -> receive(Speaker.address(script), speaker.check(script));
            case 5, 6 -> answer();
            case 7 -> receive(Speaker.address(script), script.take(script.next()));
            case 8 -> receive(Speaker.address(script), script.take(script.next() * 16));
            case 9 -> receive(Speaker.address(script), speaker.replay(script));
            case 10 -> command();
            default -> timeout();
        }
    }

    private void pass() {
        int kind = script.next();
        long amount = script.next();
        long nanos = switch (kind & 3) {
            case 0 -> amount;
            case 1 -> amount * MILLI;
            case 2 -> amount * 20 * MILLI;
            default -> amount * 250 * MILLI;
        };
        if ((kind & 4) != 0) {
            time.now += nanos; // the timer is late
            return;
        }
        long target = time.now + nanos;
        for (int rings = 0; agent.delay() <= target - time.now; rings++) {
            assertTrue(rings < MOST_RINGS, "the timer rings without end");
            time.now += agent.delay();
            timeout();
        }
        time.now = target;
    }

    private void timeout() {
        agent.machine.onTimeout(time.now);
        twin.machine.onTimeout(time.now);
        compare();
    }

    private void answer() {
        Speaker.Check asked = speaker.checkToAnswer(script);
        if (asked != null) {
            int from = script.next();
            InetSocketAddress source = from < 192 ? asked.to() : Speaker.address(from % ADDRESSES.size());
            byte[] answer = speaker.answer(asked, script);
            if (source.equals(asked.to()) && answer[0] == 1 && answer[1] == 1 && isAuthentic(answer)) {
                answered.add(source);
            }
            receive(source, answer);
        }
    }

    private void receive(InetSocketAddress source, byte[] datagram) {
        speaker.says(datagram);
        if (datagram.length > 0 && (datagram[0] & 0xFC) != 0) {
            return; // no agent's business
        }
        if (isAuthentic(datagram)) {
            if (datagram[0] == 0) {
                authenticated.add(source);
            } else if (datagram[1] == 1) {
                answered.add(source); // a replay, or one that was changed and signed again
            }
            agent.receive(source, datagram);
            twin.receive(source, datagram);
            passOverUnsignedRefusals(agent);
            passOverUnsignedRefusals(twin);
            assertTrue(agent.fresh.stream().filter(Event::isSent).count() <= MOST_SENT, "too much for one datagram");
        } else {
            timeout();
            agent.receive(source, datagram);
            answerToStranger(source, datagram);
        }
        compare();
    }

    /** What is signed, and names nobody or somebody else, is refused like a stranger's: out of a budget that strangers may have used up. */
    private static void passOverUnsignedRefusals(AgentSide side) {
        side.fresh.removeIf(event -> event.isSent() && isUnsignedRefusal(new Reading(Output.copy(event.bytes()))));
    }

    private static boolean isUnsignedRefusal(Reading sent) {
        return sent.type() == Wire.ERROR && !sent.has(Wire.INTEGRITY) && !sent.has(Wire.INTEGRITY_SHA256);
    }

    private boolean isAuthentic(byte[] datagram) {
        return datagram.length <= StunMessage.MAX_LENGTH && Attributes.anySigned(datagram, speaker.keys);
    }

    /** Takes out what a stranger may draw: one unsigned refusal that is not longer than what he sent. */
    private void answerToStranger(InetSocketAddress source, byte[] datagram) {
        List<Event> replies = agent.fresh.stream().filter(Event::isSent).toList();
        assertTrue(replies.size() <= 1, () -> "a stranger drew " + replies);
        for (Event reply : replies) {
            byte[] bytes = Output.copy(reply.bytes());
            Reading reading = new Reading(bytes);
            assertEquals(source, reply.subject(), "to whoever asked");
            assertTrue(bytes.length <= datagram.length, () -> bytes.length + " bytes for " + datagram.length);
            assertEquals(Wire.ERROR, reading.type());
            assertTrue(!reading.has(Wire.INTEGRITY) && !reading.has(Wire.INTEGRITY_SHA256), "signed for a stranger");
            agent.fresh.remove(reply);
        }
    }

    private void command() {
        switch (script.below(8)) {
            case 0, 1, 2 -> {
                speaker.restart();
                late = false;
                both(side -> side.machine.restart(time.now, speaker.local(), speaker.remote()));
            }
            case 3, 4, 5 -> {
                if (late) {
                    late = false;
                    both(side -> side.machine.learnRemote(time.now, speaker.remote()));
                }
            }
            case 6 -> both(side -> side.machine.agreeRenomination());
            default -> both(side -> side.machine.close());
        }
    }

    private void both(Consumer<AgentSide> command) {
        command.accept(agent);
        command.accept(twin);
        compare();
    }

    /** What must hold whatever has happened; and the agent's words are heard. */
    private void settle() {
        for (Event event : agent.heard) {
            if (event.isSent()) {
                byte[] bytes = Output.copy(event.bytes());
                InetSocketAddress to = (InetSocketAddress) event.subject();
                speaker.hears(to, bytes);
                assertTrue(new Reading(bytes).hasFingerprint(), "all that leaves is STUN with a right fingerprint");
                assertTrue(bytes[0] == 1 || authenticated.contains(to), "a check to whom nothing came from");
            }
        }
        agent.heard.clear();
        agent.checkBooks();
        agent.machine.selected().ifPresent(remote -> assertTrue(answered.contains(remote), "selected without proof"));
        long awaiting =
                ADDRESSES.stream().filter(agent.machine::isAwaitingProof).count();
        assertTrue(awaiting <= PATHS, () -> awaiting + " paths await their proof");
        List<InetSocketAddress> proven = ADDRESSES.stream()
                .filter(address -> agent.machine.isProven(time.now, address))
                .toList();
        assertTrue(proven.size() <= PATHS, () -> proven + " are proven");
        assertTrue(answered.containsAll(proven), "proven without an answer");
    }

    private void compare() {
        assertEquals(twin.fresh, agent.fresh, "strangers made a difference");
        assertEquals(twin.snapshot(), agent.snapshot(), "strangers made a difference");
        assertTrue(agent.delay() >= 0, "a delay is never negative");
        agent.heard.addAll(agent.fresh);
        assertNull(agent.afterEnd, "nothing after the end");
        agent.fresh.clear();
        twin.fresh.clear();
    }
}
