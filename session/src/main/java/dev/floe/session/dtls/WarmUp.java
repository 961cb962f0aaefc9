package dev.floe.session.dtls;

import dev.floe.slot.DtlsRole;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.bouncycastle.tls.DTLSTransport;

/**
 * Handshakes between two sides of our own, in memory: they load and initialise what the first peer would otherwise wait
 * for, a quarter of a second on a cold JVM.
 */
final class WarmUp {
    /** The first loads the classes; some more, and the compiler has seen what takes the time. */
    private static final int HANDSHAKES = 5;

    private WarmUp() {}

    /** Completes when all is done; exceptionally if a side failed, or no thread was to be had. */
    static CompletableFuture<Void> start(
            DtlsIdentity identity, Credentials credentials, CpuShare cpu, Executor threads) {
        CompletableFuture<Void> done = once(identity, credentials, cpu, threads);
        for (int i = 1; i < HANDSHAKES; i++) {
            done = done.thenCompose(before -> once(identity, credentials, cpu, threads));
        }
        return done;
    }

    private static CompletableFuture<Void> once(
            DtlsIdentity identity, Credentials credentials, CpuShare cpu, Executor threads) {
        Side serverSide = new Side();
        Side clientSide = new Side();
        CompletableFuture<Handshake> connecting = new CompletableFuture<>();
        Handshake server = new Handshake(
                DtlsRole.SERVER, credentials, cpu, datagram -> connecting.join().deliver(datagram), serverSide);
        Handshake client = new Handshake(DtlsRole.CLIENT, credentials, cpu, server::deliver, clientSide);
        connecting.complete(client);
        try {
            for (Handshake side : List.of(server, client)) {
                side.expect(List.of(identity.fingerprint()));
                threads.execute(side);
            }
        } catch (RejectedExecutionException noThread) {
            server.abandon();
            serverSide.failed(noThread);
            clientSide.failed(noThread);
        }
        return CompletableFuture.allOf(serverSide.done, clientSide.done);
    }

    private static final class Side implements Handshake.Outcome {
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        @Override
        public void succeeded(DTLSTransport dtls, Secured secured) {
            done.complete(null);
        }

        @Override
        public void failed(Exception cause) {
            done.completeExceptionally(cause);
        }
    }
}
