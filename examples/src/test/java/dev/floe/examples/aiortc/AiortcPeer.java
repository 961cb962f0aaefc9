package dev.floe.examples.aiortc;

import dev.floe.examples.support.LinePeer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The script of {@code src/test/aiortc}, run by Debian's Python with Debian's package of aiortc. */
public final class AiortcPeer extends LinePeer {
    private static final String PYTHON = "/usr/bin/python3";

    private AiortcPeer() throws IOException {
        super(PYTHON, "src/test/aiortc/peer.py");
    }

    /** Starts the script. Skips the test where Python or aiortc is missing. */
    public static AiortcPeer start() throws Exception {
        Assumptions.assumeTrue(isHere(), "No aiortc found for " + PYTHON + ": install python3-aiortc");
        return new AiortcPeer();
    }

    private static boolean isHere() throws InterruptedException {
        try {
            Process loading = new ProcessBuilder(PYTHON, "-c", "import aiortc")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return loading.waitFor(60, TimeUnit.SECONDS) && loading.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    @Override
    public String version() throws Exception {
        return ask("version", "");
    }
}
