package dev.floe.session;

import dev.floe.engine.EngineConfig;
import dev.floe.ice.ConsentPolicy;
import dev.floe.ice.IceCredentials;
import dev.floe.sdp.MediaKind;
import dev.floe.sdp.MediaTerms;
import dev.floe.session.record.Recorder;
import dev.floe.slot.DataSlot;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.DtlsSlot;
import dev.floe.slot.Fingerprint;
import dev.floe.slot.MediaSlot;
import dev.floe.slot.SctpParameters;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What both builders let choose: slots, times, and who looks on. */
final class SlotChoice {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LONGEST_CONNECT_TIMEOUT = Duration.ofDays(1);

    private static final Set<MediaKind> WITHOUT_MEDIA = Collections.unmodifiableSet(EnumSet.of(MediaKind.DATA));
    private static final Set<MediaKind> ALL = Collections.unmodifiableSet(EnumSet.allOf(MediaKind.class));

    private DtlsSlot.@Nullable Factory dtls;
    private DataSlot.@Nullable Factory data;
    private MediaSlot.@Nullable Factory media;
    private MediaTerms terms = MediaTerms.AS_OFFERED;
    private ConsentPolicy consent = ConsentPolicy.DEFAULT;
    private Duration connectTimeout = CONNECT_TIMEOUT;
    private int recorded;

    void dtls(DtlsSlot.Factory dtls) {
        this.dtls = Objects.requireNonNull(dtls, "dtls");
    }

    void data(DataSlot.Factory data) {
        this.data = Objects.requireNonNull(data, "data");
    }

    void media(MediaSlot.Factory media, MediaTerms terms) {
        this.media = Objects.requireNonNull(media, "media");
        this.terms = Objects.requireNonNull(terms, "terms");
    }

    void consent(ConsentPolicy consent) {
        this.consent = Objects.requireNonNull(consent, "consent");
    }

    void connectTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST_CONNECT_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "connectTimeout: must be longer than zero and at most a day, is " + timeout);
        }
        this.connectTimeout = timeout;
    }

    void recorder(int entries) {
        if (entries < 1 || entries > Recorder.MOST) {
            throw new IllegalArgumentException("recorder: must be 1 to " + Recorder.MOST + ", is " + entries);
        }
        this.recorded = entries;
    }

    /** Returns how many messages, and how many events, a session keeps; 0: none. */
    int recorded() {
        return recorded;
    }

    /** Returns the certificate's fingerprint, if there is a DTLS slot that knows it. */
    Optional<Fingerprint> fingerprint() {
        return Optional.ofNullable(dtls).flatMap(DtlsSlot.Factory::fingerprint);
    }

    /**
     * Returns which m-lines can be accepted. Data needs DTLS alone: an answer without it would leave a browser nothing
     * to connect for.
     */
    MediaChoice choice() {
        return new MediaChoice(media == null ? WITHOUT_MEDIA : ALL, terms);
    }

    /** Returns what an engine is made of. */
    EngineConfig engine(
            IceCredentials local,
            Optional<IceCredentials> remote,
            DtlsRole role,
            List<Fingerprint> fingerprints,
            SctpParameters sctp) {
        return new EngineConfig(
                local,
                remote,
                consent,
                connectTimeout,
                role,
                fingerprints,
                Optional.ofNullable(dtls),
                Optional.ofNullable(data),
                Optional.ofNullable(media),
                sctp);
    }

    /** Returns a copy that further choices do not change. */
    SlotChoice copy() {
        SlotChoice copy = new SlotChoice();
        copy.dtls = dtls;
        copy.data = data;
        copy.media = media;
        copy.terms = terms;
        copy.consent = consent;
        copy.connectTimeout = connectTimeout;
        copy.recorded = recorded;
        return copy;
    }
}
