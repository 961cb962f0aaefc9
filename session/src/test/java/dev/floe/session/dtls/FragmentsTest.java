package dev.floe.session.dtls;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.slot.DtlsRole;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.junit.jupiter.api.Test;

/** A peer with a long certificate sends it again and again, byte by byte, and each second byte only. */
class FragmentsTest {
    private static final int HANDSHAKE_HEADER = 12;
    private static final int CERTIFICATE = 11;
    private static final int ROUNDS = 8;
    private static final long LIMIT_MILLIS = 50;

    private final DtlsIdentity browser = DtlsIdentity.selfSigned();
    private final List<byte[]> sent = new CopyOnWriteArrayList<>();
    private int number = 1000;

    @Test
    void costNoMoreThanOtherGarbage() throws Exception {
        try (TestSession server = new TestSession(DtlsRole.SERVER, Pair.SERVER).expecting(browser.fingerprint())) {
            connect(server);
            long best = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                List<byte[]> parts = everySecondByte(certificate());
                server.pass(TimeUnit.SECONDS.toNanos(5));
                best = Math.min(best, server.receiveAll(parts));
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(best);
            assertTrue(millis < LIMIT_MILLIS, () -> "the fastest of " + ROUNDS + " rounds took " + millis + " ms");
        }
    }

    private void connect(TestSession server) throws Exception {
        ScriptedClient.Script script = new ScriptedClient.Script();
        byte[] ballast = TestCertificates.of(EdECObjectIdentifiers.id_Ed25519, DERNull.INSTANCE, new byte[15_000]);
        script.chain = new byte[][] {browser.certificate(), ballast};
        ScriptedClient client = new ScriptedClient(script, browser, datagram -> {
            sent.add(datagram);
            server.receive(datagram);
        });
        server.wiredTo(client.inbox::add);
        client.start().await();
        server.agreement();
    }

    /** The header of the client's certificate message. */
    private ByteBuffer certificate() {
        byte[] datagram = sent.stream()
                .filter(bytes -> bytes[Records.HEADER] == CERTIFICATE)
                .findFirst()
                .orElseThrow();
        return ByteBuffer.wrap(datagram, Records.HEADER, HANDSHAKE_HEADER).slice();
    }

    private List<byte[]> everySecondByte(ByteBuffer message) {
        int length = message.getInt(0) & 0xFFFFFF;
        List<byte[]> datagrams = new ArrayList<>();
        int offset = 1;
        while (offset < length) {
            ByteBuffer datagram = ByteBuffer.allocate(1200);
            datagram.put((byte) Records.HANDSHAKE).putShort((short) 0xFEFD).putInt(0);
            datagram.putInt(number++).putShort((short) 0);
            while (datagram.remaining() > HANDSHAKE_HEADER && offset < length) {
                datagram.putInt(message.getInt(0)).putShort(message.getShort(4));
                datagram.put((byte) 0).putShort((short) offset);
                datagram.put((byte) 0).putShort((short) 1).put((byte) 7);
                offset += 2;
            }
            datagram.putShort(Records.HEADER - 2, (short) (datagram.position() - Records.HEADER));
            datagrams.add(Arrays.copyOf(datagram.array(), datagram.position()));
        }
        return datagrams;
    }
}
