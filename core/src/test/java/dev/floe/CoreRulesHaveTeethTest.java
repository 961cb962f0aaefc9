package dev.floe;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that nothing can break guards nothing: each offence below is found. */
class CoreRulesHaveTeethTest {
    static Stream<Arguments> offences() {
        return Stream.of(
                arguments(CoreRules.READS_NO_CLOCK, ReadsNanoTime.class),
                arguments(CoreRules.READS_NO_CLOCK, ReadsWallClock.class),
                arguments(CoreRules.READS_NO_CLOCK, AsksForInstant.class),
                arguments(CoreRules.READS_NO_CLOCK, RefersToNanoTime.class),
                arguments(CoreRules.DEPENDS_ON_VALUES_ONLY, HoldsClock.class),
                arguments(CoreRules.DEPENDS_ON_VALUES_ONLY, OpensSocket.class),
                arguments(CoreRules.DEPENDS_ON_VALUES_ONLY, OpensChannel.class),
                arguments(CoreRules.DEPENDS_ON_VALUES_ONLY, NamesDatagrams.class),
                arguments(CoreRules.DEPENDS_ON_VALUES_ONLY, ReadsFile.class),
                arguments(CoreRules.DEPENDS_ON_VALUES_ONLY, PrintsLine.class),
                arguments(CoreRules.DEPENDS_ON_VALUES_ONLY, StartsThread.class),
                arguments(CoreRules.DEPENDS_ON_VALUES_ONLY, StartsTimer.class),
                arguments(CoreRules.DEPENDS_ON_VALUES_ONLY, TakesLock.class),
                arguments(CoreRules.DEPENDS_ON_VALUES_ONLY, CountsAtomically.class),
                arguments(CoreRules.DEPENDS_ON_VALUES_ONLY, RunsElsewhere.class),
                arguments(CoreRules.DEPENDS_ON_VALUES_ONLY, UsesLibrary.class),
                arguments(CoreRules.RESOLVES_NO_NAME, LooksUpName.class),
                arguments(CoreRules.WAITS_FOR_NOBODY, WaitsOnMonitor.class),
                arguments(CoreRules.HAS_NO_VOLATILE_FIELD, SharesField.class),
                arguments(CoreRules.HAS_NO_SYNCHRONIZED_METHOD, GuardsMethod.class));
    }

    static Stream<ArchRule> rules() {
        return Stream.of(
                CoreRules.DEPENDS_ON_VALUES_ONLY,
                CoreRules.READS_NO_CLOCK,
                CoreRules.RESOLVES_NO_NAME,
                CoreRules.WAITS_FOR_NOBODY,
                CoreRules.HAS_NO_VOLATILE_FIELD,
                CoreRules.HAS_NO_SYNCHRONIZED_METHOD);
    }

    @ParameterizedTest
    @MethodSource("offences")
    void findsTheOffence(ArchRule rule, Class<?> offender) {
        assertTrue(breaks(rule, offender), () -> offender.getSimpleName() + " went unnoticed");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void letsAMachineOfCorePass(ArchRule rule) {
        assertFalse(breaks(rule, Innocent.class));
    }

    @Test
    void hasNoNettyOnItsClassPath() {
        assertFalse(Stream.of("io.netty.buffer.ByteBuf", "io.netty.channel.Channel")
                .anyMatch(CoreRulesHaveTeethTest::isLoadable));
    }

    private static boolean breaks(ArchRule rule, Class<?> type) {
        return rule.evaluate(new ClassFileImporter().importClasses(type)).hasViolation();
    }

    private static boolean isLoadable(String name) {
        try {
            Class.forName(name, false, CoreRulesHaveTeethTest.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    static final class Innocent {
        private final byte[][] blocks = new byte[2][16];
        private @Nullable InetSocketAddress peer;

        long delayNanos(long now, InetSocketAddress source, ByteBuffer datagram) throws UnknownHostException {
            peer = new InetSocketAddress(InetAddress.getByAddress(blocks[0]), source.getPort());
            return Math.max(0, now - datagram.getLong(0)) + peer.getPort();
        }
    }

    static final class ReadsNanoTime {
        long now() {
            return System.nanoTime();
        }
    }

    static final class ReadsWallClock {
        long now() {
            return System.currentTimeMillis();
        }
    }

    static final class AsksForInstant {
        Instant now() {
            return Instant.now();
        }
    }

    static final class RefersToNanoTime {
        java.util.function.LongSupplier now() {
            return System::nanoTime;
        }
    }

    record HoldsClock(Clock clock) {}

    static final class OpensSocket {
        int port() throws IOException {
            try (DatagramSocket socket = new DatagramSocket()) {
                return socket.getLocalPort();
            }
        }
    }

    static final class OpensChannel {
        boolean open() throws IOException {
            try (DatagramChannel channel = DatagramChannel.open()) {
                return channel.isOpen();
            }
        }
    }

    static final class NamesDatagrams {
        private final DatagramPacket[] packets = {};

        int count() {
            return packets.length;
        }
    }

    static final class ReadsFile {
        byte[] read(Path path) throws IOException {
            return Files.readAllBytes(path);
        }
    }

    static final class PrintsLine {
        void print() {
            System.out.println();
        }
    }

    static final class StartsThread {
        void start(Runnable task) {
            new Thread(task).start();
        }
    }

    record StartsTimer(Timer timer) {}

    record TakesLock(ReentrantLock lock) {}

    record CountsAtomically(AtomicLong count) {}

    record RunsElsewhere(CompletableFuture<Void> done) {}

    /** Stands for every library: what the rule does not name, Netty or this one, is refused alike. */
    static final class UsesLibrary {
        void use() {
            Assumptions.assumeTrue(true);
        }
    }

    static final class LooksUpName {
        InetAddress find(String name) throws UnknownHostException {
            return InetAddress.getByName(name);
        }
    }

    static final class WaitsOnMonitor {
        void wake() {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    static final class SharesField {
        volatile int shared;
    }

    static final class GuardsMethod {
        synchronized int guarded() {
            return 1;
        }
    }
}
