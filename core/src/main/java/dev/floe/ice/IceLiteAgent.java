package dev.floe.ice;

import dev.floe.status.ConsentState;
import dev.floe.status.Counters;
import dev.floe.status.DropReason;
import dev.floe.status.EndReason;
import dev.floe.status.RoundTrip;
import dev.floe.status.SessionState;
import dev.floe.stun.Attribute;
import dev.floe.stun.DecodeStatus;
import dev.floe.stun.StunError;
import dev.floe.stun.StunMessage;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An ICE-lite agent (RFC 8445) for one component, which also asks for consent (RFC 7675).
 *
 * <p>It answers the peer's checks, proves each path with a check of its own before anything but STUN may go there, follows the peer's
 * nominations among proven paths, and ends when consent on the selected path is not renewed in time. It keeps the contract of machines
 * that this package states.
 */
public final class IceLiteAgent {
    /** An unproven path is forgotten this long after its last fresh request. */
    private static final long UNPROVEN_LIFE = 5_000_000_000L;

    private final IceScratch scratch;
    private final Counters counters;
    private final IceOutput output;
    private final ConsentTimes times;
    private final long connectTimeout;
    private final RequestValidator validator;
    private final Replies replies;
    private final Checks checks;
    private final PathTable paths = new PathTable();
    private final Selection selection = new Selection();
    private final SeenIds seenIds = new SeenIds();
    private final RoundTrips roundTrips = new RoundTrips();

    private SessionState state = SessionState.NEW;
    private @Nullable EndReason lost;
    private boolean closed;
    private boolean heard;
    private long heardAt;
    private long connectBy;

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
        this.connectTimeout = config.connectTimeout().toNanos();
        this.validator = new RequestValidator(scratch.crypto, new Generation(config.local(), config.remote()));
        this.replies = new Replies(now, scratch, counters, output);
        this.checks = new Checks(scratch, counters, output, times);
        this.connectBy = now + connectTimeout;
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
        if (isEnded()) {
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
            case SUCCESS -> onSuccess(now, source, message);
            case ERROR -> onError(now, source, message);
            case INDICATION -> onIndication(message);
        }
        updateState(now);
    }

    private void onIndication(StunMessage message) {
        counters.drop(message.hasValidFingerprint(scratch.crypto) ? DropReason.INDICATION : DropReason.BAD_FINGERPRINT);
    }

    private void onRequest(long now, InetSocketAddress source, StunMessage request) {
        if (!request.hasValidFingerprint(scratch.crypto)) {
            counters.drop(DropReason.BAD_FINGERPRINT);
            return;
        }
        DropReason refusal = validator.refusal(request);
        if (refusal != null) {
            counters.drop(refusal);
            replies.refuse(now, request, source, refusal, validator.addressed());
            return;
        }
        accept(now, source, request, validator.addressed());
    }

    private void accept(long now, InetSocketAddress source, StunMessage request, Generation generation) {
        Path path = livePath(now, source, generation);
        byte[] address = path == null ? source.getAddress().getAddress() : path.address();
        boolean fresh = seenIds.add(request.idLow());
        boolean nominates = request.has(Attribute.USE_CANDIDATE);
        replies.succeed(request, source, address, generation);
        if (!fresh) {
            counters.drop(DropReason.REPLAY);
            return;
        }
        counters.checksIn++;
        hear(now);
        onFreshRequest(now, path == null ? open(now, source, generation, request) : path, nominates);
    }

    /** A standby path whose consent has run out must be proven anew (RFC 7675 section 5.1). */
    private @Nullable Path livePath(long now, InetSocketAddress source, Generation generation) {
        Path path = paths.find(source, generation);
        if (path != null && path.isProven() && !path.isConsenting(now)) {
            forget(path);
            return null;
        }
        return path;
    }

    private void onFreshRequest(long now, Path path, boolean nominates) {
        path.onRequest(now);
        if (nominates) {
            selection.nominate(path);
        }
        if (!path.isProven()) {
            proveIfDue(now, path);
        } else if (nominates && selection.consider(path)) {
            onSelected(now, path);
        } else {
            followSilently(now);
        }
    }

    private Path open(long now, InetSocketAddress source, Generation generation, StunMessage request) {
        Path path = new Path(now, source, generation);
        if (!generation.knowsPeer()) {
            request.value(Attribute.USERNAME).ifPresent(path::claim);
        }
        forgotten(paths.open(path));
        return path;
    }

    private void hear(long now) {
        if (!heard) {
            heard = true;
            connectBy = now + connectTimeout;
        }
        heardAt = now;
    }

    private void onSuccess(long now, InetSocketAddress source, StunMessage response) {
        int transaction = expected(now, source, response);
        if (transaction < 0) {
            return;
        }
        if (!response.hasValidFingerprint(scratch.crypto)) {
            counters.drop(DropReason.BAD_FINGERPRINT);
        } else if (isAuthentic(response, transaction)) {
            long roundTrip = now - checks.transactions().sentAt(transaction);
            Path path = conclude(transaction);
            if (response.unknownRequiredCount() > 0) {
                counters.drop(DropReason.UNKNOWN_ATTRIBUTE);
                return;
            }
            counters.responsesIn++;
            roundTrips.add(roundTrip);
            hear(now);
            onAnswered(now, path);
        }
    }

    private void onAnswered(long now, Path path) {
        boolean proves = !path.isProven();
        if (proves && !paths.contains(path)) {
            return; // forgotten meanwhile
        }
        path.onResponse(now, times);
        if (proves) {
            forgotten(paths.prove(path, selection.path()));
            output.onProven(path.remote());
            if (selection.consider(path)) {
                onSelected(now, path);
                return;
            }
        }
        followSilently(now);
    }

    private void onError(long now, InetSocketAddress source, StunMessage response) {
        int transaction = expected(now, source, response);
        if (transaction < 0) {
            return;
        }
        boolean sealed = response.hasIntegrity() && response.has(Attribute.FINGERPRINT);
        if (sealed && !response.hasValidFingerprint(scratch.crypto)) {
            counters.drop(DropReason.BAD_FINGERPRINT);
        } else if (!sealed) {
            // Changes nothing, since anyone on the way could have written it; but it explains wrong credentials.
            refused(response.errorCode());
        } else if (isAuthentic(response, transaction)) {
            conclude(transaction);
            refused(response.errorCode());
            obey(now, response.errorCode());
        }
    }

    private void refused(int code) {
        counters.drop(DropReason.PEER_REFUSED);
        counters.lastRefusal = code;
    }

    private void obey(long now, int code) {
        if (code == StunError.FORBIDDEN.code()) {
            lose(now, EndReason.REVOKED);
        } else if (code == StunError.ROLE_CONFLICT.code()) {
            checks.drawTieBreaker();
        }
    }

    /** Returns the live transaction that a response belongs to, or counts the drop and returns -1. */
    private int expected(long now, InetSocketAddress source, StunMessage response) {
        checks.transactions().expire(now, times.expiry());
        int transaction = checks.transactions().find(response.idHigh(), response.idLow());
        if (transaction < 0) {
            counters.drop(DropReason.UNKNOWN_TRANSACTION);
            return -1;
        }
        if (!checks.transactions().path(transaction).remote().equals(source)) {
            counters.drop(DropReason.WRONG_SOURCE);
            return -1;
        }
        return transaction;
    }

    private boolean isAuthentic(StunMessage response, int transaction) {
        if (!response.hasIntegrity()) {
            counters.drop(DropReason.NO_INTEGRITY);
            return false;
        }
        Generation generation = checks.transactions().path(transaction).generation();
        boolean valid = response.hasValidIntegrity(scratch.crypto, generation.remoteKey());
        if (!valid) {
            counters.drop(DropReason.BAD_INTEGRITY);
        }
        return valid;
    }

    private Path conclude(int transaction) {
        Path path = checks.transactions().path(transaction);
        checks.transactions().remove(transaction);
        return path;
    }

    private void onSelected(long now, Path path) {
        checks.schedule(now, path);
        output.onSelected(path.remote());
    }

    /** Follows a peer whose address changed without a nomination. */
    private void followSilently(long now) {
        Path successor = selection.successor(now, 2 * times.period(), paths.proven());
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
        if (isEnded()) {
            return;
        }
        checks.transactions().expire(now, times.expiry());
        forgetStale(now);
        proveDue(now);
        followSilently(now);
        Path selected = selection.path();
        if (selected != null && times.asks() && selected.checkDue(now)) {
            checks.ask(now, selected);
        }
        updateState(now);
    }

    private void endIfOver(long now) {
        if (isEnded()) {
            return;
        }
        Path selected = selection.path();
        if (selected == null) {
            if (now - connectBy >= 0) {
                lose(now, EndReason.NEVER_CONNECTED);
            }
        } else if (!selected.isConsenting(now)) {
            lose(now, EndReason.CONSENT_EXPIRED);
        }
    }

    private void forgetStale(long now) {
        List<Path> unproven = paths.unproven();
        for (int i = unproven.size() - 1; i >= 0; i--) {
            if (now - unproven.get(i).requestedAt() >= UNPROVEN_LIFE) {
                forget(unproven.get(i));
            }
        }
        List<Path> proven = paths.proven();
        for (int i = proven.size() - 1; i >= 0; i--) {
            if (proven.get(i) != selection.path() && !proven.get(i).isConsenting(now)) {
                forget(proven.get(i));
            }
        }
    }

    private void forget(Path path) {
        paths.remove(path);
        forgotten(path);
    }

    private void forgotten(@Nullable Path path) {
        if (path != null) {
            output.onForgotten(path.remote());
        }
    }

    private void proveDue(long now) {
        List<Path> unproven = paths.unproven();
        for (int i = 0; i < unproven.size(); i++) {
            proveIfDue(now, unproven.get(i));
        }
    }

    private void proveIfDue(long now, Path path) {
        if (path.generation().knowsPeer() && path.checkDue(now)) {
            checks.prove(now, path);
        }
    }

    /**
     * Returns how long from {@code now} until {@link #onTimeout} is wanted.
     *
     * @param now the time in nanoseconds
     * @return nanoseconds; 0 if due, {@link Long#MAX_VALUE} if nothing is scheduled
     */
    public long delayNanos(long now) {
        if (isEnded()) {
            return Long.MAX_VALUE;
        }
        Path selected = selection.path();
        long delay = selected == null ? connectBy - now : selectedDelay(now, selected);
        List<Path> unproven = paths.unproven();
        for (int i = 0; i < unproven.size(); i++) {
            delay = Math.min(delay, unprovenDelay(now, unproven.get(i)));
        }
        List<Path> proven = paths.proven();
        for (int i = 0; i < proven.size(); i++) {
            delay = Math.min(delay, proven.get(i).consent().untilExpiry(now));
        }
        return Math.max(0, delay);
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

    private static long unprovenDelay(long now, Path path) {
        long untilForgotten = path.requestedAt() + UNPROVEN_LIFE - now;
        return path.generation().knowsPeer() ? Math.min(untilForgotten, path.untilCheck(now)) : untilForgotten;
    }

    private void updateState(long now) {
        if (isEnded()) {
            return;
        }
        Path selected = selection.path();
        SessionState next = heard ? SessionState.CHECKING : SessionState.NEW;
        if (selected != null) {
            next = selected.consent().doubtful(now) ? SessionState.DISCONNECTED : SessionState.CONNECTED;
        }
        if (next != state) {
            state = next;
            output.onState(next);
        }
    }

    private void lose(long now, EndReason reason) {
        lost = reason;
        checks.transactions().clear();
        output.onLost(now, reason);
    }

    /**
     * Learns the peer's credentials, where the agent was started without. Paths whose checks named another ufrag are forgotten, the others
     * are proven now.
     *
     * @throws IllegalStateException if they are known already
     */
    public void learnRemote(long now, IceCredentials remote) {
        Generation generation = validator.current();
        if (generation.knowsPeer()) {
            throw new IllegalStateException("remote credentials: already known; new ones take an ICE restart");
        }
        generation.learn(remote);
        List<Path> unproven = paths.unproven();
        for (int i = unproven.size() - 1; i >= 0; i--) {
            if (!unproven.get(i).claimFits()) {
                forget(unproven.get(i));
            }
        }
        onTimeout(now);
    }

    /** Ends the agent: nothing is sent or accepted any more. */
    public void close() {
        closed = true;
        checks.transactions().clear();
    }

    /** Returns whether application data may be sent to {@link #selected} at this moment. */
    public boolean maySend(long now) {
        Path selected = selection.path();
        return !isEnded() && selected != null && selected.isConsenting(now);
    }

    /** Returns whether data from {@code source} may be believed: it has answered our check, and its consent stands. */
    public boolean isProven(long now, InetSocketAddress source) {
        Path selected = selection.path();
        if (selected != null && selected.remote().equals(source)) {
            return selected.isConsenting(now);
        }
        return paths.isConsenting(now, source);
    }

    /** Returns whether an authenticated request came from {@code source} lately and its path awaits proof. */
    public boolean isAwaitingProof(InetSocketAddress source) {
        return paths.isUnproven(source);
    }

    /** Returns the peer's address in the selected pair. */
    public Optional<InetSocketAddress> selected() {
        return Optional.ofNullable(selection.path()).map(Path::remote);
    }

    /** Returns the state, as far as ICE decides on it: never {@code FAILED} or {@code CLOSED}. */
    public SessionState state() {
        return state;
    }

    private boolean isEnded() {
        return closed || lost != null;
    }

    /** Returns whether the peer consents to traffic on the selected path. */
    public ConsentState consent(long now) {
        if (lost != null) {
            return lost.finalConsent();
        }
        Path selected = selection.path();
        if (selected == null) {
            return ConsentState.NONE;
        }
        return selected.isConsenting(now) ? ConsentState.GRANTED : ConsentState.EXPIRED;
    }

    /** Returns how long ago consent on the selected path was last renewed; empty before there is one. */
    public Optional<Duration> sinceProof(long now) {
        return Optional.ofNullable(selection.path())
                .map(path -> Duration.ofNanos(path.consent().sinceRenewal(now)));
    }

    /** Returns how long ago anything with valid integrity came; empty if never. */
    public Optional<Duration> sinceHeard(long now) {
        return heard ? Optional.of(Duration.ofNanos(now - heardAt)) : Optional.empty();
    }

    /** Returns the round-trip times of our checks; empty before the first answer. */
    public Optional<RoundTrip> roundTrip() {
        return roundTrips.snapshot();
    }
}
