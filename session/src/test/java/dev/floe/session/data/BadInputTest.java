package dev.floe.session.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.floe.slot.SctpParameters;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What an application gets wrong: the exception names the field, what it may be and what it was, and nothing is sent. */
class BadInputTest {
    private static final int LIMIT = 1000;

    private final Twins twins = new Twins(new SctpParameters(5000, LIMIT));

    private DataChannel open() {
        twins.secure();
        DataChannel channel = twins.left.slot.open("x", DataChannelOptions.RELIABLE);
        twins.settle();
        return channel;
    }

    private static void assertRefused(Class<? extends RuntimeException> type, String message, Executable mistake) {
        assertEquals(message, assertThrows(type, mistake).getMessage());
    }

    private static void assertRefused(String message, Executable mistake) {
        assertRefused(IllegalArgumentException.class, message, mistake);
    }

    @Test
    void namesTheStateOfAChannelThatIsNotOpen() {
        DataChannel early = twins.left.slot.open("early", DataChannelOptions.RELIABLE);
        assertRefused(
                IllegalStateException.class,
                "send: the channel is CONNECTING, not OPEN",
                () -> early.send(ByteBuffer.allocate(1)));
        DataChannel channel = open();
        channel.close();
        twins.left.step(1_000_000);
        assertRefused(
                IllegalStateException.class, "send: the channel is CLOSING, not OPEN", () -> channel.send("too late"));
        twins.settle();
        twins.pass(250);
        assertRefused(
                IllegalStateException.class, "send: the channel is CLOSED, not OPEN", () -> channel.send("too late"));
        assertEquals(0, channel.bufferedAmount());
    }

    @Tag("DC6")
    @Test
    void refusesWhatIsLongerThanThePeerTakesAndSendsNothingOfIt() {
        DataChannel channel = open();
        List<Message> came = new ArrayList<>();
        twins.right.opened.get(0).onMessage(came::add);
        String refusal = "message: 1001 bytes are more than the peer takes (a=max-message-size:1000)";
        assertRefused(refusal, () -> channel.send(ByteBuffer.allocate(LIMIT + 1)));
        assertRefused(refusal, () -> channel.send("ä".repeat(LIMIT / 2) + "x"));
        assertEquals(0, channel.bufferedAmount());
        channel.send(ByteBuffer.allocate(LIMIT));
        twins.settle();
        assertEquals(List.of(new Message.Binary(ByteBuffer.allocate(LIMIT))), came);
    }

    @Test
    void stopsWhoDoesNotHoldBack() {
        Twins wide = Twins.secured();
        DataChannel channel = wide.left.slot.open("x", DataChannelOptions.RELIABLE);
        wide.settle();
        for (int i = 0; i < 64; i++) {
            channel.send(ByteBuffer.allocate(262_144));
        }
        assertRefused(
                IllegalStateException.class,
                "send: 16777216 bytes wait in the session, and with these 4 it would be more than 16777216",
                () -> channel.send("more"));
        assertEquals(16 << 20, channel.bufferedAmount());
    }

    @Test
    void namesTheLengthOfALabelAndOfAProtocol() {
        assertRefused(
                "label: at most 65535 bytes of UTF-8, not 65536 (RFC 8832 section 5.1)",
                () -> twins.left.slot.open("x".repeat(65_536), DataChannelOptions.RELIABLE));
        assertRefused(
                "protocol: at most 65535 bytes of UTF-8, not 65536 (RFC 8832 section 5.1)",
                () -> DataChannelOptions.RELIABLE.withProtocol("ä".repeat(32_768)));
    }

    @Test
    void namesAnIdThatIsInUse() {
        DataChannelOptions options = DataChannelOptions.RELIABLE.negotiatedAs(7);
        twins.left.slot.open("x", options);
        assertRefused("negotiated: id 7 is in use", () -> twins.left.slot.open("y", options));
    }

    @Test
    void namesWhatAnOptionMayBe() {
        DataChannelOptions reliable = DataChannelOptions.RELIABLE;
        assertRefused("negotiated: an id from 0 to 65534, not 65535", () -> reliable.negotiatedAs(65_535));
        assertRefused("negotiated: an id from 0 to 65534, not -1", () -> reliable.negotiatedAs(-1));
        assertRefused("maxRetransmits: at least 0, not -1", () -> reliable.withMaxRetransmits(-1));
        assertRefused(
                "maxPacketLifeTime: from 0 to 4294967295 ms, not PT1440H",
                () -> reliable.withMaxPacketLifeTime(Duration.ofDays(60)));
        assertRefused(
                "maxPacketLifeTime, maxRetransmits: only one of them may be given",
                () -> reliable.withMaxRetransmits(1).withMaxPacketLifeTime(Duration.ofMillis(1)));
        assertRefused("bufferedAmountLowThreshold: at least 0, not -1", () -> open().bufferedAmountLowThreshold(-1));
    }

    @Test
    void opensNoChannelWhenTheSessionIsOver() {
        open();
        twins.left.slot.onClosed();
        assertRefused(
                IllegalStateException.class,
                "openDataChannel: the session, or its SCTP association, is over",
                () -> twins.left.slot.open("late", DataChannelOptions.RELIABLE));
    }
}
