package dev.floe.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("dev.floe.examples");

    @Test
    void hasNoCycleBetweenItsPackages() {
        slices().matching("dev.floe.examples.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void knowsNothingOfFloeInItsHttpServer() {
        noClasses()
                .that()
                .resideInAPackage("dev.floe.examples.http")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.floe.session..", "dev.floe.sdp..", "dev.floe.engine..", "dev.floe.ice..")
                .check(CLASSES);
    }

    @Test
    void neverSleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CLASSES);
    }
}
