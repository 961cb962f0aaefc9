package dev.floe.sctp;

/** Goes through parameters (RFC 9260 section 3.2.1) that lie between two places of a packet. */
final class ParameterReader {
    private final PacketReader reader;
    private final int end;
    private int parameter;
    private int padded;
    private boolean malformed;

    ParameterReader(PacketReader reader, int from, int end) {
        this.reader = reader;
        this.parameter = from;
        this.end = end;
    }

    /** Goes to the next parameter; false at the end, or where one does not fit, which {@link #isMalformed} tells. */
    boolean next() {
        parameter += padded;
        if (end - parameter < Parameter.HEADER) {
            malformed = end - parameter > 0;
            return false;
        }
        int length = reader.shortAt(parameter + 2);
        malformed = length < Parameter.HEADER || length > end - parameter;
        padded = PacketReader.padded(length);
        return !malformed;
    }

    boolean isMalformed() {
        return malformed;
    }

    int type() {
        return reader.shortAt(parameter);
    }

    int value() {
        return parameter + Parameter.HEADER;
    }

    /** Returns how many bytes the parameter has after its header. */
    int length() {
        return reader.shortAt(parameter + 2) - Parameter.HEADER;
    }

    /** Returns a copy of the parameter, header and all, padded. */
    byte[] copy() {
        byte[] copy = new byte[padded];
        byte[] whole = reader.copy(parameter, length() + Parameter.HEADER);
        System.arraycopy(whole, 0, copy, 0, whole.length);
        return copy;
    }
}
