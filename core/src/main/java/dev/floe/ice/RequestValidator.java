package dev.floe.ice;

import dev.floe.status.DropReason;
import dev.floe.stun.Attribute;
import dev.floe.stun.StunCrypto;
import dev.floe.stun.StunMessage;
import dev.floe.stun.StunMethod;
import org.jspecify.annotations.Nullable;

/**
 * Decides on a well-framed request with a right fingerprint, in the order of RFC 8489 section 6.3: method, credentials,
 * integrity, unknown attributes, role.
 */
final class RequestValidator {
    private final StunCrypto crypto;
    private Generation current;
    private @Nullable Generation previous;
    /** Which of both the last request named; no reference, since the collector looks after each that is written. */
    private boolean addressesPrevious;

    RequestValidator(StunCrypto crypto, Generation current) {
        this.crypto = crypto;
        this.current = current;
    }

    /** Returns why the request is refused, or null if it is valid. */
    @Nullable
    DropReason refusal(StunMessage request) {
        if (request.method() != StunMethod.BINDING) {
            return DropReason.UNSUPPORTED_METHOD;
        }
        if (!request.has(Attribute.USERNAME) || !request.hasIntegrity()) {
            return DropReason.NO_INTEGRITY;
        }
        DropReason wrongUsername = wrongUsername(request);
        if (wrongUsername != null) {
            return wrongUsername;
        }
        if (!request.hasValidIntegrity(crypto, addressed().localKey())) {
            return DropReason.BAD_INTEGRITY;
        }
        if (request.unknownRequiredCount() > 0) {
            return DropReason.UNKNOWN_ATTRIBUTE;
        }
        // A lite agent never becomes controlling beside a full one, whatever the tie-breakers say (RFC 8445 section
        // 6.1.1)
        return request.has(Attribute.ICE_CONTROLLED) ? DropReason.ROLE_CONFLICT : null;
    }

    private @Nullable DropReason wrongUsername(StunMessage request) {
        if (current.isExpected(request)) { // nearly always, and one comparison tells
            addressesPrevious = false;
            return null;
        }
        Generation old = previous;
        if (current.isAddressedBy(request)) {
            addressesPrevious = false;
        } else if (old != null && old.isAddressedBy(request)) {
            addressesPrevious = true;
        } else {
            return DropReason.WRONG_LOCAL_UFRAG;
        }
        return addressed().acceptsSenderOf(request) ? null : DropReason.WRONG_REMOTE_UFRAG;
    }

    /** Returns the credentials that the last request named. */
    Generation addressed() {
        Generation old = previous;
        return addressesPrevious && old != null ? old : current;
    }

    Generation current() {
        return current;
    }

    /** Takes new credentials; the others verify on until {@link #endOverlap}. */
    void restart(Generation next, Generation former) {
        previous = former;
        current = next;
    }

    boolean isOverlapping() {
        return previous != null;
    }

    /** Returns whether there was an overlap to end. */
    boolean endOverlap() {
        boolean overlapped = previous != null;
        previous = null;
        return overlapped;
    }

    boolean verifies(Generation generation) {
        return generation == current || generation == previous;
    }
}
