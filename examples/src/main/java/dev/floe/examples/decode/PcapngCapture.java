package dev.floe.examples.decode;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file in the pcapng format. Blocks without packets and interfaces are passed over. */
final class PcapngCapture implements Capture {
    static final int SECTION = 0x0A0D0D0A;

    private static final int BYTE_ORDER = 0x1A2B3C4D;
    private static final int INTERFACE = 1;
    private static final int OLD_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int PACKET = 6;
    private static final int TIME_RESOLUTION = 9;
    private static final int MOST_INTERFACES = 1024;

    /** An interface: what its packets begin with, and how many of its ticks make a second. */
    private record Interface(int linkType, BigInteger perSecond) {
        long nanos(long high, long low) {
            return BigInteger.valueOf(high)
                    .shiftLeft(32)
                    .or(BigInteger.valueOf(low))
                    .multiply(BigInteger.valueOf(1_000_000_000))
                    .divide(perSecond)
                    .longValue();
        }
    }

    private final CaptureInput in;
    private final List<Interface> interfaces = new ArrayList<>();
    private ByteOrder order = ByteOrder.BIG_ENDIAN;

    PcapngCapture(InputStream in) {
        this.in = new CaptureInput(in);
    }

    @Override
    public Optional<Packet> next() throws IOException, MalformedException {
        for (byte[] type = in.upTo(4); type.length > 0; type = in.upTo(4)) {
            if (type.length < 4) {
                throw new MalformedException("the capture ends in the middle of a block, at byte " + in.offset());
            }
            Packet packet = block(ByteBuffer.wrap(type));
            if (packet != null) {
                return Optional.of(packet);
            }
        }
        return Optional.empty();
    }

    /** Returns the packet of a block, if it has one. */
    private @Nullable Packet block(ByteBuffer type) throws IOException, MalformedException {
        if (type.getInt(0) == SECTION) {
            beginSection();
            return null;
        }
        ByteBuffer body = body(in.exactly(4, order).getInt(0), 12);
        return switch (type.order(order).getInt(0)) {
            case INTERFACE -> addInterface(body);
            case PACKET -> packet(body, number(body, 0));
            case OLD_PACKET -> packet(body, body.limit() < 2 ? -1 : body.getShort(0) & 0xFFFF);
            case SIMPLE_PACKET -> simplePacket(body);
            default -> null;
        };
    }

    /** A section may be of another byte order than the one before, and counts its interfaces anew. */
    private void beginSection() throws IOException, MalformedException {
        ByteBuffer fields = in.exactly(8, ByteOrder.BIG_ENDIAN);
        order = fields.getInt(4) == BYTE_ORDER ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        fields.order(order);
        if (fields.getInt(4) != BYTE_ORDER) {
            throw new MalformedException("the capture's section has no byte order, at byte " + (in.offset() - 4));
        }
        body(fields.getInt(0), 16);
        interfaces.clear();
    }

    /** Reads the rest of a block, whose length stands at its end once more. */
    private ByteBuffer body(int length, int alreadyCounted) throws IOException, MalformedException {
        long rest = (length & 0xFFFFFFFFL) - alreadyCounted;
        if (length % 4 != 0) {
            throw new MalformedException("the capture has a block of " + length + " bytes at byte " + in.offset());
        }
        ByteBuffer body = in.exactly(rest, order);
        if (in.exactly(4, order).getInt(0) != length) {
            throw new MalformedException("the capture has a block with two lengths, at byte " + in.offset());
        }
        return body;
    }

    private @Nullable Packet addInterface(ByteBuffer body) throws MalformedException {
        if (body.limit() < 8 || interfaces.size() >= MOST_INTERFACES) {
            throw new MalformedException("the capture has a broken interface, at byte " + in.offset());
        }
        interfaces.add(new Interface(body.getShort(0) & 0xFFFF, perSecond(body)));
        return null;
    }

    private static BigInteger perSecond(ByteBuffer body) {
        int at = 8;
        while (at + 4 < body.limit()) {
            if (body.getShort(at) == TIME_RESOLUTION) {
                int power = body.get(at + 4) & 0x7F;
                return body.get(at + 4) < 0 ? BigInteger.ONE.shiftLeft(power) : BigInteger.TEN.pow(power);
            }
            at += 4 + ((body.getShort(at + 2) & 0xFFFF) + 3 & ~3);
        }
        return BigInteger.valueOf(1_000_000);
    }

    private Packet packet(ByteBuffer body, long index) throws MalformedException {
        long captured = number(body, 12);
        if (index < 0 || index >= interfaces.size() || captured > body.limit() - 20) {
            throw new MalformedException("the capture has a broken packet, at byte " + in.offset());
        }
        Interface from = interfaces.get((int) index);
        long nanos = from.nanos(number(body, 4), number(body, 8));
        return new Packet(nanos, from.linkType(), body.slice(20, (int) captured));
    }

    private Packet simplePacket(ByteBuffer body) throws MalformedException {
        long captured = Math.min(number(body, 0), body.limit() - 4L);
        if (interfaces.isEmpty() || captured < 0) {
            throw new MalformedException("the capture has a broken packet, at byte " + in.offset());
        }
        return new Packet(0, interfaces.get(0).linkType(), body.slice(4, (int) captured));
    }

    /** Returns 32 bits, or -1 where the body is too short. */
    private static long number(ByteBuffer body, int at) {
        return at + 4 > body.limit() ? -1 : body.getInt(at) & 0xFFFFFFFFL;
    }
}
