package dev.floe.examples.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A jar in a Maven repository.
 *
 * @param name as in {@code "io.netty:netty-common"}, with its classifier behind it if it has one
 * @param version its version
 * @param file where it lies
 */
public record Artifact(String name, String version, Path file) {
    /** Reads a path such as {@code io/netty/netty-common/4.2/netty-common-4.2.jar}. */
    static Artifact of(Path repository, String path) {
        List<String> parts = List.of(path.split("/"));
        int end = parts.size();
        String id = parts.get(end - 3);
        String version = parts.get(end - 2);
        String classifier = parts.get(end - 1)
                .replace(id + "-" + version, "")
                .replace(".jar", "")
                .replaceFirst("^-", ":");
        String group = String.join(".", parts.subList(0, end - 3));
        return new Artifact(group + ":" + id + classifier, version, repository.resolve(path));
    }

    /** Returns its size in units of 1000 bytes, rounded up. */
    public long kilobytes() throws IOException {
        return (Files.size(file) + 999) / 1000;
    }

    /** Returns a class path or module path of their files. */
    public static String path(List<Artifact> artifacts) {
        return artifacts.stream()
                .map(artifact -> artifact.file().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
