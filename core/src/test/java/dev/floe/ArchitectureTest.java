package dev.floe;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Core stays sans-IO, and its packages stay in order. */
class ArchitectureTest {
    private static final JavaClasses MAIN =
            new ClassFileImporter().importPath(Path.of(System.getProperty("basedir", ""), "target", "classes"));

    @Test
    void dependsOnTheJdksValuesAndItselfOnly() {
        CoreRules.DEPENDS_ON_VALUES_ONLY.check(MAIN);
    }

    @Test
    void readsNoClock() {
        CoreRules.READS_NO_CLOCK.check(MAIN);
    }

    @Test
    void resolvesNoName() {
        CoreRules.RESOLVES_NO_NAME.check(MAIN);
    }

    @Test
    void knowsOfNoOtherThread() {
        CoreRules.WAITS_FOR_NOBODY.check(MAIN);
        CoreRules.HAS_NO_VOLATILE_FIELD.check(MAIN);
        CoreRules.HAS_NO_SYNCHRONIZED_METHOD.check(MAIN);
    }

    @Test
    void hasNoPackageCycle() {
        slices().matching("dev.floe.(**)").should().beFreeOfCycles().check(MAIN);
    }
}
