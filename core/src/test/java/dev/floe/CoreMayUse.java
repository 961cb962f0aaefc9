package dev.floe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;

/** Everything that core may depend on; what is not named here is refused. */
final class CoreMayUse {
    private static final Set<String> FAMILIES = Set.of("dev.floe", "java.lang", "javax.crypto", "java.security");

    private static final Set<String> PACKAGES = Set.of(
            "java.math",
            "java.nio",
            "java.nio.charset",
            "java.text",
            "java.time",
            "java.time.format",
            "java.time.temporal",
            "java.util",
            "java.util.function",
            "java.util.random",
            "java.util.regex",
            "java.util.stream",
            "java.util.zip",
            "org.jspecify.annotations");

    /** Values that live in packages whose other classes open sockets and files or share threads. */
    private static final Set<String> CLASSES = Set.of(
            "java.io.ByteArrayInputStream",
            "java.io.ByteArrayOutputStream",
            "java.io.IOException",
            "java.io.Serializable",
            "java.io.UncheckedIOException",
            "java.net.Inet4Address",
            "java.net.Inet6Address",
            "java.net.InetAddress",
            "java.net.InetSocketAddress",
            "java.net.UnknownHostException",
            "java.util.concurrent.TimeUnit");

    /** Threads, clocks and doors to the outside, in packages that are allowed otherwise. */
    private static final Set<String> REFUSED = Set.of(
            "java.lang.InheritableThreadLocal",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.ProcessHandle",
            "java.lang.Runtime",
            "java.lang.System$Logger",
            "java.lang.Thread",
            "java.lang.ThreadGroup",
            "java.lang.ThreadLocal",
            "java.time.Clock",
            "java.time.InstantSource",
            "java.util.Calendar",
            "java.util.Date",
            "java.util.GregorianCalendar",
            "java.util.Scanner",
            "java.util.Timer",
            "java.util.TimerTask");

    private CoreMayUse() {}

    static DescribedPredicate<JavaClass> predicate() {
        return DescribedPredicate.describe("core may use", CoreMayUse::allows);
    }

    private static boolean allows(JavaClass type) {
        JavaClass element = type.getBaseComponentType();
        String name = element.getName();
        if (element.isPrimitive() || CLASSES.contains(name)) {
            return true;
        }
        return !REFUSED.contains(name) && allowsPackage(element.getPackageName());
    }

    private static boolean allowsPackage(String name) {
        return PACKAGES.contains(name)
                || FAMILIES.stream().anyMatch(family -> name.equals(family) || name.startsWith(family + "."));
    }
}
