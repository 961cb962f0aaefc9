package dev.floe;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** What no test of this module does. */
class TestHabitsTest {
    private static final Set<String> SLEEPS = Set.of("sleep", "parkNanos", "parkUntil", "onSpinWait");
    private static final JavaClasses TESTS =
            new ClassFileImporter().importPath(Path.of(System.getProperty("basedir", ""), "target", "test-classes"));

    @Test
    void neverSleeps() {
        noClasses()
                .should()
                .accessTargetWhere(describe("sleeps", TestHabitsTest::sleeps))
                .because("a test awaits what it wants to see, with a deadline")
                .check(TESTS);
    }

    @Test
    void isNeverDisabled() {
        noClasses().should().beAnnotatedWith(Disabled.class).check(TESTS);
        noMethods().should().beAnnotatedWith(Disabled.class).check(TESTS);
    }

    private static boolean sleeps(JavaAccess<?> call) {
        return call.getTargetOwner().getPackageName().startsWith("java.") && SLEEPS.contains(call.getName());
    }
}
