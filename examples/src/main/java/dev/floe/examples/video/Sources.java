package dev.floe.examples.video;

import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.utils.ByteArrayBuffer;

/**
 * The cryptographic contexts of one direction, one for each SSRC (RFC 3711 section 3.2.3), a few at most: who sends
 * packets with ever new SSRCs, authentic or not, makes nothing grow.
 *
 * @param <C> the library's context
 */
final class Sources<C> {
    static final int MOST = 8;

    private static final int MEDIA_SSRC_AT = 8;
    private static final int CONTROL_SSRC_AT = 4;

    /** Derives the context of an SSRC from the master key. */
    interface Derivation<C> {
        C derive(int ssrc) throws GeneralSecurityException;
    }

    /** Encrypts or decrypts in place. */
    interface Transformation<C> {
        SrtpErrorStatus apply(C context, ByteArrayBuffer packet) throws GeneralSecurityException;
    }

    private final int ssrcAt;
    private final Derivation<C> derivation;
    private final Transformation<C> transformation;
    private final Map<Integer, C> contexts = new HashMap<>();

    private Sources(int ssrcAt, Derivation<C> derivation, Transformation<C> transformation) {
        this.ssrcAt = ssrcAt;
        this.derivation = derivation;
        this.transformation = transformation;
    }

    static <C> Sources<C> ofMedia(Derivation<C> derivation, Transformation<C> transformation) {
        return new Sources<>(MEDIA_SSRC_AT, derivation, transformation);
    }

    static <C> Sources<C> ofControl(Derivation<C> derivation, Transformation<C> transformation) {
        return new Sources<>(CONTROL_SSRC_AT, derivation, transformation);
    }

    /** Encrypts or decrypts a packet in place; returns false if it must not be used. An SSRC is kept once that went well. */
    boolean transform(Packet packet) throws GeneralSecurityException {
        if (packet.getLength() < ssrcAt + Integer.BYTES) {
            return false;
        }
        int ssrc = packet.content().getInt(ssrcAt);
        C known = contexts.get(ssrc);
        if (known == null && contexts.size() >= MOST) {
            return false;
        }
        C context = known == null ? derivation.derive(ssrc) : known;
        boolean done = transformation.apply(context, packet) == SrtpErrorStatus.OK;
        if (done) {
            contexts.putIfAbsent(ssrc, context);
        }
        return done;
    }

    int size() {
        return contexts.size();
    }
}
