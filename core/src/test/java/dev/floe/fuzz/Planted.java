package dev.floe.fuzz;

import dev.floe.sim.FaultLoader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs Jazzer on a core with a fault, which lies in a copy of the sources: to see that the fuzzer finds it. */
public final class Planted {
    private Planted() {}

    /** Takes the name of a {@link FuzzFault}, and then what Jazzer takes. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path scratch = Files.createDirectories(Path.of("target", "planted", arguments[0]));
        FaultLoader.plant(FuzzFault.valueOf(arguments[0]).edits(), scratch).close();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                scratch + File.pathSeparator + System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer"));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
    }
}
