package dev.floe.examples.dtls;

import dev.floe.slot.DtlsLink;
import dev.floe.slot.DtlsSlot;
import dev.floe.slot.Fingerprint;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * DTLS 1.2 by the JDK's {@link SSLEngine}, as the server: what a DTLS handler of one's own has to do, without any other
 * library in the way of reading it. Browsers connect to it. One for a whole server; thread-safe.
 *
 * <p>What it cannot do, and {@code BouncyCastleDtls} can:
 *
 * <ul>
 *   <li>Media. The JDK speaks no {@code use_srtp} (RFC 5764), and before version 25 hands out no keying material, so
 *       there are no SRTP keys: data channels only.
 *   <li>Insist on the extended master secret (RFC 7627), which the JDK uses when the peer offers it. Browsers do.
 *   <li>Survive every forgery during the handshake. A record that is not protected yet can be forged by who guesses the
 *       peer's address and port; the engine takes a message that is malformed, or out of turn, for the end of the
 *       handshake, and so does this slot. Repetitions do no harm, however late, and once the handshake is complete,
 *       nothing forged does.
 *   <li>Hear that the peer refuses the handshake. The alert that says so could be anybody's and is dropped: DTLS fails
 *       when its 30 seconds are over.
 *   <li>Be the client. Where an offer leaves this side only that role, DTLS fails.
 * </ul>
 */
public final class JdkDtls implements DtlsSlot.Factory {
    private static final String VERSION = "DTLSv1.2";
    private static final String[] SUITES = {
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
    };

    /** Its own: whoever blocks the JVM's common pool must hold up no handshake. Its threads end when there is nothing to do. */
    private final ExecutorService pool = pool();

    private final KeyManager[] keys;
    private final Fingerprint fingerprint;

    private JdkDtls(SelfSigned identity) {
        try {
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            KeyStore.PasswordProtection none = new KeyStore.PasswordProtection(new char[0]);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, none.getPassword());
            store.setKeyEntry("floe", identity.key(), none.getPassword(), new Certificate[] {identity.certificate()});
            managers.init(store, none.getPassword());
            this.keys = managers.getKeyManagers();
            this.fingerprint = Fingerprint.sha256(identity.certificate().getEncoded());
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("the JDK could not keep a P-256 key", impossible);
        }
    }

    private static ExecutorService pool() {
        int threads = Runtime.getRuntime().availableProcessors();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), JdkDtls::thread);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "jdk-dtls");
        thread.setDaemon(true);
        return thread;
    }

    /** Draws an identity, which all sessions will show. */
    public static JdkDtls selfSigned() {
        return new JdkDtls(SelfSigned.draw());
    }

    @Override
    public Optional<Fingerprint> fingerprint() {
        return Optional.of(fingerprint);
    }

    @Override
    public DtlsSlot attach(DtlsLink link) {
        FingerprintTrust trust = new FingerprintTrust();
        return new JdkDtlsSlot(link, engine(trust), trust, pool);
    }

    /**
     * Makes an engine in a context of its own: a context that sessions share would let one resume what another agreed
     * on, and a resumed handshake checks no certificate.
     */
    private SSLEngine engine(FingerprintTrust trust) {
        try {
            SSLContext context = SSLContext.getInstance(VERSION);
            context.init(keys, new TrustManager[] {trust}, null);
            SSLEngine engine = context.createSSLEngine();
            SSLParameters parameters = new SSLParameters(SUITES, new String[] {VERSION});
            parameters.setNeedClientAuth(true);
            parameters.setMaximumPacketSize(Records.LONGEST);
            engine.setUseClientMode(false);
            engine.setSSLParameters(parameters);
            return engine;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("the JDK lacks " + VERSION, missing);
        }
    }
}
