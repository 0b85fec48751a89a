package org.circuitexplorer.viewer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.circuitexplorer.viewer", importOptions = ImportOption.DoNotIncludeTests.class)
final class ViewerRulesTest {
    @ArchTest
    static final ArchRule knowsOfTheEngineOnlyItsModel = noClasses()
            .that()
            .resideInAPackage("org.circuitexplorer.viewer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.circuitexplorer.app..",
                    "org.circuitexplorer.engine.io..",
                    "org.circuitexplorer.engine.job..",
                    "org.circuitexplorer.engine.run..",
                    "org.circuitexplorer.engine.prune..",
                    "org.circuitexplorer.engine.stats..");

    @ArchTest
    static final ArchRule touchesNoFiles = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File|RandomAccess).*|java\\.nio\\.(file|channels)\\..*");

    @ArchTest
    static final ArchRule startsNoThreads = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.lang\\.Thread|java\\.util\\.concurrent\\.Exec.*|javafx\\.concurrent\\..*"
                    + "|javafx\\.application\\.Platform|java\\.util\\.Timer");

    @ArchTest
    static final ArchRule picturesAndPlacesKnowNoToolkit = noClasses()
            .that()
            .resideInAnyPackage("..viewer.picture..", "..viewer.layout..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "java.awt..", "javax.imageio..");

    @ArchTest
    static final ArchRule hasNoCycles =
            slices().matching("org.circuitexplorer.viewer.(*)..").should().beFreeOfCycles();
}
