package dev.floe.session;

import dev.floe.status.PeerStats;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One pass over sessions, which adds up what they count. They are asked some at a time, and their answers are added up on
 * another thread before the next are asked, so that the datagrams of an event loop get their turn in between.
 *
 * @param live whom to ask
 * @param tally what is known already; belongs to the pass
 */
record Census(List<PeerSession> live, Tally tally) {
    /** All of a loop's sessions could be among them: at a microsecond or two each, less than half a millisecond. */
    private static final int AT_ONCE = 256;

    /** Asks them. Completes on any thread; never fails, as a session that is over has left its last word. */
    CompletableFuture<SessionsStats> take() {
        CompletableFuture<Void> asked = CompletableFuture.completedFuture(null);
        for (int from = 0; from < live.size(); from += AT_ONCE) {
            List<PeerSession> some = live.subList(from, Math.min(from + AT_ONCE, live.size()));
            asked = asked.thenCompose(before -> ask(some));
        }
        return asked.thenApply(all -> tally.snapshot());
    }

    private CompletableFuture<Void> ask(List<PeerSession> some) {
        List<CompletableFuture<PeerStats>> answers = some.stream()
                .map(session -> session.stats().toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenRunAsync(() -> answers.forEach(answer -> tally.add(answer.join())));
    }
}
