package dev.floe.ice;

import dev.floe.status.DropReason;
import dev.floe.stun.Attribute;
import dev.floe.stun.StunClass;
import dev.floe.stun.StunCrypto;
import dev.floe.stun.StunMessage;
import dev.floe.stun.StunMethod;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Decides on a well-framed response: it must belong to a live transaction, come from where the request went (RFC 8445
 * section 7.2.5.2.1), and bear the peer's integrity.
 */
final class ResponseValidator {
    private final StunCrypto crypto;
    private final Transactions transactions;
    private int transaction;

    ResponseValidator(StunCrypto crypto, Transactions transactions) {
        this.crypto = crypto;
        this.transactions = transactions;
    }

    /**
     * Returns why the response is not a valid success, or null if it is; {@link #transaction} then names what it
     * answers.
     */
    @Nullable
    DropReason refusal(InetSocketAddress source, StunMessage response) {
        boolean error = response.messageClass() == StunClass.ERROR;
        boolean fingerprinted = response.hasValidFingerprint(crypto);
        transaction = transactions.find(response.idHigh(), response.idLow());
        boolean bare = error && transaction >= 0 && !response.has(Attribute.FINGERPRINT);
        if (!fingerprinted && !bare) {
            return DropReason.BAD_FINGERPRINT;
        }
        if (response.method() != StunMethod.BINDING) {
            return DropReason.UNSUPPORTED_METHOD;
        }
        if (transaction < 0) {
            return DropReason.UNKNOWN_TRANSACTION;
        }
        if (!transactions.path(transaction).remote().equals(source)) {
            return DropReason.WRONG_SOURCE;
        }
        return error ? errorRefusal(response) : unauthentic(response);
    }

    private DropReason errorRefusal(StunMessage response) {
        DropReason unauthentic = isSealed(response) ? unauthentic(response) : null;
        return unauthentic == null ? DropReason.PEER_REFUSED : unauthentic;
    }

    private @Nullable DropReason unauthentic(StunMessage response) {
        if (!response.hasIntegrity()) {
            return DropReason.NO_INTEGRITY;
        }
        Generation generation = transactions.path(transaction).generation();
        if (!response.hasValidIntegrity(crypto, generation.remoteKey())) {
            return DropReason.BAD_INTEGRITY;
        }
        return response.unknownRequiredCount() > 0 ? DropReason.UNKNOWN_ATTRIBUTE : null;
    }

    /** Browsers send errors without integrity, some without FINGERPRINT; anyone on the way could have written those. */
    boolean isSealed(StunMessage error) {
        return error.hasIntegrity() && error.has(Attribute.FINGERPRINT);
    }

    /** Returns the slot of the transaction that the last response named, -1 if none. */
    int transaction() {
        return transaction;
    }
}
