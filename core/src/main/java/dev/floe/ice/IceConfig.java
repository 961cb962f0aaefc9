package dev.floe.ice;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What an agent is made of.
 *
 * @param local this side's credentials
 * @param remote the peer's; empty while they are not known yet
 * @param consent the consent policy
 * @param connectTimeout how long the peer may take to its first valid check, and from there to prove a path
 */
public record IceConfig(
        IceCredentials local, Optional<IceCredentials> remote, ConsentPolicy consent, Duration connectTimeout) {

    /**
     * Checks the values.
     *
     * @param local this side's credentials
     * @param remote the peer's credentials, if known
     * @param consent how consent is asked for
     * @param connectTimeout longer than zero, at most 36500 days
     * @throws IllegalArgumentException if the timeout is not longer than zero, or longer than 36500 days
     */
    public IceConfig {
        Objects.requireNonNull(local, "local");
        Objects.requireNonNull(remote, "remote");
        Objects.requireNonNull(consent, "consent");
        if (connectTimeout.isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException("connectTimeout: must be longer than zero");
        }
        ConsentPolicy.requireFinite("connectTimeout", connectTimeout);
    }
}
