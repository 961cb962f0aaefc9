package dev.floe.bench;

import dev.floe.ice.Candidate;
import dev.floe.ice.IceCredentials;
import dev.floe.sdp.LocalDescription;
import dev.floe.sdp.RemoteDescription;
import dev.floe.sim.Addresses;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An offer as Chromium makes it read, and its answer written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(5)
public class SdpBenchmark {
    private static final IceCredentials CREDENTIALS = IceCredentials.of("local", "password/password+password");

    /** Whose offer: data channels alone, or audio and video as well. */
    @Param({"chromium-data", "chromium-audio-video-data"})
    public String offer = "";

    private final LocalDescription local = new LocalDescription(
            CREDENTIALS,
            List.of(Candidate.host(0, Addresses.ipv4(1, 50000))),
            Optional.of(Fingerprint.parse("sha-256 " + "AB:".repeat(31) + "CD")),
            DtlsRole.SERVER);

    private String text = "";

    /** Reads the file. */
    @Setup
    public void read() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/dev/floe/sdp/" + offer + ".sdp")) {
            text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        Party.require(answer().contains("a=ice-lite"), "it is answered");
    }

    /** From text to text. */
    @Benchmark
    public String answer() {
        return local.answer(RemoteDescription.parse(text), 42);
    }
}
