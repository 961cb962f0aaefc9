package dev.floe.sim;

import dev.floe.engine.PeerEngine;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The core and its simulation once more, with a fault in the core. */
public final class FaultLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    private FaultLoader(URL... places) {
        super(places, FaultLoader.class.getClassLoader());
    }

    /** Makes the edits in a copy of the sources, and compiles that into {@code scratch}. */
    public static FaultLoader plant(List<Fault.Edit> edits, Path scratch) throws IOException {
        if (!edits.isEmpty()) {
            compile(faulty(edits, scratch), scratch);
        }
        return new FaultLoader(scratch.toUri().toURL(), placeOf(PeerEngine.class), placeOf(FaultLoader.class));
    }

    private static URL placeOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    private static List<Path> faulty(List<Fault.Edit> edits, Path scratch) throws IOException {
        Path sources = Path.of(System.getProperty("basedir", ""), "src", "main", "java", "dev", "floe");
        Map<String, String> texts = new TreeMap<>();
        for (Fault.Edit edit : edits) {
            String text = texts.get(edit.source());
            String sound = text == null ? Files.readString(sources.resolve(edit.source() + ".java")) : text;
            int at = sound.indexOf(edit.original());
            if (at < 0 || sound.indexOf(edit.original(), at + 1) >= 0) {
                throw new AssertionError("not there exactly once any more: " + edit);
            }
            texts.put(edit.source(), sound.replace(edit.original(), edit.replacement()));
        }
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Path file = scratch.resolve(text.getKey().replace('/', '_'))
                    .resolve(Path.of(text.getKey() + ".java").getFileName());
            Files.createDirectories(scratch.resolve(text.getKey().replace('/', '_')));
            written.add(Files.writeString(file, text.getValue()));
        }
        return written;
    }

    private static void compile(List<Path> sources, Path scratch) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new AssertionError("planting faults takes a JDK, not a JRE");
        }
        List<String> arguments = new ArrayList<>(List.of(
                "-nowarn", "-proc:none", "-d", scratch.toString(), "-cp", System.getProperty("java.class.path")));
        sources.forEach(source -> arguments.add(source.toString()));
        if (compiler.run(null, null, null, arguments.toArray(new String[0])) != 0) {
            throw new AssertionError("the faulty sources do not compile");
        }
    }

    /** Whatever is Floe's is loaded anew, everything else is shared. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("dev.floe.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }
}
