package dev.floe;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The rules that keep core sans-IO. Kept apart from the test, so that another test can show that they bite. */
final class CoreRules {
    private static final Set<String> CLOCKS = Set.of("nanoTime", "currentTimeMillis");
    private static final Set<String> LOOKUPS = Set.of("getByName", "getAllByName", "getLocalHost", "isReachable");
    private static final Set<String> MONITORS = Set.of("wait", "notify", "notifyAll");

    static final ArchRule DEPENDS_ON_VALUES_ONLY = classes()
            .should()
            .onlyDependOnClassesThat(CoreMayUse.predicate())
            .because(
                    "core is handed bytes and the time: it has no thread, clock, socket, logger or library of its own");

    static final ArchRule READS_NO_CLOCK = noClasses()
            .should()
            .accessTargetWhere(describe("reads a clock", CoreRules::readsClock))
            .because("the time comes in as an argument");

    static final ArchRule RESOLVES_NO_NAME = noClasses()
            .should()
            .accessTargetWhere(describe("asks a resolver", CoreRules::asksResolver))
            .because("a name look-up is I/O and blocks; addresses are made from bytes");

    static final ArchRule WAITS_FOR_NOBODY = noClasses()
            .should()
            .accessTargetWhere(describe("waits on a monitor", CoreRules::waitsOnMonitor))
            .because("one thread at a time drives a machine");

    static final ArchRule HAS_NO_VOLATILE_FIELD =
            noFields().should().haveModifier(JavaModifier.VOLATILE).because("one thread at a time drives a machine");

    static final ArchRule HAS_NO_SYNCHRONIZED_METHOD = noMethods()
            .should()
            .haveModifier(JavaModifier.SYNCHRONIZED)
            .because("one thread at a time drives a machine");

    private CoreRules() {}

    private static boolean readsClock(JavaAccess<?> call) {
        String owner = call.getTargetOwner().getName();
        return (owner.equals("java.lang.System") && CLOCKS.contains(call.getName()))
                || (owner.startsWith("java.time.") && call.getName().equals("now"));
    }

    private static boolean asksResolver(JavaAccess<?> call) {
        return call.getTargetOwner().getPackageName().equals("java.net") && LOOKUPS.contains(call.getName());
    }

    private static boolean waitsOnMonitor(JavaAccess<?> call) {
        return call.getTargetOwner().isEquivalentTo(Object.class) && MONITORS.contains(call.getName());
    }
}
