package dev.floe.session.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/** The client side of one handshake (RFC 8827 section 6.5): the server must show the certificate of its description. */
@SuppressWarnings({"rawtypes", "unchecked", "JdkObsolete"}) // BouncyCastle's own signatures
final class FloeTlsClient extends AbstractTlsClient implements Peer, TlsAuthentication {
    private final Credentials credentials;
    private final PeerCertificate peerCertificate;
    private Optional<SrtpProfile> srtp = Optional.empty();
    private @Nullable Secured secured;

    FloeTlsClient(Credentials credentials, PeerCertificate peerCertificate) {
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
    protected Vector<Integer> getSupportedGroups(Vector roles) {
        Vector<Integer> groups = new Vector<>();
        for (int group : Suites.groups()) {
            groups.add(group);
        }
        return groups;
    }

    @Override
    protected Vector<SignatureAndHashAlgorithm> getSupportedSignatureAlgorithms() {
        return Suites.signatures();
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
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = super.getClientExtensions();
        TlsSRTPUtils.addUseSRTPExtension(extensions, SrtpProfile.offer());
        return extensions;
    }

    @Override
    public void processServerExtensions(Hashtable serverExtensions) throws IOException {
        super.processServerExtensions(serverExtensions);
        UseSRTPData answer = serverExtensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(serverExtensions);
        srtp = answer == null ? Optional.empty() : Optional.of(agreed(answer));
    }

    /** RFC 5764 section 4.1.1: exactly one profile, of those that were offered; and no MKI, for none was offered. */
    private static SrtpProfile agreed(UseSRTPData answer) throws IOException {
        Optional<SrtpProfile> profile = SrtpProfile.best(answer);
        if (profile.isEmpty() || answer.getProtectionProfiles().length != 1 || answer.getMki().length != 0) {
            throw new TlsFatalAlert(AlertDescription.illegal_parameter, "use_srtp answers what was not offered");
        }
        return profile.get();
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return this;
    }

    @Override
    public void notifyServerCertificate(TlsServerCertificate serverCertificate) throws IOException {
        peerCertificate.check(serverCertificate.getCertificate());
    }

    @Override
    public TlsCredentials getClientCredentials(CertificateRequest request) {
        return credentials.signer(context);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        peerCertificate.require();
        int suite = context.getSecurityParametersConnection().getCipherSuite();
        secured = new Secured(suite, srtp.map(profile -> profile.export(context)));
    }

    @Override
    public Secured secured() {
        if (secured == null) {
            throw new IllegalStateException("the handshake is not complete");
        }
        return secured;
    }
}
