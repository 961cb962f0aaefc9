package dev.floe.session.dtls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.impl.TlsAEADCipherImpl;
import org.jspecify.annotations.Nullable;

/** One direction of AES-GCM, by the JDK. */
final class JdkGcm implements TlsAEADCipherImpl {
    private final boolean encrypting;
    private final Cipher cipher;
    private @Nullable SecretKey key;
    private int macSize;

    JdkGcm(boolean encrypting) throws IOException {
        this.encrypting = encrypting;
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException missing) {
            throw new TlsFatalAlert(AlertDescription.internal_error, missing);
        }
    }

    @Override
    public void setKey(byte[] bytes, int offset, int length) {
        key = new SecretKeySpec(bytes, offset, length, "AES");
    }

    @Override
    public void init(byte[] nonce, int tagBytes) throws IOException {
        macSize = tagBytes;
        try {
            cipher.init(
                    encrypting ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE,
                    key,
                    new GCMParameterSpec(tagBytes * Byte.SIZE, nonce));
        } catch (GeneralSecurityException refused) {
            throw new TlsFatalAlert(AlertDescription.internal_error, refused);
        }
    }

    @Override
    public int getOutputSize(int inputLength) {
        return encrypting ? inputLength + macSize : inputLength - macSize;
    }

    @Override
    public int doFinal(byte[] additional, byte[] input, int inputOffset, int length, byte[] output, int outputOffset)
            throws IOException {
        try {
            cipher.updateAAD(additional);
            return cipher.doFinal(input, inputOffset, length, output, outputOffset);
        } catch (GeneralSecurityException forged) {
            throw encrypting ? new TlsFatalAlert(AlertDescription.internal_error, forged) : new BadRecord();
        }
    }

    /** Strangers can cause it ten thousand times a second, so it carries no stack trace. */
    private static final class BadRecord extends TlsFatalAlert {
        private static final long serialVersionUID = 1;

        BadRecord() {
            super(AlertDescription.bad_record_mac);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
