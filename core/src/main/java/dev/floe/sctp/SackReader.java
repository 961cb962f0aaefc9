package dev.floe.sctp;

/** The SACK chunk that a {@link PacketReader} stands at. */
final class SackReader implements Sack {
    private static final int FIXED = 12;

    private final PacketReader reader;

    SackReader(PacketReader reader) {
        this.reader = reader;
    }

    /** Returns whether the chunk holds as much as it says. */
    boolean isWhole() {
        return reader.length() >= FIXED && reader.length() >= FIXED + (gapCount() + duplicateCount()) * Integer.BYTES;
    }

    @Override
    public int cumulativeTsn() {
        return reader.intAt(reader.value());
    }

    @Override
    public long window() {
        return reader.intAt(reader.value() + 4) & 0xFFFFFFFFL;
    }

    @Override
    public int gapCount() {
        return reader.shortAt(reader.value() + 8);
    }

    @Override
    public int gapStart(int index) {
        return reader.shortAt(gap(index));
    }

    @Override
    public int gapEnd(int index) {
        return reader.shortAt(gap(index) + 2);
    }

    private int gap(int index) {
        return reader.value() + FIXED + index * Integer.BYTES;
    }

    private int duplicateCount() {
        return reader.shortAt(reader.value() + 10);
    }
}
