package dev.floe.examples.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local Maven repository under target/ that has Floe installed. Everything else comes from the machine's own local
 * repository, as from a remote one, so that nothing is downloaded twice and nothing of ours gets in there.
 */
final class Repository {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path FOLDER = Path.of("target", "fresh").toAbsolutePath();

    private static final Path PLACE = FOLDER.resolve("repository");
    private static final Path SETTINGS = FOLDER.resolve("settings.xml");
    private static final String VERSION = System.getProperty("floe.version", "");

    private Repository() {}

    /** Installs what the build has made so far, in the place of what an earlier one did. */
    static Repository withFloe() throws IOException {
        delete(PLACE.resolve("dev/floe"));
        install("floe-parent", ROOT, List.of());
        install("floe-core", ROOT.resolve("core"), List.of(".jar", "-sources.jar", "-javadoc.jar"));
        install("floe-session", ROOT.resolve("session"), List.of(".jar", "-sources.jar", "-javadoc.jar"));
        Files.writeString(SETTINGS, settings());
        return new Repository();
    }

    /** What maven-install-plugin does, without a build around it. */
    private static void install(String id, Path module, List<String> jars) throws IOException {
        String name = id + "-" + VERSION;
        Path folder =
                Files.createDirectories(PLACE.resolve("dev/floe").resolve(id).resolve(VERSION));
        Files.copy(module.resolve("pom.xml"), folder.resolve(name + ".pom"), StandardCopyOption.REPLACE_EXISTING);
        for (String jar : jars) {
            Files.copy(module.resolve("target").resolve(name + jar), folder.resolve(name + jar));
        }
    }

    private static String settings() {
        String home = """
                <id>home</id>
                <url>%s</url>
                <releases><checksumPolicy>ignore</checksumPolicy></releases>
                <snapshots><enabled>false</enabled></snapshots>
                """.formatted(
                        Path.of(System.getProperty("floe.maven.repository", "")).toUri());
        return """
                <settings>
                  <profiles><profile>
                    <id>home</id>
                    <repositories><repository>%s</repository></repositories>
                    <pluginRepositories><pluginRepository>%s</pluginRepository></pluginRepositories>
                  </profile></profiles>
                  <activeProfiles><activeProfile>home</activeProfile></activeProfiles>
                </settings>
                """.formatted(home, home);
    }

    /** Returns the command of a Maven that uses this repository; settings of the user's own hold beside it. */
    List<String> maven(String... args) {
        List<String> command = new ArrayList<>();
        command.add(
                Path.of(System.getProperty("floe.maven.home", ""), "bin", "mvn").toString());
        command.addAll(List.of("-gs", SETTINGS.toString(), "-Dmaven.repo.local=" + PLACE));
        command.addAll(List.of(args));
        return command;
    }

    Artifact artifact(String path) {
        return Artifact.of(PLACE, path);
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
