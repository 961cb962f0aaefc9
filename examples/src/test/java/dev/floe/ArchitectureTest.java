package dev.floe;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The packages stay in order. */
class ArchitectureTest {
    private static final JavaClasses MAIN =
            new ClassFileImporter().importPath(Path.of(System.getProperty("basedir", ""), "target", "classes"));

    @Test
    void hasNoPackageCycle() {
        slices().matching("dev.floe.(**)").should().beFreeOfCycles().check(MAIN);
    }
}
