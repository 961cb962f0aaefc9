package dev.floe.examples.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.examples.packaging.Artifact;
import dev.floe.examples.packaging.FreshProject;
import dev.floe.examples.support.ScriptedPeer;
import dev.floe.examples.support.Sdp;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who has nothing but the README copies two blocks out of it, and has a server that a peer connects to. */
class NewcomerIT {
    private static final Path README = Path.of("..", "README.md");
    private static final Pattern XML = Pattern.compile("^```xml\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void whatTheReadmeSaysCompilesAndRuns() throws Exception {
        FreshProject project = new FreshProject("newcomer", dependency()).with("Smallest.java", program());
        String path = Artifact.path(project.build());
        Process program = FreshProject.java("-cp", project.classes() + File.pathSeparator + path, "Smallest");
        try (OutputStream in = program.getOutputStream()) {
            in.write(Sdp.offer().getBytes(UTF_8));
        }
        try (BufferedReader out = program.inputReader(UTF_8);
                ScriptedPeer peer = new ScriptedPeer(answer(out))) {
            assertTrue(peer.server().getAddress().isLoopbackAddress());
            peer.connect();
            assertTrue(program.isAlive());
        } finally {
            program.destroyForcibly();
        }
    }

    /** The README's first block of XML. */
    private static String dependency() throws IOException {
        Matcher found = XML.matcher(Files.readString(README));
        assertTrue(found.find());
        return found.group(1);
    }

    /** The README's first file of Java. */
    private static String program() throws IOException {
        return JavaBlocks.of(README).stream()
                .filter(block -> block.startsWith("import "))
                .findFirst()
                .orElseThrow();
    }

    private static String answer(BufferedReader out) throws IOException {
        List<String> lines = new ArrayList<>();
        while (!lines.contains("a=end-of-candidates")) {
            String line = out.readLine();
            assertNotNull(line, () -> "it ended with " + lines);
            lines.add(line);
        }
        assertEquals("v=0", lines.get(0));
        return String.join("\r\n", lines);
    }
}
