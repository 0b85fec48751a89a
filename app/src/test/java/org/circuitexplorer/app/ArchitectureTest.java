package org.circuitexplorer.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;

/// What holds for all modules together: their direction, one place for threads, and no network.
final class ArchitectureTest {
    private static final String APP = "org.circuitexplorer.app..";
    private static final String VIEWER = "org.circuitexplorer.viewer..";
    private static final String ENGINE = "org.circuitexplorer.engine..";
    private static final String BACKGROUND_JOBS = "org.circuitexplorer.app.job.BackgroundJobs";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.circuitexplorer");

    @Test
    void modulesPointDownwards() {
        noClasses()
                .that(resideInAnyPackage(ENGINE, VIEWER))
                .should()
                .dependOnClassesThat(resideInAPackage(APP))
                .check(CLASSES);
        noClasses()
                .that(resideInAPackage(ENGINE))
                .should()
                .dependOnClassesThat(resideInAPackage(VIEWER))
                .check(CLASSES);
    }

    @Test
    void noCyclesBetweenPackagesOfTheApplication() {
        slices().matching("org.circuitexplorer.app.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void oneClassCrossesBetweenThreads() {
        noClasses()
                .that(resideInAnyPackage(APP, VIEWER))
                .and()
                .doNotHaveFullyQualifiedName(BACKGROUND_JOBS)
                .should()
                .accessTargetWhere(startsOrEntersAThread())
                .orShould()
                .dependOnClassesThat(resideInAPackage("javafx.concurrent.."))
                .orShould()
                .dependOnClassesThat(assignableTo(Executors.class))
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaAccess<?>> startsOrEntersAThread() {
        Map<String, Set<String>> doors = Map.of(
                Platform.class.getName(), Set.of("runLater", "runAndWait", "startup"),
                Thread.class.getName(), Set.of("<init>", "ofPlatform", "ofVirtual", "startVirtualThread"),
                CompletableFuture.class.getName(), Set.of("runAsync", "supplyAsync"));
        return describe(
                "a thread is started or entered",
                access -> doors.getOrDefault(access.getTargetOwner().getName(), Set.of())
                        .contains(access.getName()));
    }

    @Test
    void noNetwork() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "javax.net..", "com.sun.net..", "java.rmi..")
                        .and(DescribedPredicate.not(namesAPlace())))
                .orShould()
                .accessTargetWhere(describe(
                        "a URL is opened",
                        access -> access.getTargetOwner().isEquivalentTo(URL.class)
                                && access.getName().matches("openConnection|openStream|getContent")))
                .check(CLASSES);
    }

    /// URL and URI also name resources and files, which is no use of the network.
    private static DescribedPredicate<JavaClass> namesAPlace() {
        return assignableTo(URL.class).or(assignableTo(URI.class)).or(assignableTo(URISyntaxException.class));
    }
}
