package dev.floe.examples.embedding;

import dev.floe.ice.IceCredentials;
import dev.floe.session.PeerSession;
import dev.floe.session.dtls.BouncyCastleDtls;
import dev.floe.slot.Fingerprint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** The piece alone: ufrag, password and fingerprint of an offer in, the lines of the answer out. */
public final class SmallestEmbedding {
    private SmallestEmbedding() {}

    /**
     * Runs one session to its end.
     *
     * @param args the values of the offer's {@code a=ice-ufrag}, {@code a=ice-pwd} and {@code a=fingerprint}
     */
    public static void main(String[] args) {
        PeerSession session = PeerSession.builder()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .remote(IceCredentials.of(args[0], args[1]))
                .remoteFingerprints(List.of(Fingerprint.parse(args[2])))
                .dtls(BouncyCastleDtls.selfSigned())
                .start()
                .toCompletableFuture()
                .join();
        session.description().sdpLines().forEach(System.out::println);
        session.connected().thenAccept(pair -> System.out.println("connected to " + pair.remote()));
        System.out.println(session.closed().toCompletableFuture().join());
    }
}
