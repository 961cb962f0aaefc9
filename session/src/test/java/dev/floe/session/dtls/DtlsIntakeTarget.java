package dev.floe.session.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.slot.DtlsRole;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DTLSTransport;

/**
 * What a peer that may speak to the DTLS slot can send: the input is a row of datagrams, each after its length. They come
 * to a slot whose handshakes never get a thread, to BouncyCastle's handshake itself, and to an association that is up.
 */
public final class DtlsIntakeTarget {
    private static final int MOST_DATAGRAMS = 200;
    private static final int MOST_HANDSHAKES = 3;
    /** Our flights, and what is said in answer to repeated ones. */
    private static final int MOST_SENT = 16_384;

    private static final int OVERHEAD = 24;
    private static final int RECORD_HEADER = 13;
    private static final byte[] MESSAGE = {1, 2, 3};
    private static final Established ESTABLISHED = new Established();

    /** Its handshakes are never begun. */
    private static final BouncyCastleDtls PARKED =
            BouncyCastleDtls.builder().executor(handshake -> {}).build();

    private final List<byte[]> datagrams;

    private DtlsIntakeTarget(byte[] input) {
        datagrams = split(input);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        new DtlsIntakeTarget(input).run();
    }

    private static List<byte[]> split(byte[] input) {
        List<byte[]> datagrams = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(input);
        while (in.remaining() > 2 && datagrams.size() < MOST_DATAGRAMS) {
            byte[] datagram = new byte[Math.min(in.getShort() & 0xFFFF, in.remaining())];
            in.get(datagram);
            datagrams.add(datagram);
        }
        return datagrams;
    }

    private void run() {
        datagrams.forEach(DtlsIntakeTarget::checkRecords);
        knock();
        if (datagrams.stream().anyMatch(Records::isClientHello)) {
            negotiate();
        }
        ESTABLISHED.receive(datagrams);
    }

    /** Records are parts of the datagram, in order, and no more than it has. */
    private static void checkRecords(byte[] datagram) {
        for (List<byte[]> records :
                List.of(Records.duringHandshake(datagram), Records.afterHandshake(datagram, OVERHEAD))) {
            int length = records.stream().mapToInt(record -> record.length).sum();
            assertTrue(length <= datagram.length, "more than there was");
            for (byte[] record : records) {
                assertTrue(record.length >= RECORD_HEADER && record.length <= datagram.length);
                assertEquals(
                        record.length - RECORD_HEADER, ByteBuffer.wrap(record).getShort(11) & 0xFFFF);
            }
        }
        assertEquals(0, Records.clientRandom(datagram).length % 32);
    }

    /** No handshake gets a thread, so nothing can be answered; whatever comes, there are three of them at most. */
    private void knock() {
        StillLink link = new StillLink(DtlsRole.SERVER, Pair.CLIENT.identity().fingerprint());
        BouncyCastleSlot slot = new BouncyCastleSlot(PARKED, link);
        for (byte[] datagram : datagrams) {
            ByteBuffer lent = ByteBuffer.wrap(datagram).asReadOnlyBuffer();
            slot.onDatagram(0, lent);
            assertEquals(datagram.length, lent.remaining(), "the buffer is only lent");
            assertTrue(slot.delayNanos(0) >= 0, "a delay is never negative");
        }
        boolean begun = datagrams.stream().anyMatch(Records::isClientHello);
        assertEquals(begun, link.handshakes > 0, "a ClientHello begins a handshake, and nothing else does");
        assertTrue(link.handshakes <= MOST_HANDSHAKES, "too many handshakes");
        assertEquals(0, link.sent, "sent, though nothing was worked at");
        slot.onClosed();
    }

    /** BouncyCastle works at all that there is, and stops where it would wait: the thread counts as interrupted. */
    private void negotiate() {
        List<Exception> failures = new ArrayList<>();
        int[] sent = {0};
        Handshake handshake = new Handshake(
                DtlsRole.SERVER,
                Pair.SERVER.credentials(),
                new CpuShare(),
                datagram -> sent[0] += datagram.length,
                new Failing(failures));
        handshake.expect(List.of(Pair.CLIENT.identity().fingerprint()));
        datagrams.forEach(handshake::deliver);
        Thread.currentThread().interrupt();
        try {
            handshake.run();
        } finally {
            Thread.interrupted();
        }
        assertEquals(1, failures.size(), "it ends, and without success");
        assertTrue(sent[0] <= MOST_SENT, () -> "sent " + sent[0] + " bytes");
    }

    /** Nobody can complete a handshake with bytes of his own. */
    private record Failing(List<Exception> failures) implements Handshake.Outcome {
        @Override
        public void succeeded(DTLSTransport dtls, Secured secured) {
            throw new AssertionError("secured");
        }

        @Override
        public void failed(Exception cause) {
            failures.add(cause);
        }
    }

    /** A real association, for all inputs: it outlives them, and hands up nothing but what its peer has sealed. */
    private static final class Established {
        private final Pair pair = new Pair();
        private final List<byte[]> sealed = new ArrayList<>();

        Established() {
            try {
                pair.connect();
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
            pair.client.wiredTo(sealed::add);
        }

        void receive(List<byte[]> datagrams) {
            pair.server.receiveAll(datagrams);
            assertTrue(pair.server.plaintexts.isEmpty(), "handed up what nobody has sealed");
            pair.server.pass(TimeUnit.SECONDS.toNanos(1)); // a flooded session is deaf for a while
            sealed.clear();
            assertTrue(pair.client.send(MESSAGE), () -> "the client has ended: " + pair.client.failed.getNow(null));
            pair.server.receiveAll(sealed);
            assertArrayEquals(MESSAGE, pair.server.plaintexts.poll(), "deaf");
            assertTrue(!pair.server.failed.isDone() && !pair.server.closedByPeer.isDone(), "it has ended");
            pair.server.sent.clear();
            pair.client.sent.clear();
        }
    }
}
