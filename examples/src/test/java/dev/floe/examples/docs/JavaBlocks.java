package dev.floe.examples.docs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The Java in a document. A block that begins with an import is a file, and all files of a document belong together; any other is what a
 * reader has in a method.
 */
final class JavaBlocks {
    private static final Pattern BLOCK = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("^public (?:final )?(?:class|interface|record|enum) (\\w+)", Pattern.MULTILINE);

    /** What a reader has of their own where a block in a method begins. */
    private static final String READER = """
            import dev.floe.ice.*;
            import dev.floe.session.*;
            import dev.floe.session.data.*;
            import dev.floe.session.dtls.*;
            import dev.floe.session.metrics.*;
            import dev.floe.slot.*;
            import dev.floe.status.*;
            import io.micrometer.prometheusmetrics.*;
            import java.net.*;
            import java.nio.ByteBuffer;
            import java.nio.file.*;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.*;
            import org.slf4j.Logger;

            abstract class Reader {
                String offerSdp;
                String ufrag;
                String pwd;
                String fp;
                List<String> answer;
                Logger log;
                PeerSessions peers;

                abstract void reply(String answer);

                abstract void stopTakingOffers();

                static final class MyDtlsHandler implements DtlsSlot {
                    MyDtlsHandler(DtlsLink link) {}

                    @Override
                    public void onDatagram(long now, ByteBuffer datagram) {}

                    @Override
                    public boolean send(long now, ByteBuffer plaintext) {
                        return false;
                    }
                }

                void block() throws Exception {
            %s
                }
            }
            """;

    private record Source(String name, String text) {
        JavaFileObject file() {
            return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return text;
                }
            };
        }
    }

    private JavaBlocks() {}

    /** Returns the blocks of a document, in order. */
    static List<String> of(Path document) throws IOException {
        return BLOCK.matcher(Files.readString(document))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    /** Compiles blocks of one document, and returns what the compiler has to say. */
    static List<String> faults(List<String> blocks, Path classes) {
        List<String> faults = new ArrayList<>();
        List<Source> files = new ArrayList<>();
        for (String block : blocks) {
            if (block.startsWith("import ")) {
                files.add(new Source(publicType(block), block));
            } else {
                faults.addAll(compile(List.of(new Source("Reader", READER.formatted(block))), classes));
            }
        }
        if (!files.isEmpty()) {
            faults.addAll(compile(files, classes));
        }
        return faults;
    }

    private static String publicType(String file) {
        Matcher type = PUBLIC_TYPE.matcher(file);
        return type.find() ? type.group(1) : "Reader";
    }

    private static List<String> compile(List<Source> sources, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-classpath",
                System.getProperty("java.class.path"),
                "-proc:none",
                "-parameters",
                "-d",
                classes.toString(),
                "--release=17");
        compiler.getTask(
                        null,
                        null,
                        told,
                        options,
                        null,
                        sources.stream().map(Source::file).toList())
                .call();
        return told.getDiagnostics().stream().map(Object::toString).toList();
    }
}
