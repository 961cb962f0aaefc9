package dev.floe.ice;

import dev.floe.stun.StunBuilder;
import dev.floe.stun.StunCrypto;
import dev.floe.stun.StunMessage;
import java.util.random.RandomGenerator;

/**
 * The working memory that all agents of one thread share: digests, message buffers, a block of random bytes, and the
 * thread's share of the replies that strangers may draw. Keeping it per thread instead of per session keeps 10,000
 * sessions small and in the cache.
 */
public final class IceScratch {
    final StunCrypto crypto = new StunCrypto();
    final StunMessage message = new StunMessage();
    final StunBuilder builder = new StunBuilder(crypto);
    final RandomBlock random;
    final ReplyBudget strangers;

    /**
     * Makes the working memory of one thread.
     *
     * @param random must be cryptographically secure in production
     * @param strangers how many replies strangers may draw from all agents of this thread together
     */
    public IceScratch(RandomGenerator random, ReplyBudget strangers) {
        this.random = new RandomBlock(random);
        this.strangers = strangers;
    }
}
