package dev.floe.ice;

import java.util.random.RandomGenerator;

/**
 * The working memory that all agents of one thread share: digests, message buffers, a block of random bytes, and the thread's share of
 * the replies that strangers may draw. Keeping it per thread instead of per session keeps 10,000 sessions small and in the cache.
 */
public final class IceScratch {
    final RandomGenerator random;
    final ReplyBudget budget;

    /**
     * Makes the working memory of one thread.
     *
     * @param random must be cryptographically secure in production
     * @param budget how many replies strangers may draw from all agents of this thread together
     */
    public IceScratch(RandomGenerator random, ReplyBudget budget) {
        this.random = random;
        this.budget = budget;
    }
}
