package dev.floe.sctp;

import java.util.random.RandomGenerator;

/**
 * What an association is made of.
 *
 * @param localPort this side's SCTP port, 1 to 65535
 * @param remotePort the peer's SCTP port, 1 to 65535
 * @param maxPacket bytes of the longest packet that may be sent, 512 to 65535; rounded down to a multiple of 4
 * @param receiveWindow bytes of received data held at most, at least 4 kB; a message longer than that cannot arrive
 * @param maxMessageSize bytes of the longest message taken from the peer
 * @param random draws tags, TSNs and the cookie's key; must be cryptographically secure in production
 */
public record SctpConfig(
        int localPort, int remotePort, int maxPacket, int receiveWindow, int maxMessageSize, RandomGenerator random) {
    private static final int PORTS = 1 << 16;
    private static final int LEAST_PACKET = 512;
    private static final int LEAST_WINDOW = 4096;

    /**
     * Checks the numbers.
     *
     * @param localPort 1 to 65535
     * @param remotePort 1 to 65535
     * @param maxPacket 512 to 65535 bytes
     * @param receiveWindow at least 4096 bytes
     * @param maxMessageSize 1 to {@code receiveWindow} bytes
     * @param random cryptographically secure in production
     * @throws IllegalArgumentException if one is out of its range
     */
    public SctpConfig {
        require("localPort", localPort, 1, PORTS - 1);
        require("remotePort", remotePort, 1, PORTS - 1);
        require("maxPacket", maxPacket, LEAST_PACKET, PORTS - 1);
        require("receiveWindow", receiveWindow, LEAST_WINDOW, Integer.MAX_VALUE);
        require("maxMessageSize", maxMessageSize, 1, receiveWindow);
        maxPacket -= maxPacket % Integer.BYTES;
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": from " + least + " to " + most + ", not " + value);
        }
    }
}
