package dev.floe.session.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.Optional;
import org.bouncycastle.tls.AbstractTlsServer;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/** The server side of one handshake (RFC 8827 section 6.5): the client must show the certificate of its description. */
@SuppressWarnings({"rawtypes", "JdkObsolete"}) // BouncyCastle's own signatures
final class FloeTlsServer extends AbstractTlsServer implements Peer {
    private final Credentials credentials;
    private final PeerCertificate peerCertificate;
    private Optional<SrtpProfile> srtp = Optional.empty();
    private @Nullable Secured secured;

    FloeTlsServer(Credentials credentials, PeerCertificate peerCertificate) {
        super(credentials.crypto());
        this.credentials = credentials;
        this.peerCertificate = peerCertificate;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return Suites.versions();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return Suites.cipherSuites();
    }

    @Override
    protected boolean preferLocalCipherSuites() {
        return true;
    }

    @Override
    public int[] getSupportedGroups() {
        return Suites.groups();
    }

    @Override
    protected int getMaximumNegotiableCurveBits() {
        return NamedGroup.getCurveBits(Math.max(0, selectECDH(0)));
    }

    /** Our best group that the client has; BouncyCastle would take the client's first, whatever it is. */
    @Override
    protected int selectECDH(int minimumCurveBits) {
        int[] offered = context.getSecurityParametersHandshake().getClientSupportedGroups();
        if (offered == null) {
            return NamedGroup.secp256r1; // RFC 8422 section 4: the choice is the server's
        }
        return Arrays.stream(Suites.groups())
                .filter(group -> Arrays.stream(offered).anyMatch(other -> other == group))
                .findFirst()
                .orElse(-1);
    }

    @Override
    protected boolean allowCertificateStatus() {
        return false;
    }

    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return RESEND_MILLIS;
    }

    @Override
    public void processClientExtensions(Hashtable clientExtensions) throws IOException {
        super.processClientExtensions(clientExtensions);
        UseSRTPData offer = clientExtensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(clientExtensions);
        srtp = offer == null ? Optional.empty() : SrtpProfile.best(offer);
    }

    /** {@code use_srtp} is answered whenever it is offered, also for data alone: some peers refuse otherwise. */
    @Override
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        if (srtp.isPresent()) {
            TlsSRTPUtils.addUseSRTPExtension(extensions, srtp.get().answer());
        }
        return extensions;
    }

    @Override
    public TlsCredentials getCredentials() {
        return credentials.signer(context);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
        return new CertificateRequest(types, Suites.signatures(), null);
    }

    @Override
    public void notifyClientCertificate(Certificate chain) throws IOException {
        peerCertificate.check(chain);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        peerCertificate.require();
        secured = new Secured(selectedCipherSuite, srtp.map(profile -> profile.export(context)));
    }

    @Override
    public Secured secured() {
        if (secured == null) {
            throw new IllegalStateException("the handshake is not complete");
        }
        return secured;
    }
}
