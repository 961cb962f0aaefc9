package dev.floe.sctp;

/** The types of parameters (RFC 9260 section 3.3, RFC 3758, 5061, 6525, 9653). */
final class Parameter {
    static final int HEADER = 4;
    static final int HEARTBEAT_INFO = 1;
    static final int IPV4_ADDRESS = 5;
    static final int IPV6_ADDRESS = 6;
    static final int STATE_COOKIE = 7;
    static final int UNRECOGNIZED = 8;
    static final int COOKIE_PRESERVATIVE = 9;
    static final int HOST_NAME = 11;
    static final int ADDRESS_TYPES = 12;
    static final int OUTGOING_RESET = 13;
    static final int INCOMING_RESET = 14;
    static final int TSN_RESET = 15;
    static final int RESET_RESPONSE = 16;
    static final int ADD_OUTGOING = 17;
    static final int ADD_INCOMING = 18;
    static final int ZERO_CHECKSUM = 0x8001;
    static final int EXTENSIONS = 0x8008;
    static final int FORWARD_TSN = 0xC000;

    private Parameter() {}
}
