package dev.floe.session.dtls;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.Vector;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsStreamSigner;
import org.jspecify.annotations.Nullable;

/** A DTLS client that BouncyCastle runs as it stands, with nothing of ours but a certificate to show. */
@SuppressWarnings({"rawtypes", "unchecked", "JdkObsolete"})
final class ScriptedClient implements DatagramTransport {
    /** What it does otherwise than a browser would. */
    static final class Script {
        boolean certificate = true;
        boolean extendedMasterSecret = true;

        @Nullable
        DtlsIdentity signer;

        /** Shown in place of its own certificate. */
        byte[][] chain = {};

        int[] srtpProfiles = {0x0001, 0x0007};
        int[] suites = {CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256};
        int[] groups = {NamedGroup.x25519, NamedGroup.secp256r1};
        int exportBytes = 56;
        int padding;
        int datagramBytes = 1200;
    }

    final CompletableFuture<DTLSTransport> connected = new CompletableFuture<>();
    final CompletableFuture<byte[]> exported = new CompletableFuture<>();
    final BlockingQueue<byte[]> inbox = new LinkedBlockingQueue<>();

    private final Script script;
    private final Consumer<byte[]> wire;
    private final Credentials credentials;

    ScriptedClient(Script script, DtlsIdentity identity, Consumer<byte[]> wire) {
        this.script = script;
        this.wire = wire;
        this.credentials = new Credentials(identity);
    }

    /** The ClientHello of a client that is then heard no more. */
    static byte[] clientHello(DtlsIdentity identity) {
        CompletableFuture<byte[]> clientHello = new CompletableFuture<>();
        ScriptedClient client = new ScriptedClient(new Script(), identity, datagram -> {
            clientHello.complete(datagram);
            throw new CancellationException("one is enough");
        });
        assertThrows(TlsFatalAlert.class, () -> new DTLSClientProtocol().connect(client.new Client(), client));
        return clientHello.join();
    }

    ScriptedClient start() {
        Thread thread = new Thread(
                () -> {
                    try {
                        connected.complete(new DTLSClientProtocol().connect(new Client(), this));
                    } catch (IOException | RuntimeException failure) {
                        connected.completeExceptionally(failure);
                    }
                },
                "scripted-client");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    DTLSTransport await() throws Exception {
        return connected.get(TestSession.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public int getReceiveLimit() {
        return 1500;
    }

    @Override
    public int getSendLimit() {
        return script.datagramBytes;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        try {
            byte[] datagram = inbox.poll(waitMillis, TimeUnit.MILLISECONDS);
            if (datagram == null) {
                return -1;
            }
            System.arraycopy(datagram, 0, buffer, offset, datagram.length);
            return datagram.length;
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        wire.accept(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    @Override
    public void close() {}

    private final class Client extends AbstractTlsClient implements TlsAuthentication {
        Client() {
            super(credentials.crypto());
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.DTLSv12.only();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return script.suites.clone();
        }

        @Override
        protected Vector getSupportedSignatureAlgorithms() {
            return Suites.signatures();
        }

        @Override
        protected Vector getSupportedGroups(Vector roles) {
            Vector<Integer> groups = new Vector<>();
            Arrays.stream(script.groups).forEach(groups::add);
            return groups;
        }

        @Override
        public boolean shouldUseExtendedMasterSecret() {
            return script.extendedMasterSecret;
        }

        @Override
        public int getHandshakeResendTimeMillis() {
            return 200;
        }

        @Override
        public Hashtable getClientExtensions() throws IOException {
            Hashtable extensions = super.getClientExtensions();
            if (script.srtpProfiles.length > 0) {
                TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(script.srtpProfiles, new byte[0]));
            }
            if (script.padding > 0) {
                TlsExtensionsUtils.addPaddingExtension(extensions, script.padding);
            }
            return extensions;
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return this;
        }

        @Override
        public void notifyServerCertificate(TlsServerCertificate certificate) {}

        @Override
        public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
            if (!script.certificate) {
                return null;
            }
            TlsCredentialedSigner honest = credentials.signer(context);
            TlsCredentialedSigner signing =
                    script.signer == null ? honest : new Credentials(script.signer).signer(context);
            return new Impostor(script.chain.length == 0 ? honest.getCertificate() : shown(), signing);
        }

        private Certificate shown() throws IOException {
            TlsCertificate[] chain = new TlsCertificate[script.chain.length];
            for (int i = 0; i < chain.length; i++) {
                chain[i] = credentials.crypto().createCertificate(script.chain[i]);
            }
            return new Certificate(chain);
        }

        @Override
        public void notifyHandshakeComplete() {
            if (script.extendedMasterSecret) {
                exported.complete(context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, script.exportBytes));
            }
        }
    }

    /** Shows one's certificate and signs with another's key. */
    private record Impostor(Certificate shown, TlsCredentialedSigner signing) implements TlsCredentialedSigner {
        @Override
        public byte[] generateRawSignature(byte[] hash) throws IOException {
            return signing.generateRawSignature(hash);
        }

        @Override
        public SignatureAndHashAlgorithm getSignatureAndHashAlgorithm() {
            return signing.getSignatureAndHashAlgorithm();
        }

        @Override
        public TlsStreamSigner getStreamSigner() throws IOException {
            return signing.getStreamSigner();
        }

        @Override
        public Certificate getCertificate() {
            return shown;
        }
    }
}
