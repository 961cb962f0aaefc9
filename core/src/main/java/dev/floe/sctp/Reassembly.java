package dev.floe.sctp;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages together (RFC 9260 section 6.9). The pieces of a message have TSNs that follow each other, so what
 * belongs together is found by walking the ring both ways.
 */
final class Reassembly {
    /** What a piece costs beside its bytes. */
    static final int OVERHEAD = 64;

    private final int maxMessageSize;
    private final Consumer<InMessage> unordered;
    private final Consumer<InMessage> ordered;
    private final Pieces pieces = new Pieces();
    private long held;
    private boolean violated;
    /** The last piece up to the cumulative TSN; null if there is none, or it was skipped. */
    private @Nullable Piece edge;

    /** How much of the message at the edge has come. */
    private int edgeLength;

    private boolean skipping;

    Reassembly(int maxMessageSize, Consumer<InMessage> unordered, Consumer<InMessage> ordered) {
        this.maxMessageSize = maxMessageSize;
        this.unordered = unordered;
        this.ordered = ordered;
    }

    void start(int firstTsn) {
        pieces.start(firstTsn);
    }

    /** Returns what the pieces take of the receive window. */
    long held() {
        return held;
    }

    /** Returns whether the peer broke a rule that makes the rest meaningless. */
    boolean isViolated() {
        return violated;
    }

    /** Takes a piece that has not come before; hands on its message if that is whole now. */
    void add(int tsn, Piece piece) {
        pieces.put(tsn, piece);
        held += piece.length + OVERHEAD;
        if (lacksNeighbour(tsn, piece)) {
            return;
        }
        int last = tsn;
        for (Piece at = piece; !at.ends(); last++) {
            Piece after = pieces.get(last + 1);
            if (after == null || !after.continues(at)) {
                return;
            }
            at = after;
        }
        int from = tsn;
        for (Piece at = piece; !at.begins(); from--) {
            Piece before = pieces.get(from - 1);
            if (before == null || !at.continues(before)) {
                return;
            }
            at = before;
        }
        deliver(from, last, piece);
    }

    /** Spares the walk one way where the other leads nowhere: pieces that come one by one, backwards even, walk but once. */
    private boolean lacksNeighbour(int tsn, Piece piece) {
        return (!piece.ends() && pieces.get(tsn + 1) == null) || (!piece.begins() && pieces.get(tsn - 1) == null);
    }

    private void deliver(int from, int last, Piece any) {
        long length = 0;
        for (int tsn = from; tsn - last <= 0; tsn++) {
            length += kept(tsn).length;
        }
        if (length > maxMessageSize) {
            violated = true;
            return;
        }
        byte[] message = from == last ? bytes(any) : new byte[(int) length];
        for (int tsn = from, at = 0; tsn - last <= 0; tsn++) {
            Piece piece = kept(tsn);
            if (from != last) {
                System.arraycopy(bytes(piece), 0, message, at, piece.length);
            }
            at += piece.length;
            release(piece);
        }
        Consumer<InMessage> receiver = any.isUnordered() ? unordered : ordered;
        receiver.accept(new InMessage(any.stream, any.ssn, kept(from).ppid, message));
    }

    private Piece kept(int tsn) {
        Piece piece = pieces.get(tsn);
        if (piece == null) {
            throw new IllegalStateException("TSN " + tsn + " is not kept");
        }
        return piece;
    }

    private static byte[] bytes(Piece piece) {
        byte[] bytes = piece.bytes;
        if (bytes == null) {
            throw new IllegalStateException("handed on before");
        }
        return bytes;
    }

    private void release(Piece piece) {
        if (piece.bytes != null) {
            piece.bytes = null;
            held -= piece.length + OVERHEAD;
        }
    }

    /**
     * Nothing is missing from {@code from} up to {@code cumulative} any more: checks that the pieces follow each other as
     * they must, and forgets those that are done with.
     */
    void advance(int from, int cumulative) {
        for (int tsn = from; tsn - cumulative <= 0 && !violated; tsn++) {
            Piece piece = pieces.get(tsn);
            if (piece != null) {
                check(piece);
            } else {
                violated = isOpen(); // What was refused cannot have been the rest of a message.
            }
            if (!isOpen()) {
                pieces.forgetBefore(tsn + 1);
            }
        }
    }

    /** Returns whether the cumulative TSN stands inside of a message. */
    private boolean isOpen() {
        return edge != null && !edge.ends();
    }

    private void check(Piece piece) {
        if (skipping && !piece.begins()) {
            release(piece); // The rest of a message whose beginning was skipped.
            return;
        }
        Piece before = edge;
        boolean isFirst = before == null || before.ends();
        boolean follows = isFirst ? piece.begins() : before != null && piece.continues(before);
        edgeLength = piece.begins() ? piece.length : edgeLength + piece.length;
        violated |= !follows || edgeLength > maxMessageSize;
        skipping = false;
        edge = piece;
    }

    /** Nothing up to this TSN will come that has not: what is incomplete is dropped (RFC 3758 section 3.6). */
    void skipTo(int tsn) {
        for (int at = pieces.first(); at - tsn <= 0 && at != pieces.next(); at++) {
            Piece piece = pieces.get(at);
            if (piece != null) {
                release(piece);
            }
        }
        pieces.forgetBefore(tsn + 1);
        edge = null;
        skipping = true;
    }
}
