package dev.floe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** BouncyCastle and Micrometer stay in their packages, and the packages stay in order. */
class ArchitectureTest {
    private static final JavaClasses MAIN =
            new ClassFileImporter().importPath(Path.of(System.getProperty("basedir", ""), "target", "classes"));

    @Test
    void keepsBouncyCastleInsideTheDtlsPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.floe.session.dtls..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .because("whoever brings a DTLS slot of their own needs no BouncyCastle")
                .check(MAIN);
    }

    @Test
    void keepsMicrometerInsideTheMetricsPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.floe.session.metrics..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "dev.floe.session.metrics..")
                .because("whoever wants no meters needs no Micrometer")
                .check(MAIN);
    }

    @Test
    void hasNoPackageCycle() {
        slices().matching("dev.floe.(**)").should().beFreeOfCycles().check(MAIN);
    }
}
