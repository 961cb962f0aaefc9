package dev.floe.session.data;

import dev.floe.dcep.DataChannelOpen;
import dev.floe.slot.DtlsRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Which channel has which id (RFC 8832 section 6). On the session's thread, but for {@link #claim}. */
final class ChannelTable {
    /** Characters in the labels and protocols of the peer's channels: 30,000 short ones, or a few of the longest. */
    private static final int MOST_NAMES = 1 << 20;
    /** What a channel counts for beside its names, in characters: one without any costs memory as well. */
    private static final int NAMELESS = 32;

    private final Map<Integer, ChannelCore> byId = new ConcurrentHashMap<>();
    private final List<ChannelCore> waiting = new ArrayList<>(0);
    /** The DTLS client's ids are even, the server's odd. */
    private int parity;

    private int namesOfPeer;

    void decide(DtlsRole role) {
        parity = role == DtlsRole.CLIENT ? 0 : 1;
    }

    /** Takes an id that was agreed on. Any thread. */
    void claim(int id, ChannelCore core) {
        if (byId.putIfAbsent(id, core) != null) {
            throw new IllegalArgumentException("negotiated: id " + id + " is in use");
        }
        core.id = id;
    }

    /** Gives a channel the lowest id of our parity that is free; false if there is none. */
    boolean number(ChannelCore core, int streams, IntPredicate free) {
        for (int id = parity; id < streams; id += 2) {
            if (free.test(id) && byId.putIfAbsent(id, core) == null) {
                core.id = id;
                return true;
            }
        }
        return false;
    }

    /** Returns whether what the peer calls its channels is still of a sensible length, all together. */
    boolean hasRoomFor(DataChannelOpen open) {
        return namesOfPeer + length(open.label(), open.protocol()) <= MOST_NAMES;
    }

    private static int length(String label, String protocol) {
        return NAMELESS + label.length() + protocol.length();
    }

    /**
     * Takes a channel that the peer has opened. Its id may be one of ours if it is free: aiortc goes by the role in ICE, not
     * in DTLS.
     */
    void put(int id, ChannelCore core) {
        byId.put(id, core);
        core.id = id;
        core.openedByPeer = true;
        namesOfPeer += length(core.label, core.options.protocol());
    }

    @Nullable
    ChannelCore at(int id) {
        return byId.get(id);
    }

    void remove(ChannelCore core) {
        if (byId.remove(core.id, core) && core.openedByPeer) {
            namesOfPeer -= length(core.label, core.options.protocol());
        }
    }

    List<ChannelCore> all() {
        return new ArrayList<>(byId.values());
    }

    /** It begins when the association is up. */
    void awaitAssociation(ChannelCore core) {
        waiting.add(core);
    }

    List<ChannelCore> takeWaiting() {
        List<ChannelCore> taken = new ArrayList<>(waiting);
        waiting.clear();
        return taken;
    }

    /** Forgets one that has not begun. */
    void forget(ChannelCore core) {
        waiting.remove(core);
        if (core.hasId()) {
            remove(core);
        }
    }
}
