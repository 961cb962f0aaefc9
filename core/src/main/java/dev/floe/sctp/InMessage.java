package dev.floe.sctp;

/** A message that has come whole. */
final class InMessage {
    final int stream;
    final int ssn;
    final int ppid;
    final byte[] bytes;

    InMessage(int stream, int ssn, int ppid, byte[] bytes) {
        this.stream = stream;
        this.ssn = ssn;
        this.ppid = ppid;
        this.bytes = bytes;
    }
}
