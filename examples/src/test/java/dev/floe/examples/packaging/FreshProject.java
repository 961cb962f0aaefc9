package dev.floe.examples.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody else's Maven project, which depends on Floe as {@link Repository} has it installed. */
public final class FreshProject {
    private static final List<String> PLUGINS = List.of("resources", "compiler", "surefire", "jar");
    private static final long MINUTES = 3;

    private final Repository repository;
    private final Path folder;

    /** Makes one under target/, in the place of what an earlier run has left there. */
    public FreshProject(String name, String dependency) throws IOException {
        repository = Repository.withFloe();
        folder = Files.createDirectories(Repository.FOLDER.resolve(name));
        Files.writeString(folder.resolve("pom.xml"), pom(name, dependency));
        Repository.delete(folder.resolve("src"));
        Repository.delete(folder.resolve("target"));
    }

    /** Adds a file below src/main/java. */
    public FreshProject with(String file, String source) throws IOException {
        Path path = folder.resolve("src/main/java").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, source);
        return this;
    }

    /** The plugins are those of our own build, which are here already; and the jar tells what it needs beside it. */
    private static String pom(String name, String dependency) throws IOException {
        StringBuilder plugins = new StringBuilder();
        for (String plugin : PLUGINS) {
            plugins.append("""
                    <plugin>
                      <artifactId>maven-%s-plugin</artifactId>
                      <version>%s</version>
                    </plugin>
                    """.formatted(plugin, version(plugin)));
        }
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId>
                  <artifactId>%s</artifactId>
                  <version>1</version>
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <dependencies>
                %s
                  </dependencies>
                  <build>
                    <finalName>fresh</finalName>
                    <pluginManagement><plugins>%s</plugins></pluginManagement>
                    <plugins>
                      <plugin>
                        <artifactId>maven-jar-plugin</artifactId>
                        <configuration>
                          <archive><manifest>
                            <addClasspath>true</addClasspath>
                            <classpathLayoutType>repository</classpathLayoutType>
                          </manifest></archive>
                        </configuration>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """.formatted(name, dependency, plugins);
    }

    private static String version(String plugin) throws IOException {
        Matcher version = Pattern.compile("<artifactId>maven-" + plugin + "-plugin</artifactId>\\s*<version>([^<]+)")
                .matcher(Files.readString(Repository.ROOT.resolve("pom.xml")));
        assertTrue(version.find(), plugin);
        return version.group(1);
    }

    /** Runs {@code mvn package}, and returns the artifacts that a program of this project needs beside its own classes. */
    public List<Artifact> build() throws Exception {
        Path log = folder.resolve("mvn.log");
        Process maven = new ProcessBuilder(repository.maven("-B", "-q", "package"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertTrue(maven.waitFor(MINUTES, TimeUnit.MINUTES), "mvn package takes too long");
        assertEquals(0, maven.exitValue(), Files.readString(log, UTF_8));
        try (JarFile jar = new JarFile(folder.resolve("target/fresh.jar").toFile())) {
            String needed = jar.getManifest().getMainAttributes().getValue("Class-Path");
            return Arrays.stream(needed.split(" ")).map(repository::artifact).toList();
        }
    }

    /** Returns the folder of the project's own classes. */
    public Path classes() {
        return folder.resolve("target/classes");
    }

    /** Starts a JVM of the release that runs this test; what it says on standard error goes where this one's goes. */
    public static Process java(String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
