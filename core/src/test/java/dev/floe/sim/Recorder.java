package dev.floe.sim;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Keeps what a machine did, in order. Questions are about what was done */
public final class Recorder {
    private final List<Output> outputs = new ArrayList<>();
    private int from;

    void add(Output output) {
        outputs.add(output);
    }

    /** Adds what was sent at no particular time. */
    public void sent(InetSocketAddress to, ByteBuffer lent) {
        add(new Output.Sent(0, to, Output.copy(lent)));
    }

    /** All of a kind. */
    public <T extends Output> List<T> all(Class<T> kind) {
        return stream(kind).toList();
    }

    private <T extends Output> Stream<T> stream(Class<T> kind) {
        return outputs().stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The only one of a kind. */
    public <T extends Output> T only(Class<T> kind) {
        List<T> all = all(kind);
        if (all.size() != 1) {
            throw new AssertionError("expected one " + kind.getSimpleName() + ", got " + all);
        }
        return all.get(0);
    }

    /** The machine's own checks. */
    public List<Output.Sent> checks() {
        return stream(Output.Sent.class).filter(Output.Sent::isCheck).toList();
    }

    /** The machine's own checks to one address. */
    public List<Output.Sent> checksTo(InetSocketAddress remote) {
        return checks().stream().filter(check -> check.to().equals(remote)).toList();
    }

    /** The machine's replies. */
    public List<Output.Sent> replies() {
        return stream(Output.Sent.class)
                .filter(sent -> sent.isStun() && !sent.isCheck())
                .toList();
    }

    /** What left that is not STUN. */
    public List<Output.Sent> payloads() {
        return stream(Output.Sent.class).filter(sent -> !sent.isStun()).toList();
    }

    /** Everything. */
    public List<Output> outputs() {
        return outputs.subList(from, outputs.size());
    }

    /** Everything since the beginning. */
    public List<Output> history() {
        return List.copyOf(outputs);
    }

    /** Begins anew; {@link #latestCheck} still looks back. */
    public void clear() {
        from = outputs.size();
    }

    /** The machine's latest check to an address, ever. */
    public byte[] latestCheck(InetSocketAddress remote) {
        for (int i = outputs.size() - 1; i >= 0; i--) {
            if (outputs.get(i) instanceof Output.Sent sent
                    && sent.isCheck()
                    && sent.to().equals(remote)) {
                return sent.bytes();
            }
        }
        throw new AssertionError("no check was ever sent to " + remote);
    }
}
