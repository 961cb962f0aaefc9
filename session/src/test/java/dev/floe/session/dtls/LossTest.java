package dev.floe.session.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.slot.DtlsRole;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.bouncycastle.tls.HandshakeType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LossTest {
    private static final DtlsIdentity BROWSER = DtlsIdentity.selfSigned();
    private static final int SEEDS = 32;

    private final TestSession server = new TestSession(DtlsRole.SERVER, Pair.SERVER).expecting(BROWSER.fingerprint());

    @AfterEach
    void close() {
        server.close();
    }

    /** A browser's ClientHello: more than one datagram holds. Each row says which of its parts arrive, in which order. */
    @ParameterizedTest
    @ValueSource(strings = {"01", "10", "0011", "0101", "1010", "1100", "0", "1", "1001"})
    void putsAClientHelloOfTwoDatagramsTogether(String arrivals) throws Exception {
        List<byte[]> parts = new ArrayList<>();
        ScriptedClient.Script script = new ScriptedClient.Script();
        script.padding = 1300;
        ScriptedClient client = client(script, datagram -> {
            parts.add(datagram);
            if (parts.size() == 2) {
                arrivals.chars().forEach(part -> server.receive(parts.get(part - '0')));
            } else if (parts.size() > 2) {
                server.receive(datagram);
            }
        });
        client.await();
        assertNotNull(server.agreement());
        assertTrue(Records.isClientHello(parts.get(0)) && Records.isClientHello(parts.get(1)));
        assertEquals(1, server.handshakes.get());
    }

    /** The first copy of one message of the client's second flight is lost; ChangeCipherSpec and Finished are not. */
    @ParameterizedTest
    @ValueSource(
            ints = {HandshakeType.certificate, HandshakeType.client_key_exchange, HandshakeType.certificate_verify})
    void readsAMessageThatComesAfterChangeCipherSpec(int lost) throws Exception {
        AtomicInteger copies = new AtomicInteger();
        client(new ScriptedClient.Script(), datagram -> {
                    boolean hit = datagram[0] == Records.HANDSHAKE && datagram[13] == lost && datagram[4] == 0;
                    if (!hit || copies.getAndIncrement() > 0) {
                        server.receive(datagram);
                    }
                })
                .await();
        assertNotNull(server.agreement());
    }

    @Test
    void readsAFlightThatComesBackwards() throws Exception {
        List<byte[]> flight = new ArrayList<>();
        client(new ScriptedClient.Script(), datagram -> {
                    boolean first = Records.isClientHello(datagram) || flight.size() == 5;
                    if (first) {
                        server.receive(datagram);
                        return;
                    }
                    flight.add(0, datagram);
                    if (flight.size() == 5) {
                        flight.forEach(server::receive);
                    }
                })
                .await();
        assertNotNull(server.agreement());
    }

    @Test
    void answersAPeerThatMissedTheLastFlight() throws Exception {
        try (Pair pair = new Pair()) {
            AtomicInteger lastFlights = new AtomicInteger();
            pair.server.wiredTo(datagram -> {
                if (datagram[0] != Records.CHANGE_CIPHER_SPEC || lastFlights.incrementAndGet() > 2) {
                    pair.client.receive(datagram);
                }
            });
            pair.connect().assertAlive();
            assertTrue(lastFlights.get() > 2);
        }
    }

    @Test
    void keepsDataThatOvertakesTheLastFlightAndItsOrder() throws Exception {
        try (Pair pair = new Pair()) {
            List<byte[]> held = new ArrayList<>();
            pair.server.wiredTo(datagram -> {
                if (datagram[0] == Records.CHANGE_CIPHER_SPEC) {
                    held.add(datagram);
                } else {
                    pair.client.receive(datagram);
                }
            });
            pair.client.writable();
            pair.server.agreement();
            pair.server.send(new byte[] {1});
            pair.server.send(new byte[] {2});
            pair.server.wiredTo(held::add);
            pair.server.send(new byte[] {3});
            pair.server.send(new byte[] {4});
            pair.client.receiveAll(held);
            for (int i = 1; i <= 4; i++) {
                assertArrayEquals(new byte[] {(byte) i}, pair.client.plaintext());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"10", "18"})
    void completesOverANetworkThatLosesDoublesAndSwaps(int faultsPercent) throws Exception {
        List<Pair> pairs = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            Pair pair = new Pair();
            pair.server.wiredTo(new Wire(seed, faultsPercent, pair.client::receive));
            pair.client.wiredTo(new Wire(~seed, faultsPercent, pair.server::receive));
            pair.client.writable();
            pairs.add(pair);
        }
        for (Pair pair : pairs) {
            pair.server.agreement();
            pair.client.agreement();
            assertEquals(1, pair.server.handshakes.get());
            pair.close();
        }
    }

    private ScriptedClient client(ScriptedClient.Script script, Consumer<byte[]> wire) {
        ScriptedClient client = new ScriptedClient(script, BROWSER, wire);
        server.wiredTo(client.inbox::add);
        return client.start();
    }
}
