package dev.floe.session;

import dev.floe.session.record.Outcome;
import dev.floe.session.record.Recorder;
import dev.floe.session.record.StunEntry;
import dev.floe.session.record.TextForm;
import dev.floe.stun.Attribute;
import dev.floe.stun.StunReport;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Which of the messages that a recorder keeps are events, too: the first of its kind from another address than before. Only a
 * peer with the right password brings one about.
 */
final class Milestones {
    private final Recorder recorder;
    private InetSocketAddress checked = new InetSocketAddress(0);
    private InetSocketAddress nominated = checked;
    private InetSocketAddress proven = checked;

    Milestones(Recorder recorder) {
        this.recorder = recorder;
    }

    /** Takes a message that came, and what became of it. */
    void onMessage(InetSocketAddress source, ByteBuffer message, StunEntry entry, String outcome) {
        if (outcome.startsWith(Outcome.CHECK)) {
            onCheck(source, message, entry);
        } else if (outcome.startsWith(Outcome.ANSWER) && !source.equals(proven)) {
            proven = source;
            recorder.event(entry, "proven: " + TextForm.address(source) + " has answered a check");
        }
    }

    private void onCheck(InetSocketAddress source, ByteBuffer message, StunEntry entry) {
        if (!source.equals(checked)) {
            checked = source;
            recorder.event(entry, "check from " + TextForm.address(source));
        }
        if (!source.equals(nominated) && nominates(message)) {
            nominated = source;
            recorder.event(entry, "nominated: " + TextForm.address(source));
        }
    }

    private static boolean nominates(ByteBuffer message) {
        return StunReport.of(message, List.of()).parts().stream()
                .anyMatch(part -> part.type() == Attribute.USE_CANDIDATE.type());
    }
}
