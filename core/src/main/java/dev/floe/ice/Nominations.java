package dev.floe.ice;

import dev.floe.stun.Attribute;
import dev.floe.stun.StunMessage;

/**
 * Whether a request nominates its path. USE-CANDIDATE does (RFC 8445 section 8.1.1). Where renomination was agreed on,
 * the request with the highest NOMINATION does, so that a check of the former pair that arrives late takes nothing back
 * (draft-thatcher-ice-renomination).
 */
final class Nominations {
    /** What USE-CANDIDATE alone is worth beside numbered nominations. */
    private static final long UNNUMBERED = 1;

    private boolean numbered;

    /** Renomination was agreed on: numbers count. */
    void agree() {
        numbered = true;
    }

    boolean isNominating(StunMessage request, Generation generation) {
        if (!numbered) {
            return request.has(Attribute.USE_CANDIDATE);
        }
        long number = numberOf(request);
        return number > 0 && generation.nominates(number);
    }

    private static long numberOf(StunMessage request) {
        if (request.has(Attribute.NOMINATION)) {
            return Integer.toUnsignedLong(request.intValue(Attribute.NOMINATION));
        }
        return request.has(Attribute.USE_CANDIDATE) ? UNNUMBERED : 0;
    }
}
