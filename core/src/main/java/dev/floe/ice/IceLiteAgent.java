package dev.floe.ice;

import dev.floe.status.ConsentState;
import dev.floe.status.Counters;
import dev.floe.status.DropReason;
import dev.floe.status.EndReason;
import dev.floe.status.RoundTrip;
import dev.floe.status.SessionState;
import dev.floe.stun.DecodeStatus;
import dev.floe.stun.StunError;
import dev.floe.stun.StunMessage;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An ICE-lite agent (RFC 8445) for one component, which also asks for consent (RFC 7675).
 *
 * <p>It answers the peer's checks, proves each path with a check of its own before anything but STUN may go there,
 * follows the peer's nominations among proven paths, and ends when consent on the selected path is not renewed in time.
 * It keeps the contract of machines that this package states.
 */
public final class IceLiteAgent {
    /** Old credentials verify at most this long after a restart. */
    private static final long OVERLAP = 30_000_000_000L;

    private final IceScratch scratch;
    private final Counters counters;
    private final IceOutput output;
    private final ConsentTimes times;
    private final RequestValidator requestValidator;
    private final ResponseValidator responseValidator;
    private final Replies replies;
    private final Checks checks;
    private final PathKeeper paths;
    private final Selection selection = new Selection();
    private final Nominations nominations = new Nominations();
    private final SeenIds seenIds = new SeenIds();
    private final RoundTrips roundTrips = new RoundTrips();
    private final Lifecycle life;

    private long overlapEndsAt;

    /**
     * Starts an agent.
     *
     * @param now the time in nanoseconds on {@link System#nanoTime}'s scale
     * @param config its credentials and times
     * @param scratch the working memory of this thread
     * @param counters where it counts; the owner counts datagrams and bytes
     * @param output where everything goes
     */
    public IceLiteAgent(long now, IceConfig config, IceScratch scratch, Counters counters, IceOutput output) {
        this.scratch = scratch;
        this.counters = counters;
        this.output = output;
        this.times = ConsentTimes.of(config.consent());
        this.life = new Lifecycle(now, config.connectTimeout(), output);
        this.requestValidator =
                new RequestValidator(scratch.crypto, new Generation(0, config.local(), config.remote()));
        this.replies = new Replies(now, scratch, counters, output);
        this.checks = new Checks(scratch, counters, output, times);
        this.responseValidator = new ResponseValidator(scratch.crypto, checks.transactions());
        this.paths = new PathKeeper(checks, output);
    }

    /**
     * Takes a datagram whose first byte is 0 to 3.
     *
     * @param now the time in nanoseconds
     * @param source where it came from
     * @param datagram lent for the call, from position to limit
     */
    public void onDatagram(long now, InetSocketAddress source, ByteBuffer datagram) {
        endIfOver(now);
        if (life.isEnded()) {
            counters.drop(DropReason.NO_CONSENT);
            return;
        }
        StunMessage message = scratch.message;
        if (message.decode(datagram) != DecodeStatus.OK) {
            counters.drop(DropReason.MALFORMED_STUN);
            return;
        }
        switch (message.messageClass()) {
            case REQUEST -> onRequest(now, source, message);
            case SUCCESS, ERROR -> onResponse(now, source, message);
            case INDICATION -> onIndication(message);
        }
        life.update(now, selection.path());
    }

    private void onIndication(StunMessage message) {
        counters.drop(message.hasValidFingerprint(scratch.crypto) ? DropReason.INDICATION : DropReason.BAD_FINGERPRINT);
    }

    private void onRequest(long now, InetSocketAddress source, StunMessage request) {
        if (!request.hasValidFingerprint(scratch.crypto)) {
            counters.drop(DropReason.BAD_FINGERPRINT);
            return;
        }
        DropReason refusal = requestValidator.refusal(request);
        if (refusal != null) {
            counters.drop(refusal);
            replies.refuse(now, request, source, refusal, requestValidator.addressed());
            return;
        }
        accept(now, source, request, requestValidator.addressed());
    }

    private void accept(long now, InetSocketAddress source, StunMessage request, Generation generation) {
        Path path = path(now, source, generation);
        byte[] address = path == null ? source.getAddress().getAddress() : path.address();
        boolean fresh = seenIds.add(request.idLow());
        boolean nominates = fresh && nominations.isNominating(request, generation);
        replies.succeed(request, source, address, generation);
        if (!fresh) {
            counters.drop(DropReason.REPLAY);
            return;
        }
        counters.checksIn++;
        life.hear(now);
        onFreshRequest(now, path == null ? paths.open(now, source, generation, request) : path, nominates);
    }

    /** The selected path first: it is nearly always the one, and its consent stands, since the session has not ended. */
    private @Nullable Path path(long now, InetSocketAddress source, Generation generation) {
        Path selected = selection.path();
        return selected != null && selected.is(source, generation) ? selected : paths.live(now, source, generation);
    }

    private void onFreshRequest(long now, Path path, boolean nominates) {
        path.onRequest(now);
        if (nominates) {
            selection.nominate(path);
        }
        if (!path.isProven()) {
            paths.checkIfDue(now, path);
        } else if (nominates && selection.consider(path)) {
            onSelected(now, path);
        } else {
            followSilently(now);
        }
    }

    private void onResponse(long now, InetSocketAddress source, StunMessage response) {
        Transactions transactions = checks.transactions();
        checks.expire(now);
        DropReason refusal = responseValidator.refusal(source, response);
        if (refusal != null) {
            counters.drop(refusal);
            onRefused(now, refusal, response);
            return;
        }
        counters.responsesIn++;
        roundTrips.add(now - transactions.sentAt(responseValidator.transaction()));
        life.hear(now);
        onAnswered(now, conclude());
    }

    private Path conclude() {
        Transactions transactions = checks.transactions();
        Path path = transactions.path(responseValidator.transaction());
        transactions.remove(responseValidator.transaction());
        return path;
    }

    private void onRefused(long now, DropReason refusal, StunMessage response) {
        if (refusal == DropReason.UNKNOWN_ATTRIBUTE) {
            conclude(); // the transaction has failed (RFC 8489 section 6.3.3)
        } else if (refusal == DropReason.PEER_REFUSED) {
            counters.lastRefusal = response.errorCode();
            if (responseValidator.isSealed(response)) {
                conclude();
                obey(now, response.errorCode());
            }
        }
    }

    private void obey(long now, int code) {
        if (code == StunError.FORBIDDEN.code()) {
            lose(now, EndReason.REVOKED);
        } else if (code == StunError.ROLE_CONFLICT.code()) {
            checks.drawTieBreaker();
        }
    }

    private void onAnswered(long now, Path path) {
        boolean proves = !path.isProven();
        if (proves && !paths.contains(path)) {
            return; // forgotten meanwhile
        }
        path.onResponse(now, times);
        if (proves) {
            paths.prove(path, selection.path());
            if (selection.consider(path)) {
                onSelected(now, path);
                return;
            }
        }
        followSilently(now);
    }

    /** A path that waited in reserve is asked at once: what is left of its consent may be less than a period. */
    private void onSelected(long now, Path path) {
        if (times.asks() && path.consent().sinceAnswer(now) >= times.period()) {
            checks.ask(now, path);
        } else {
            checks.schedule(now, path);
        }
        if (path.generation() == requestValidator.current()) {
            endOverlap();
        }
        output.onSelected(path.remote());
    }

    /** Follows a peer whose address changed without a nomination. */
    private void followSilently(long now) {
        if (!selection.isSilent(now, 2 * times.period())) {
            return;
        }
        Path successor = selection.successor(now, paths.proven());
        if (successor != null) {
            selection.moveTo(successor);
            onSelected(now, successor);
        }
    }

    /**
     * Does what is due: checks, forgetting, ending. Calling it early does nothing, calling it late stretches nothing.
     *
     * @param now the time in nanoseconds
     */
    public void onTimeout(long now) {
        endIfOver(now);
        if (life.isEnded()) {
            return;
        }
        checks.expire(now);
        if (requestValidator.isOverlapping() && now - overlapEndsAt >= 0) {
            endOverlap();
        }
        paths.forgetStale(now, selection.path());
        paths.checkDue(now);
        followSilently(now);
        Path selected = selection.path();
        if (selected != null && times.asks() && selected.checkDue(now)) {
            checks.ask(now, selected);
        }
        life.update(now, selection.path());
    }

    private void endIfOver(long now) {
        if (life.isEnded()) {
            return;
        }
        EndReason overdue = life.overdue(now, selection.path());
        if (overdue != null) {
            lose(now, overdue);
        }
    }

    /**
     * Returns how long from {@code now} until {@link #onTimeout} is wanted.
     *
     * @param now the time in nanoseconds
     * @return nanoseconds; 0 if due, {@link Long#MAX_VALUE} if nothing is scheduled
     */
    public long delayNanos(long now) {
        if (life.isEnded()) {
            return Long.MAX_VALUE;
        }
        Path selected = selection.path();
        long delay = selected == null ? life.untilConnect(now) : selectedDelay(now, selected);
        if (requestValidator.isOverlapping()) {
            delay = Math.min(delay, overlapEndsAt - now);
        }
        return Math.max(0, Math.min(delay, paths.delayNanos(now)));
    }

    private long selectedDelay(long now, Path selected) {
        long delay = times.asks() ? selected.untilCheck(now) : Long.MAX_VALUE;
        long untilDoubtful = selected.consent().untilDoubtful(now);
        if (untilDoubtful > 0) {
            delay = Math.min(delay, untilDoubtful);
        }
        long untilSilent = selected.heardAt() + 2 * times.period() - now;
        return untilSilent > 0 && paths.proven().size() > 1 ? Math.min(delay, untilSilent) : delay;
    }

    private void lose(long now, EndReason reason) {
        checks.transactions().clear();
        life.lose(now, reason);
    }

    /**
     * Checks that the peer's credentials may still be learnt.
     *
     * @throws IllegalStateException if they are known already
     */
    public void requireNoRemote() {
        if (requestValidator.current().knowsPeer()) {
            throw new IllegalStateException("remote credentials: already known; new ones take an ICE restart");
        }
    }

    /**
     * Learns the peer's credentials, where the agent was started without. Paths whose checks named another ufrag are
     * forgotten, the others are proven now.
     *
     * @param now the time in nanoseconds
     * @param remote the peer's credentials
     * @throws IllegalStateException if they are known already
     */
    public void learnRemote(long now, IceCredentials remote) {
        requireNoRemote();
        requestValidator.current().learn(remote);
        paths.forgetMisnamed();
        onTimeout(now);
    }

    /** Both sides have listed {@code renomination} in {@code a=ice-options}: NOMINATION counts from now on. */
    public void agreeRenomination() {
        nominations.agree();
    }

    /**
     * Restarts ICE (RFC 8445 section 9). Data stays on the selected path until one is nominated and proven under the
     * new credentials; until then, but for 30 s at most, both verify.
     *
     * @param now the time in nanoseconds
     * @param local this side's new credentials
     * @param remote the peer's new credentials
     * @throws IllegalArgumentException if a ufrag or a password stays what it was
     */
    public void restart(long now, IceCredentials local, IceCredentials remote) {
        Generation former = requestValidator.current();
        former.requireChanged(local, remote);
        Path selected = selection.path();
        requestValidator.restart(
                new Generation(former.number() + 1, local, Optional.of(remote)),
                selected == null ? former : selected.generation());
        overlapEndsAt = now + OVERLAP;
        paths.forgetUnverified(requestValidator, selection.path());
    }

    private void endOverlap() {
        if (requestValidator.endOverlap()) {
            paths.forgetUnverified(requestValidator, selection.path());
        }
    }

    /** Ends the agent: nothing is sent or accepted any more. */
    public void close() {
        life.close();
        checks.transactions().clear();
    }

    /**
     * {@return whether application data may be sent to {@link #selected} at this moment}
     *
     * @param now the time in nanoseconds
     */
    public boolean maySend(long now) {
        Path selected = selection.path();
        return !life.isEnded() && selected != null && selected.isConsenting(now);
    }

    /**
     * {@return whether data from {@code source} may be believed: it has answered our check, and its consent stands}
     *
     * @param now the time in nanoseconds
     * @param source where the data came from
     */
    public boolean isProven(long now, InetSocketAddress source) {
        Path selected = selection.path();
        if (selected != null && selected.remote().equals(source)) {
            return selected.isConsenting(now);
        }
        return paths.isConsenting(now, source);
    }

    /**
     * {@return whether an authenticated request came from {@code source} lately and its path awaits proof}
     *
     * @param source where the request came from
     */
    public boolean isAwaitingProof(InetSocketAddress source) {
        return paths.isUnproven(source);
    }

    /** {@return the peer's address in the selected pair} */
    public Optional<InetSocketAddress> selected() {
        return Optional.ofNullable(selection.path()).map(Path::remote);
    }

    /** {@return the state, as far as ICE decides on it: never {@code FAILED} or {@code CLOSED}} */
    public SessionState state() {
        return life.state();
    }

    /**
     * {@return whether the peer consents to traffic on the selected path}
     *
     * @param now the time in nanoseconds
     */
    public ConsentState consent(long now) {
        return life.consent(now, selection.path());
    }

    /**
     * {@return how long ago consent on the selected path was last renewed; empty before there is one}
     *
     * @param now the time in nanoseconds
     */
    public Optional<Duration> sinceProof(long now) {
        return Optional.ofNullable(selection.path())
                .map(path -> Duration.ofNanos(path.consent().sinceRenewal(now)));
    }

    /**
     * {@return how long ago anything with valid integrity came; empty if never}
     *
     * @param now the time in nanoseconds
     */
    public Optional<Duration> sinceHeard(long now) {
        return life.sinceHeard(now);
    }

    /** {@return the round-trip times of our checks; empty before the first answer} */
    public Optional<RoundTrip> roundTrip() {
        return roundTrips.snapshot();
    }
}
