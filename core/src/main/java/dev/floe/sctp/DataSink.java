package dev.floe.sctp;

/** Where {@code Outbound} puts its chunks: the packet being written. */
interface DataSink {
    /** Returns how many bytes of payload a DATA chunk may carry that is written next; negative if none fits. */
    int dataRoom();

    /**
     * Writes a DATA chunk (RFC 9260 section 3.3.1).
     *
     * @param flags {@link DataFlags}
     */
    void data(int flags, int tsn, int stream, int ssn, int ppid, byte[] message, int offset, int length);

    /** Returns how many streams a FORWARD TSN chunk may name that is written next; negative if none fits. */
    int forwardRoom();

    /**
     * Writes a FORWARD TSN chunk (RFC 3758 section 3.2) with no more streams than {@link #forwardRoom} told.
     *
     * @param streams streams of skipped ordered messages, in the first {@code count} places
     * @param ssns for each, the last stream sequence number skipped
     */
    void forwardTsn(int cumulativeTsn, int[] streams, int[] ssns, int count);
}
