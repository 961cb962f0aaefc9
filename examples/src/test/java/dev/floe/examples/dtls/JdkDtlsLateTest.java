package dev.floe.examples.dtls;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client's records come as they left it, byte by byte, but late. */
final class JdkDtlsLateTest extends JdkDtlsRig {
    private static final int CLIENT_HELLO = 1;
    private static final int HELLO_VERIFY_REQUEST = 3;

    @Test
    void withstandsCopiesOfAllThatCameBeforeEachRecord() throws Exception {
        List<byte[]> earlier = new ArrayList<>();
        client.losing(datagram -> {
            for (byte[] record : records(datagram)) {
                earlier.forEach(server::receive);
                earlier.add(record);
                server.receive(record);
            }
            return true;
        });
        secure();
        assertTalk();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 3"})
    void withstandsACopyOfAHelloWithinTheLastFlight(int number, int place) throws Exception {
        List<byte[]> hellos = new ArrayList<>();
        AtomicInteger flight = new AtomicInteger();
        client.losing(datagram -> {
            for (byte[] record : records(datagram)) {
                if (isHello(record, number)) {
                    hellos.add(record);
                } else if (!isHello(record) && flight.getAndIncrement() == place) {
                    server.receive(hellos.get(0));
                }
                server.receive(record);
            }
            return true;
        });
        secure();
        assertTalk();
    }

    /** The server's flight is lost, so that the client repeats its second hello; just before, its first one comes again. */
    @Test
    void withstandsAFirstHelloThatTheSecondHasOvertaken() throws Exception {
        List<byte[]> first = new ArrayList<>();
        AtomicInteger second = new AtomicInteger();
        server.losing(datagram -> second.get() < 2 && datagram[13] != HELLO_VERIFY_REQUEST);
        client.losing(datagram -> {
            if (isHello(datagram, 0)) {
                first.add(datagram);
            } else if (isHello(datagram, 1) && second.incrementAndGet() == 2) {
                server.receive(first.get(0));
            }
            return false;
        });
        secure();
        assertTalk();
    }

    private static boolean isHello(byte[] record, int number) {
        return isHello(record) && record[18] == number;
    }

    /** What is encrypted is of epoch 1, and any byte may be anything. */
    private static boolean isHello(byte[] record) {
        return record[0] == HANDSHAKE && record[4] == 0 && record[13] == CLIENT_HELLO;
    }

    private static List<byte[]> records(byte[] datagram) {
        return Records.copied(ByteBuffer.wrap(datagram)).stream()
                .map(ByteBuffer::array)
                .toList();
    }
}
