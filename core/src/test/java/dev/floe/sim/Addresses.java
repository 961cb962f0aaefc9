package dev.floe.sim;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Addresses of the documentation ranges, made without a resolver. */
public final class Addresses {
    public static final InetSocketAddress OURS = ipv4(1, 4242);
    public static final InetSocketAddress PEER = ipv4(7, 50001);
    public static final InetSocketAddress OTHER = ipv4(7, 50002);
    public static final InetSocketAddress STRANGER = ipv4(66, 6666);

    private Addresses() {}

    public static InetSocketAddress ipv4(int host, int port) {
        return of(new byte[] {(byte) 192, 0, 2, (byte) host}, port);
    }

    public static InetSocketAddress ipv6(int host, int port) {
        byte[] address = {0x20, 0x01, 0x0d, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) host};
        return of(address, port);
    }

    private static InetSocketAddress of(byte[] address, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
