package dev.floe.examples.support;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** STUN messages, put together by hand (RFC 8489), so that nothing of what is tested is trusted. */
public final class Stun {
    private static final int REQUEST = 0x0001;
    private static final int SUCCESS = 0x0101;
    private static final int COOKIE = 0x2112A442;
    private static final int HEADER = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ByteBuffer message = ByteBuffer.allocate(512);

    private Stun(int type, byte[] transaction) {
        message.putShort((short) type).putShort((short) 0).putInt(COOKIE).put(transaction);
    }

    /** Returns a check of a controlling agent that nominates, signed with {@code password}. */
    public static byte[] check(String username, String password) {
        byte[] transaction = new byte[12];
        RANDOM.nextBytes(transaction);
        return new Stun(REQUEST, transaction)
                .attribute(0x0006, username.getBytes(StandardCharsets.UTF_8))
                .attribute(0x802A, new byte[8])
                .attribute(0x0025, new byte[0])
                .attribute(0x0024, ByteBuffer.allocate(4).putInt(1862270975).array())
                .signed(password);
    }

    /** Returns the answer to somebody's check, signed with {@code password}. */
    public static byte[] answer(byte[] check, InetSocketAddress source, String password) {
        byte[] address = ByteBuffer.allocate(8)
                .putShort((short) 1)
                .putShort((short) (source.getPort() ^ (COOKIE >>> 16)))
                .putInt(ByteBuffer.wrap(source.getAddress().getAddress()).getInt() ^ COOKIE)
                .array();
        return new Stun(SUCCESS, Arrays.copyOfRange(check, 8, HEADER))
                .attribute(0x0020, address)
                .signed(password);
    }

    /** Returns whether a datagram is a Binding request. */
    public static boolean isCheck(byte[] datagram) {
        return isStun(datagram, REQUEST);
    }

    /** Returns whether a datagram is the success response to {@code check}, signed with {@code password}. */
    public static boolean isAnswer(byte[] datagram, byte[] check, String password) {
        return isStun(datagram, SUCCESS)
                && Arrays.equals(datagram, 8, HEADER, check, 8, HEADER)
                && isSigned(datagram, password);
    }

    private static boolean isStun(byte[] datagram, int type) {
        ByteBuffer bytes = ByteBuffer.wrap(datagram);
        return datagram.length >= HEADER && bytes.getShort(0) == type && bytes.getInt(4) == COOKIE;
    }

    /** MESSAGE-INTEGRITY and FINGERPRINT are the last 32 bytes; the integrity covers a header that ends with itself. */
    private static boolean isSigned(byte[] datagram, String password) {
        int integrity = datagram.length - 32;
        byte[] covered = Arrays.copyOf(datagram, integrity);
        ByteBuffer.wrap(covered).putShort(2, (short) (integrity + 24 - HEADER));
        return integrity >= HEADER
                && ByteBuffer.wrap(datagram).getShort(integrity) == 0x0008
                && Arrays.equals(hmac(covered, password), 0, 20, datagram, integrity + 4, integrity + 24);
    }

    private Stun attribute(int type, byte[] value) {
        message.putShort((short) type).putShort((short) value.length).put(value);
        message.put(new byte[-value.length & 3]);
        return this;
    }

    private byte[] signed(String password) {
        length(24);
        attribute(0x0008, hmac(bytes(), password));
        length(8);
        CRC32 crc = new CRC32();
        crc.update(bytes());
        attribute(
                0x8028,
                ByteBuffer.allocate(4).putInt((int) crc.getValue() ^ 0x5354554E).array());
        return bytes();
    }

    private void length(int more) {
        message.putShort(2, (short) (message.position() - HEADER + more));
    }

    private byte[] bytes() {
        return Arrays.copyOf(message.array(), message.position());
    }

    private static byte[] hmac(byte[] bytes, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
