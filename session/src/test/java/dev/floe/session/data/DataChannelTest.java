package dev.floe.session.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.slot.SctpParameters;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Channels between two slots, in virtual time (RFC 8831, RFC 8832). */
@Tag("DC1")
class DataChannelTest {
    private final Twins twins = Twins.secured();

    private DataChannel open(String label, DataChannelOptions options) {
        DataChannel channel = twins.left.slot.open(label, options);
        twins.settle();
        assertEquals(DataChannelState.OPEN, channel.state());
        return channel;
    }

    private DataChannel lastOpened() {
        return twins.right.opened.get(twins.right.opened.size() - 1);
    }

    private static List<Message> take(DataChannel channel) {
        List<Message> messages = new ArrayList<>();
        channel.onMessage(messages::add);
        return messages;
    }

    private static ByteBuffer bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    @Tag("DC2")
    @Test
    void tellsThePeerWhatTheChannelIsLike() {
        DataChannelOptions options = DataChannelOptions.RELIABLE
                .unordered()
                .withMaxPacketLifeTime(Duration.ofMillis(1500))
                .withProtocol("größer")
                .withPriority(Priority.HIGH);
        DataChannel here = open("Küche", options);
        DataChannel there = lastOpened();
        assertEquals("Küche", there.label());
        assertEquals("größer", there.protocol());
        assertFalse(there.ordered());
        assertEquals(Duration.ofMillis(1500), there.maxPacketLifeTime().orElseThrow());
        assertEquals(OptionalInt.empty(), there.maxRetransmits());
        assertEquals(Priority.HIGH, there.priority());
        assertEquals(here.id(), there.id());
        assertFalse(there.negotiated());
    }

    @Tag("DC3")
    @Test
    void givesTheDtlsClientEvenIdsAndTheServerOddOnes() {
        assertEquals(OptionalInt.of(0), open("a", DataChannelOptions.RELIABLE).id());
        assertEquals(OptionalInt.of(2), open("b", DataChannelOptions.RELIABLE).id());
        DataChannel back = twins.right.slot.open("c", DataChannelOptions.RELIABLE);
        twins.settle();
        assertEquals(OptionalInt.of(1), back.id());
    }

    @Tag("DC4")
    @Test
    void carriesTextAndBytesAndTheirEmptyForms() {
        DataChannel here = open("x", DataChannelOptions.RELIABLE);
        List<Message> came = take(lastOpened());
        List<Message> sent = List.of(
                new Message.Text("Grüße, 世界"),
                new Message.Text(""),
                new Message.Binary(ByteBuffer.allocate(0)),
                new Message.Binary(bytes(1)),
                new Message.Binary(bytes(262_144)));
        sent.forEach(here::send);
        twins.settle();
        assertEquals(sent, came);
        assertEquals(0, here.bufferedAmount());
    }

    @Test
    void leavesTheSendersBufferAsItIs() {
        DataChannel here = open("x", DataChannelOptions.RELIABLE);
        List<Message> came = take(lastOpened());
        ByteBuffer mine = bytes(10).position(2).limit(6);
        here.send(mine);
        mine.put(3, (byte) 99);
        assertEquals(2, mine.position());
        twins.settle();
        assertEquals(new Message.Binary(bytes(10).position(2).limit(6).slice()), came.get(0));
    }

    @Test
    void letsMessagesWaitForAHandler() {
        DataChannel here = open("x", DataChannelOptions.RELIABLE);
        here.send("one");
        here.send("two");
        twins.settle();
        List<Message> came = take(lastOpened());
        twins.settle();
        assertEquals(List.of(new Message.Text("one"), new Message.Text("two")), came);
    }

    @Test
    void tellsALateHandlerWhatHasHappened() {
        DataChannel here = open("x", DataChannelOptions.RELIABLE);
        List<String> told = new ArrayList<>();
        here.onOpen(() -> told.add("open"));
        twins.settle();
        here.close();
        twins.settle();
        twins.pass(5);
        here.onClose(() -> told.add("closed"));
        twins.settle();
        assertEquals(List.of("open", "closed"), told);
    }

    @Test
    void goesOnWhenAHandlerThrows() {
        DataChannel here = open("x", DataChannelOptions.RELIABLE);
        List<Message> came = new ArrayList<>();
        lastOpened().onMessage(message -> {
            came.add(message);
            throw new IllegalStateException("a handler's own fault");
        });
        here.send("one");
        here.send("two");
        twins.settle();
        assertEquals(2, came.size());
    }

    @Tag("DC5")
    @Test
    void closesBothEndsAndUsesTheIdAgain() {
        DataChannel here = open("x", DataChannelOptions.RELIABLE);
        DataChannel there = lastOpened();
        List<Message> came = take(there);
        here.send("last words");
        here.close();
        assertThrows(IllegalStateException.class, () -> closeAndSend(here));
        twins.settle();
        twins.pass(250); // The peer may take 200 ms to acknowledge the last words.
        assertEquals(List.of(new Message.Text("last words")), came);
        assertEquals(DataChannelState.CLOSED, here.state());
        assertEquals(DataChannelState.CLOSED, there.state());
        DataChannel again = open("y", DataChannelOptions.RELIABLE);
        assertEquals(OptionalInt.of(0), again.id());
        List<Message> anew = take(lastOpened());
        again.send("hello");
        twins.settle();
        assertEquals(1, anew.size());
    }

    private void closeAndSend(DataChannel channel) {
        twins.settle();
        channel.send("too late");
    }

    @Test
    void opensWhatBothSidesAgreedOn() {
        DataChannelOptions options = DataChannelOptions.RELIABLE.negotiatedAs(1000);
        DataChannel here = open("x", options);
        DataChannel there = twins.right.slot.open("y", options);
        twins.settle();
        List<Message> came = take(there);
        here.send("by agreement");
        twins.settle();
        assertEquals(1, came.size());
        assertTrue(there.negotiated());
        assertThrows(IllegalArgumentException.class, () -> twins.left.slot.open("z", options));
    }

    @Test
    void opensEarlyChannelsOnceTheSessionIsSecured() {
        Twins early = new Twins(new SctpParameters(5000, 65_536));
        DataChannel waiting = early.left.slot.open("early", DataChannelOptions.RELIABLE);
        DataChannel given = early.left.slot.open("given up", DataChannelOptions.RELIABLE);
        assertThrows(IllegalStateException.class, () -> waiting.send("too early"));
        given.close();
        early.settle();
        early.secure();
        assertEquals(DataChannelState.OPEN, waiting.state());
        assertEquals(DataChannelState.CLOSED, given.state());
        assertEquals(1, early.right.opened.size());
    }

    @Test
    void tellsWhenToHoldBackAndWhenToGoOn() {
        DataChannel here = open("x", DataChannelOptions.RELIABLE);
        take(lastOpened());
        int[] low = {0};
        here.onBufferedAmountLow(() -> low[0]++);
        twins.settle();
        int sent = 0;
        while (here.send(bytes(65_536))) {
            sent++;
        }
        assertEquals(16, sent, "1 MiB, and one more");
        assertEquals(17 * 65_536, here.bufferedAmount());
        twins.settle();
        assertEquals(0, here.bufferedAmount());
        assertEquals(1, low[0]);
    }

    @Test
    void asksNobodyToHoldBackWhoWouldNotBeToldToGoOn() {
        DataChannel here = open("x", DataChannelOptions.RELIABLE);
        take(lastOpened());
        int[] low = {0};
        here.bufferedAmountLowThreshold(2 << 20);
        here.onBufferedAmountLow(() -> low[0]++);
        twins.settle();
        int sent = 0;
        while (here.send(bytes(65_536))) {
            sent++;
        }
        assertEquals(32, sent, "2 MiB, and one more");
        twins.settle();
        assertEquals(1, low[0]);
    }

    @Test
    void stallsThePeerWhileAChannelIsPaused() {
        DataChannel here = open("x", DataChannelOptions.RELIABLE);
        DataChannel there = lastOpened();
        List<Message> came = take(there);
        there.pause();
        twins.settle();
        for (int i = 0; i < 40; i++) {
            here.send(bytes(65_536));
        }
        twins.settle();
        assertEquals(0, came.size());
        assertTrue(here.bufferedAmount() > 20 * 65_536, "a megabyte is under way, the rest waits here");
        there.resume();
        twins.settle();
        twins.pass(4000);
        assertEquals(40, came.size());
    }

    @Test
    void anEchoIsBoundedWhateverThePeerReads() {
        DataChannel here = open("x", DataChannelOptions.RELIABLE);
        DataChannel echo = lastOpened();
        echo.onMessage(echo::send);
        here.pause();
        twins.settle();
        for (int i = 0; i < 600; i++) {
            if (here.bufferedAmount() < 4 << 20) {
                here.send(bytes(65_536));
            }
            twins.settle();
        }
        assertTrue(echo.bufferedAmount() > 4 << 20, "it has answered " + echo.bufferedAmount());
        assertTrue(echo.bufferedAmount() <= 9 << 20, "and no more: " + echo.bufferedAmount());
        assertEquals(DataChannelState.OPEN, echo.state());
    }

    @Tag("DC3")
    @Test
    void refusesChannelsWhoseNamesWouldFillTheMemory() {
        String name = "x".repeat(65_535);
        List<DataChannel> channels = IntStream.range(0, 20)
                .mapToObj(i -> twins.left.slot.open(name, DataChannelOptions.RELIABLE))
                .toList();
        twins.settle();
        twins.pass(300);
        assertEquals(15, twins.right.opened.size());
        assertEquals(
                5,
                channels.stream()
                        .filter(channel -> channel.state() == DataChannelState.CLOSED)
                        .count());
    }

    @Test
    void carriesAHundredChannels() {
        List<DataChannel> channels = IntStream.range(0, 100)
                .mapToObj(i -> open("channel " + i, DataChannelOptions.RELIABLE))
                .toList();
        twins.right.opened.forEach(channel -> channel.onMessage(channel::send));
        List<List<Message>> back = channels.stream().map(DataChannelTest::take).toList();
        channels.forEach(channel -> channel.send(channel.label()));
        twins.settle();
        for (int i = 0; i < channels.size(); i++) {
            assertEquals(List.of(new Message.Text("channel " + i)), back.get(i));
        }
        Set<OptionalInt> ids = channels.stream().map(DataChannel::id).collect(Collectors.toSet());
        assertEquals(100, ids.size());
    }

    @Test
    void takesWhatOtherThreadsSendInTheirOrder() throws InterruptedException {
        DataChannel here = open("x", DataChannelOptions.RELIABLE);
        List<Message> came = take(lastOpened());
        CountDownLatch done = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            for (int i = 0; i < 1000; i++) {
                here.send(Integer.toString(i));
            }
            done.countDown();
        });
        other.start();
        assertTrue(done.await(10, TimeUnit.SECONDS));
        assertEquals(1, twins.left.link.tasks.size(), "one turn for all of them");
        twins.settle();
        assertEquals(
                IntStream.range(0, 1000)
                        .mapToObj(i -> new Message.Text(Integer.toString(i)))
                        .toList(),
                came);
    }

    @Test
    void sendsWhatWasRefusedWhenTheWayIsOpenAgain() {
        DataChannel here = open("x", DataChannelOptions.RELIABLE);
        List<Message> came = take(lastOpened());
        twins.left.link.refuses = true;
        here.send("patience");
        twins.settle();
        assertEquals(8, here.bufferedAmount());
        twins.left.link.refuses = false;
        twins.left.slot.onWritable(18);
        twins.settle();
        assertEquals(1, came.size());
    }

    @Test
    void closesEveryChannelWithTheSession() {
        DataChannel here = open("x", DataChannelOptions.RELIABLE);
        DataChannel there = lastOpened();
        List<String> told = new ArrayList<>();
        here.onClose(() -> told.add("here"));
        there.onClose(() -> told.add("there"));
        twins.settle();
        twins.left.slot.onClosing(100);
        twins.left.slot.onClosed();
        twins.settle();
        assertEquals(List.of("here", "there"), told, "the peer was told by an ABORT");
        assertThrows(IllegalStateException.class, () -> twins.left.slot.open("y", DataChannelOptions.RELIABLE));
        here.onClose(() -> told.add("late"));
        assertEquals(3, told.size());
    }

    @Test
    void aClosedChannelThatNobodyReadLeavesTheReceiveWindowToOthers() {
        for (int i = 0; i < 5; i++) {
            DataChannel unread = open("unread", DataChannelOptions.RELIABLE);
            for (int piece = 0; piece < 8; piece++) {
                unread.send(bytes(50_000));
            }
            unread.close();
            twins.pass(1000);
            assertEquals(DataChannelState.CLOSED, unread.state());
        }
        List<Message> late = take(twins.right.opened.get(0));
        twins.settle();
        assertEquals(8, late.size());
    }

    @Test
    void tellsOfTheEndOnceThoughAHandlerEndsTheSession() {
        List<String> told = new ArrayList<>();
        for (String label : List.of("a", "b")) {
            open(label, DataChannelOptions.RELIABLE).onClose(() -> {
                told.add(label);
                twins.left.slot.onClosed();
            });
        }
        twins.settle();
        twins.left.slot.onClosed();
        assertEquals(Set.of("a", "b"), Set.copyOf(told));
        assertEquals(2, told.size());
    }
}
