package dev.floe.sdp;

import dev.floe.ice.IceCredentials;
import dev.floe.slot.Fingerprint;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a description says about the one transport that is used. */
record Transport(
        IceCredentials credentials,
        List<Fingerprint> fingerprints,
        Setup setup,
        Set<String> iceOptions,
        List<RemoteCandidate> candidates) {
    private static final int MAX_FINGERPRINTS = 16;
    private static final int MAX_CANDIDATES = 64;

    /**
     * Reads a transport.
     *
     * @param levels where attributes are looked for, the more specific level first: media level wins over session level
     */
    static Transport read(SdpType type, List<Attributes> levels) {
        return new Transport(
                readCredentials(levels),
                readFingerprints(levels),
                type.readSetup(first(levels, "setup")),
                readOptions(levels),
                readCandidates(levels.get(0)));
    }

    Transport withCredentials(IceCredentials fresh) {
        return new Transport(fresh, fingerprints, setup, iceOptions, candidates);
    }

    /** Reads ufrag and password, which stand together or not at all (RFC 8839 section 5.4). */
    static IceCredentials readCredentials(List<Attributes> levels) {
        String ufrag = require(levels, "ice-ufrag");
        String password = require(levels, "ice-pwd");
        try {
            return IceCredentials.of(ufrag, password);
        } catch (IllegalArgumentException broken) {
            throw SdpException.ofAttribute(broken);
        }
    }

    private static String require(List<Attributes> levels, String name) {
        return first(levels, name)
                .orElseThrow(() -> new SdpException(
                        "a=" + name, "is missing at the media level and at the session level (RFC 8839 section 5.4)"));
    }

    private static Optional<String> first(List<Attributes> levels, String name) {
        return levels.stream().flatMap(level -> level.first(name).stream()).findFirst();
    }

    private static List<Fingerprint> readFingerprints(List<Attributes> levels) {
        List<Fingerprint> fingerprints = levels.stream()
                .filter(level -> level.has("fingerprint"))
                .findFirst()
                .map(Transport::readFingerprints)
                .orElseThrow(() -> new SdpException("a=fingerprint", "is missing (RFC 8122 section 5)"));
        if (fingerprints.isEmpty()) {
            throw new SdpException("a=fingerprint", "one must be sha-256, sha-384 or sha-512 (RFC 8122 section 5)");
        }
        return fingerprints;
    }

    private static List<Fingerprint> readFingerprints(Attributes level) {
        return level.all("fingerprint")
                .filter(value -> Fingerprint.supports(value.split(" ", 2)[0]))
                .limit(MAX_FINGERPRINTS)
                .map(Transport::readFingerprint)
                .toList();
    }

    private static Fingerprint readFingerprint(String value) {
        try {
            return Fingerprint.parse(value);
        } catch (IllegalArgumentException malformed) {
            throw SdpException.ofAttribute(malformed);
        }
    }

    private static Set<String> readOptions(List<Attributes> levels) {
        return levels.stream()
                .flatMap(level -> level.all("ice-options"))
                .flatMap(value -> Stream.of(value.split(" ", -1)))
                .filter(option -> !option.isEmpty())
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
    }

    private static List<RemoteCandidate> readCandidates(Attributes media) {
        return media.all("candidate")
                .flatMap(value -> RemoteCandidate.parse(value).stream())
                .limit(MAX_CANDIDATES)
                .toList();
    }
}
