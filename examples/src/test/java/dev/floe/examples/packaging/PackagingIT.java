package dev.floe.examples.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/packaging.md promises to those who depend on the artifacts. */
class PackagingIT {
    private static final Path PACKAGING = Repository.ROOT.resolve("docs/packaging.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([^`]+:[^`]+)` \\| (\\S+) \\| (\\d+) \\|", Pattern.MULTILINE);

    private static final String MODULE = """
            module org.example.embedder {
                requires dev.floe.session;
            }
            """;

    /** Opens a session with everything that is ready made, and closes it. */
    private static final String PROGRAM = """
            package org.example;

            import dev.floe.ice.IceCredentials;
            import dev.floe.session.PeerSession;
            import dev.floe.session.dtls.BouncyCastleDtls;
            import java.net.*;

            public class Embedder {
                public static void main(String[] args) throws Exception {
                    PeerSession.Builder builder = PeerSession.builder()
                            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                            .remote(IceCredentials.of("abcd", "APasswordOfThePeer24Long"));
                    if (args.length == 0) {
                        builder.dtls(BouncyCastleDtls.selfSigned());
                    }
                    PeerSession session = builder.start().toCompletableFuture().get();
                    String own = Embedder.class.getModule().getName();
                    String end = session.close().toCompletableFuture().get().reason().name();
                    System.out.println(own + " uses " + PeerSession.class.getModule().getName() + ": " + end);
                    System.exit(0);
                }
            }
            """;

    private static FreshProject project;
    private static List<Artifact> needed = List.of();

    @BeforeAll
    static void build() throws Exception {
        project = new FreshProject("embedder", dependency("floe-session"))
                .with("module-info.java", MODULE)
                .with("org/example/Embedder.java", PROGRAM);
        needed = project.build();
    }

    private static String dependency(String artifact) {
        return "<dependency><groupId>dev.floe</groupId><artifactId>%s</artifactId><version>%s</version></dependency>"
                .formatted(artifact, System.getProperty("floe.version", ""));
    }

    @Test
    void theDescriptorsWorkOnTheModulePath() throws Exception {
        String path = project.classes() + File.pathSeparator + Artifact.path(needed);
        assertEquals(
                "org.example.embedder uses dev.floe.session: CLOSED",
                outputOf("--module-path", path, "--module", "org.example.embedder/org.example.Embedder"));
    }

    @Test
    void whatMayBeLeftOutIsNotNeeded() throws Exception {
        List<Artifact> rest = needed.stream()
                .filter(artifact -> !artifact.name().matches(".*(bouncycastle|native-epoll|jspecify).*"))
                .toList();
        assertEquals(needed.size() - 7, rest.size()); // four of BouncyCastle, two of epoll, JSpecify
        assertEquals(
                "null uses null: CLOSED",
                outputOf(
                        "-cp",
                        project.classes() + File.pathSeparator + Artifact.path(rest),
                        "org.example.Embedder",
                        "own"));
    }

    private static String outputOf(String... command) throws Exception {
        Process program = FreshProject.java(command);
        String out = new String(program.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, program.waitFor());
        return out.strip();
    }

    @Test
    void theSessionBringsWhatTheTableSays() throws Exception {
        assertEquals(rows("floe-session"), list(needed));
    }

    @Test
    void coreBringsAnnotationsAndNothingElse() throws Exception {
        FreshProject sansIo = new FreshProject("sans-io", dependency("floe-core"))
                .with("module-info.java", "module org.example.sansio { requires dev.floe.core; }")
                .with(
                        "org/example/Stun.java",
                        "package org.example; class Stun extends Exception { dev.floe.stun.StunMessage message; }");
        assertEquals(rows("floe-core"), list(sansIo.build()));
    }

    /** The rows of the table that follows the heading which names the artifact. */
    private static String rows(String artifact) throws IOException {
        String text = Files.readString(PACKAGING);
        String section = text.substring(text.indexOf("## What `" + artifact + "` brings"));
        int end = section.indexOf("\n## ", 1);
        return ROW.matcher(end < 0 ? section : section.substring(0, end))
                .results()
                .map(MatchResult::group)
                .reduce("", (rows, row) -> rows + row + "\n");
    }

    private static String list(List<Artifact> artifacts) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (Artifact artifact : artifacts) {
            if (!artifact.name().startsWith("dev.floe:")) {
                rows.append(
                        "| `%s` | %s | %d |%n".formatted(artifact.name(), artifact.version(), artifact.kilobytes()));
            }
        }
        assertFalse(rows.isEmpty());
        return rows.toString();
    }

    @ParameterizedTest
    @CsvSource({"core, stun/StunMessage", "session, session/PeerSession"})
    void sourcesAndJavadocLieBesideEachJar(String module, String type) throws IOException {
        assertHas(module, "", "module-info.class");
        assertHas(module, "", "META-INF/LICENSE");
        assertHas(module, "-sources", "dev/floe/" + type + ".java");
        assertHas(module, "-javadoc", "dev.floe." + module + "/dev/floe/" + type + ".html");
    }

    private static void assertHas(String module, String kind, String entry) throws IOException {
        String name = "floe-" + module + "-" + System.getProperty("floe.version", "") + kind + ".jar";
        try (JarFile jar = new JarFile(
                Repository.ROOT.resolve(module).resolve("target").resolve(name).toFile())) {
            assertNotNull(jar.getEntry(entry), name + " has no " + entry);
        }
    }
}
