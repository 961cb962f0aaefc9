package dev.floe.examples.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.floe.examples.options.ServerOptions;
import dev.floe.examples.support.Peer;
import dev.floe.session.PeerSessions;
import dev.floe.session.dtls.BouncyCastleDtls;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every peer that people bring, as the full, controlling side. All are connected first and go through each step one after another, so that
 * none disturbs another's figures, and wait for their consent to prove itself together.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class InteropIT {
    private static final Map<Contender, Course> COURSES = new EnumMap<>(Contender.class);
    private static final Path SEEN = Path.of("target", "interop.md");

    private static InetAddress host;
    private static PeerSessions peers;

    @BeforeAll
    static void start() throws Exception {
        // Firefox and libwebrtc look for no path from the loopback interface.
        host = ServerOptions.parse(List.of()).address();
        BouncyCastleDtls dtls = BouncyCastleDtls.selfSigned();
        dtls.warmedUp().toCompletableFuture().join();
        peers = PeerSessions.builder().address(host).dtls(dtls).build();
    }

    @AfterAll
    static void stop() throws Exception {
        Files.writeString(
                SEEN, Row.document(COURSES.values().stream().map(Course::row).toList()));
        for (Course course : COURSES.values()) {
            course.close();
        }
        peers.close();
    }

    private static Course course(Contender contender) {
        Optional<Course> course = Optional.ofNullable(COURSES.get(contender));
        assumeTrue(course.isPresent(), () -> contender.title() + " is not connected");
        return course.orElseThrow();
    }

    @Order(1)
    @ParameterizedTest
    @EnumSource
    void connects(Contender contender) throws Exception {
        Peer peer = contender.start();
        try {
            COURSES.put(contender, new Course(contender, peer, peers, host));
        } finally {
            if (!COURSES.containsKey(contender)) {
                peer.close();
            }
        }
    }

    @Order(2)
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ICE4J")
    void getsBackWhatItSends(Contender contender) throws Exception {
        course(contender).echo();
    }

    @Order(3)
    @ParameterizedTest
    @EnumSource
    void holdsItsConsentForThirtyFiveSeconds(Contender contender) throws Exception {
        course(contender).holdConsent();
    }

    @Order(4)
    @ParameterizedTest
    @EnumSource
    void goesOnFromAnotherPort(Contender contender) throws Exception {
        course(contender).rebind();
    }

    @Order(5)
    @ParameterizedTest
    @EnumSource
    void isMissedWhenItLeaves(Contender contender) throws Exception {
        course(contender).end();
    }

    @Order(6)
    @ParameterizedTest
    @EnumSource
    void hasShownWhatTheDocumentSays(Contender contender) throws IOException {
        Row seen = course(contender).row();
        Row told = Row.inDocument(contender.title());
        assertEquals(told.words(), seen.words());
        if (contender.comesWithTheBuild()) {
            assertEquals(told.version(), seen.version());
        } else if (!told.version().equals(seen.version())) {
            System.out.printf(
                    "docs/interop.md tells of %s %s; this was %s%n", told.title(), told.version(), seen.version());
        }
    }
}
