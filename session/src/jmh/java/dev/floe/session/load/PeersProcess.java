package dev.floe.session.load;

import dev.floe.slot.Fingerprint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The controlling peers' process, as seen by who started it. */
final class PeersProcess implements AutoCloseable {
    private final Process process;
    private final PrintWriter commands;
    private final BufferedReader answers;
    private final Fingerprint fingerprint;

    /**
     * Starts it.
     *
     * @param checkMillis how often each peer sends a check
     * @param mediaPerSecond how many media packets each peer sends a second
     */
    PeersProcess(int checkMillis, int mediaPerSecond) throws IOException {
        this(Jvm.command("256m", Peers.class, Integer.toString(checkMillis), Integer.toString(mediaPerSecond)));
    }

    private PeersProcess(ProcessBuilder command) throws IOException {
        process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        commands = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII), true);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        fingerprint = Fingerprint.parse(answer().substring("ready ".length()));
    }

    /** Starts one whose peers stand for other machines, and so leave the processors to whoever wants them (Unix only). */
    static PeersProcess yielding(int checkMillis) throws IOException {
        ProcessBuilder command = Jvm.command("256m", Peers.class, Integer.toString(checkMillis), "0");
        command.command().addAll(0, List.of("nice", "-n", "19"));
        return new PeersProcess(command);
    }

    /** Returns what the certificate of those that speak DTLS must match. */
    Fingerprint fingerprint() {
        return fingerprint;
    }

    /** Adds a peer for a session. */
    void add(Endpoint session) {
        commands.println("peer " + session);
    }

    /** Adds a peer that also shakes hands. */
    void addSecure(Endpoint session, Fingerprint server) {
        commands.println("secure " + session + " " + server);
    }

    /** Lets all begin. */
    void go() {
        commands.println("go");
    }

    /** Forgets what was measured so far. */
    void mark() {
        commands.println("mark");
    }

    /** Lets the checks end; those of the sessions are answered further on. */
    void rest() {
        commands.println("rest");
    }

    /** Returns what was measured, by name. */
    Map<String, String> report() throws IOException {
        commands.println("report");
        return Arrays.stream(answer().split(" ", -1))
                .map(entry -> entry.split("=", 2))
                .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1]));
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the peers' process has ended");
        }
        return line;
    }

    @Override
    public void close() throws InterruptedException {
        commands.close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
