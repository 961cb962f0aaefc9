package dev.floe.examples.decode;

import dev.floe.stun.DecodeStatus;
import dev.floe.stun.Finding;
import dev.floe.stun.IntegrityKey;
import dev.floe.stun.StunReport;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Prints messages, and keeps account of what is wrong with them. */
final class Printer {
    private final PrintStream out;
    private final List<IntegrityKey> keys;
    private final Set<Integer> strangeLinks = new TreeSet<>();
    private OptionalLong beginning = OptionalLong.empty();
    private long packets;
    private long messages;
    private long cut;
    private long wrong;
    private String firstFault = "";

    Printer(PrintStream out, List<IntegrityKey> keys) {
        this.out = out;
        this.keys = keys;
    }

    /** Prints a message that stands alone. */
    void message(byte[] message) {
        print(ByteBuffer.wrap(message), "");
    }

    /** Prints the message that a packet holds, if it does. */
    void packet(Packet packet) {
        packets++;
        if (beginning.isEmpty()) {
            beginning = OptionalLong.of(packet.nanos());
        }
        if (!Frames.reads(packet.linkType())) {
            strangeLinks.add(packet.linkType());
        }
        Optional<Datagram> stun = Frames.datagram(packet).filter(Datagram::isStun);
        if (stun.isEmpty()) {
            return;
        }
        if (!stun.get().whole()) {
            cut++;
            return;
        }
        out.println(title(packet.nanos() - beginning.getAsLong(), stun.get()));
        print(stun.get().payload(), " in packet " + packets);
        out.println();
    }

    private String title(long nanos, Datagram datagram) {
        return String.format(
                Locale.ROOT, "packet %d, %.6f s, %s -> %s", packets, nanos / 1e9, datagram.from(), datagram.to());
    }

    private void print(ByteBuffer message, String where) {
        messages++;
        StunReport report = StunReport.of(message, keys);
        report.lines().forEach(out::println);
        if (!report.isSound()) {
            note(fault(report) + where);
        }
    }

    private static String fault(StunReport report) {
        if (report.framing() != DecodeStatus.OK) {
            return "malformed: " + report.fault();
        }
        return report.fingerprint().finding() == Finding.WRONG
                ? "wrong fingerprint: " + report.fingerprint().why()
                : "wrong integrity: " + report.integrity().why();
    }

    private void note(String fault) {
        wrong++;
        if (firstFault.isEmpty()) {
            firstFault = fault;
        }
    }

    /** The input itself is broken. */
    void malformed(MalformedException malformed) {
        note("malformed: " + malformed.getMessage());
    }

    /** A capture without STUN is not what anyone wanted decoded. */
    void requireMessages() throws MalformedException {
        if (messages == 0 && cut == 0) {
            throw new MalformedException("the capture holds no STUN message"
                    + (strangeLinks.isEmpty() ? "" : "; packets of link types " + strangeLinks + " are not read"));
        }
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** Prints how it went, on the last line, and returns the exit code. */
    int conclude() {
        if (packets > 0) {
            out.println(count(messages, "STUN message") + " in " + count(packets, "packet")
                    + (cut == 0 ? "" : ", and " + cut + " that the capture cut short"));
        }
        if (wrong == 0) {
            out.println("every check that could be made has passed");
            return 0;
        }
        out.println(firstFault + (wrong == 1 ? "" : " (the first of " + wrong + ")"));
        return 1;
    }
}
