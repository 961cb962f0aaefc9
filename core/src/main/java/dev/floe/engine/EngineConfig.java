package dev.floe.engine;

import dev.floe.ice.ConsentPolicy;
import dev.floe.ice.IceCredentials;
import dev.floe.slot.DataSlot;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.DtlsSlot;
import dev.floe.slot.Fingerprint;
import dev.floe.slot.MediaSlot;
import dev.floe.slot.SctpParameters;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an engine is made of.
 *
 * @param local this side's credentials
 * @param remote the peer's; empty while they are not known yet
 * @param consent the consent policy
 * @param connectTimeout how long the peer may take to prove a path
 * @param role this side's DTLS role
 * @param fingerprints of which the peer's certificate must match one; empty while not known
 * @param dtls makes the DTLS slot; empty: DTLS is dropped and counted
 * @param data makes the data slot; empty: plaintext is dropped
 * @param media makes the media slot; empty: media is dropped and counted
 * @param sctp what the peer's description says about SCTP
 */
public record EngineConfig(
        IceCredentials local,
        Optional<IceCredentials> remote,
        ConsentPolicy consent,
        Duration connectTimeout,
        DtlsRole role,
        List<Fingerprint> fingerprints,
        Optional<DtlsSlot.Factory> dtls,
        Optional<DataSlot.Factory> data,
        Optional<MediaSlot.Factory> media,
        SctpParameters sctp) {

    /**
     * Copies the fingerprints.
     *
     * @param local this side's credentials
     * @param remote the peer's credentials, if known
     * @param consent how consent is asked for
     * @param connectTimeout longer than zero
     * @param role this side's DTLS role
     * @param fingerprints copied
     * @param dtls makes the DTLS slot
     * @param data makes the data slot
     * @param media makes the media slot
     * @param sctp what the peer's description says about SCTP
     * @throws IllegalArgumentException if the timeout is not longer than zero
     */
    public EngineConfig {
        fingerprints = List.copyOf(fingerprints);
        if (connectTimeout.isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException("connectTimeout: must be longer than zero");
        }
    }

    /**
     * {@return the same with this data slot}
     *
     * @param factory makes the data slot
     */
    public EngineConfig withData(DataSlot.Factory factory) {
        return new EngineConfig(
                local, remote, consent, connectTimeout, role, fingerprints, dtls, Optional.of(factory), media, sctp);
    }
}
