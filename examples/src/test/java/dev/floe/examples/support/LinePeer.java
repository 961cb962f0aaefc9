package dev.floe.examples.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A peer that is a process: it does what each line of its input asks for, and answers each with a line. Texts travel as JSON. */
public abstract class LinePeer implements Peer {
    private static final int SECONDS = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final PrintWriter in;
    private final BufferedReader out;

    protected LinePeer(String... command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Asks for something, and returns the line that answers. */
    public final String ask(String what) throws Exception {
        in.println(what);
        String answer = CompletableFuture.supplyAsync(this::line).get(SECONDS, TimeUnit.SECONDS);
        if (answer.startsWith("error")) {
            throw new AssertionError(what + ": " + answer);
        }
        return answer;
    }

    private String line() {
        try {
            return String.valueOf(out.readLine());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Asks for something to be done with a text, and returns the text that answers. */
    protected final String ask(String what, String text) throws Exception {
        return JSON.readValue(ask(what + " " + JSON.writeValueAsString(text)), String.class);
    }

    @Override
    public final String offer() throws Exception {
        return ask("connect", "first");
    }

    @Override
    public final void accept(String answer) throws Exception {
        ask("accept", answer);
    }

    @Override
    public final String echo(String text) throws Exception {
        return ask("say", text);
    }

    @Override
    public final void leave() throws Exception {
        ask("close", "");
    }

    @Override
    public final void close() {
        process.destroyForcibly();
    }
}
