package dev.floe.sctp;

/** The gap blocks of a SACK. */
final class Gaps {
    private Gaps() {}

    /** Returns whether a block names TSN {@code next} or a later one, which were never sent. */
    static boolean reachBeyond(Sack sack, int next) {
        int most = next - 1 - sack.cumulativeTsn();
        for (int i = 0; i < sack.gapCount(); i++) {
            if (sack.gapEnd(i) > most) {
                return true;
            }
        }
        return false;
    }
}
