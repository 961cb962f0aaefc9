package dev.floe.ice;

import dev.floe.status.Counters;
import dev.floe.status.DropReason;
import dev.floe.stun.StunBuilder;
import dev.floe.stun.StunClass;
import dev.floe.stun.StunError;
import dev.floe.stun.StunMessage;
import dev.floe.stun.StunMethod;
import java.net.InetSocketAddress;

/**
 * Answers requests. What is authenticated gets a signed answer. What is not gets an unsigned one (RFC 8489 section
 * 9.1.3; a signed 400 makes libwebrtc give up), within a budget, and never one longer than the request: a session is no
 * reflector.
 */
final class Replies {
    private static final int PER_SECOND = 10;
    private static final int BURST = 20;

    private final IceScratch scratch;
    private final Counters counters;
    private final IceOutput output;
    private final ReplyBudget strangers;

    Replies(long now, IceScratch scratch, Counters counters, IceOutput output) {
        this.scratch = scratch;
        this.counters = counters;
        this.output = output;
        this.strangers = new ReplyBudget(now, PER_SECOND, BURST);
    }

    /**
     * Says yes, with the source as it is seen from here (RFC 8489 section 6.3.1.1).
     *
     * @param address the IP address of {@code source}, 4 or 16 bytes
     */
    void succeed(StunMessage request, InetSocketAddress source, byte[] address, Generation generation) {
        StunBuilder answer = begin(StunClass.SUCCESS, request)
                .xorMappedAddress(address, source.getPort())
                .integrity(request.integrityKind(), generation.localKey())
                .fingerprint();
        counters.responsesOut++;
        output.send(source, answer.finish());
    }

    /** Says why not, where the reason deserves an answer. */
    void refuse(long now, StunMessage request, InetSocketAddress source, DropReason reason, Generation generation) {
        switch (reason) {
            case NO_INTEGRITY -> refuseStranger(now, request, source, StunError.BAD_REQUEST);
            case WRONG_LOCAL_UFRAG, WRONG_REMOTE_UFRAG, BAD_INTEGRITY ->
                refuseStranger(now, request, source, StunError.UNAUTHENTICATED);
            case UNKNOWN_ATTRIBUTE -> refusePeer(request, source, StunError.UNKNOWN_ATTRIBUTE, generation);
            case ROLE_CONFLICT -> refusePeer(request, source, StunError.ROLE_CONFLICT, generation);
            default -> {
                // What is no Binding request is discarded in silence (RFC 8489 section 6.3).
            }
        }
    }

    private void refuseStranger(long now, StunMessage request, InetSocketAddress source, StunError error) {
        if (!strangers.available(now) || !scratch.strangers.available(now)) {
            counters.repliesWithheld++;
            return;
        }
        StunBuilder answer = begin(StunClass.ERROR, request).error(error, true).fingerprint();
        if (answer.length() > request.length()) {
            answer = begin(StunClass.ERROR, request).error(error, false).fingerprint();
        }
        if (answer.length() > request.length()) {
            counters.repliesWithheld++;
            return;
        }
        strangers.take();
        scratch.strangers.take();
        counters.errorsOut++;
        output.send(source, answer.finish());
    }

    private void refusePeer(StunMessage request, InetSocketAddress source, StunError error, Generation generation) {
        StunBuilder answer = begin(StunClass.ERROR, request).error(error, false);
        if (error == StunError.UNKNOWN_ATTRIBUTE) {
            answer.unknownAttributes(request);
        }
        answer.integrity(request.integrityKind(), generation.localKey()).fingerprint();
        counters.errorsOut++;
        output.send(source, answer.finish());
    }

    private StunBuilder begin(StunClass messageClass, StunMessage request) {
        return scratch.builder.begin(messageClass, StunMethod.BINDING, request.idHigh(), request.idLow());
    }
}
