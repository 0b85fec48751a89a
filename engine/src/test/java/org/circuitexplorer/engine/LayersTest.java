package org.circuitexplorer.engine;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The engine's packages build on each other in one direction, and none of them knows a user interface.
final class LayersTest {
    private static final String ENGINE = "org.circuitexplorer.engine.";

    /// From low to high: a package may use its own line's other packages never, lower lines freely.
    private static final List<List<String>> LAYERS = List.of(
            List.of("tensor", "job"),
            List.of("model", "token"),
            List.of("kernel"),
            List.of("run"),
            List.of("task", "dense"),
            List.of("io"),
            List.of("stats", "circuit"),
            List.of("prune", "reproduce", "session", "attribution"),
            List.of("validate", "cuda"),
            List.of("device"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.circuitexplorer.engine");

    /// A package and those that it must not use.
    record Boundary(String name, String[] forbidden) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Boundary> boundaries() {
        return IntStream.range(0, LAYERS.size())
                .boxed()
                .flatMap(line -> LAYERS.get(line).stream().map(name -> new Boundary(name, notBelow(line, name))))
                .toList();
    }

    private static String[] notBelow(int line, String name) {
        return LAYERS.subList(line, LAYERS.size()).stream()
                .flatMap(List::stream)
                .filter(other -> !other.equals(name))
                .map(other -> ENGINE + other + "..")
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("boundaries")
    void packageUsesLowerOnesOnly(Boundary boundary) {
        noClasses()
                .that(resideInAPackage(ENGINE + boundary.name() + ".."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(boundary.forbidden()))
                .allowEmptyShould(true) // a package may be planned and still empty
                .check(CLASSES);
    }

    @Test
    void everyPackageHasItsPlace() {
        String[] known = LAYERS.stream()
                .flatMap(List::stream)
                .map(name -> ENGINE + name + "..")
                .toArray(String[]::new);
        classes().should().resideInAnyPackage(known).check(CLASSES);
    }

    @Test
    void noCycles() {
        slices().matching(ENGINE + "(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noUserInterfaceAndNoNetwork() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "javafx..", "java.awt..", "javax.swing..", "java.net..", "javax.net..", "com.sun.net.."))
                .check(CLASSES);
    }

    @Test
    void noStandardStreams() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
    }

    /// A vector that crosses a call which is not inlined becomes an object.
    @Test
    void noMethodTakesOrReturnsVectors() {
        DescribedPredicate<JavaClass> vector = DescribedPredicate.describe(
                "a vector", type -> type.getPackageName().equals("jdk.incubator.vector"));
        noMethods().should().haveRawReturnType(vector).check(CLASSES);
        noMethods().should().haveRawParameterTypes(anyElementThat(vector)).check(CLASSES);
    }
}
