package org.circuitexplorer.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The shipped PTX belongs to the source, and compiles where a compiler is present.
class KernelImageTest {
    private static final Pattern KERNEL =
            Pattern.compile("extern \"C\" __global__ void (?:__launch_bounds__\\(\\w+\\) )?(\\w+(?:##W)?|NAME)\\(");

    @TempDir
    Path folder;

    @Test
    void belongsToTheSource() throws IOException {
        assertThat(KernelImage.shipped().sourceHash())
                .as("the kernels' source has changed: make their PTX again by the command in docs/cuda.md")
                .isEqualTo(KernelSource.hash(KernelSource.text()));
    }

    @Test
    void everyKernelOfTheSourceIsThere() throws IOException {
        KernelImage image = KernelImage.shipped();
        List<String> missing = new ArrayList<>();
        Matcher kernel = KERNEL.matcher(KernelSource.text());
        int found = 0;
        while (kernel.find()) {
            found++;
            String name = kernel.group(1).replace("##W", "16").replace("NAME", "abs_top_k_4");
            if (!image.parameters().containsKey(name)) missing.add(name);
        }
        assertThat(found).isGreaterThan(20);
        assertThat(missing).isEmpty();
    }

    @Test
    void oldDriversAcceptIt() {
        assertThat(KernelImage.shipped().text()).contains(".version 6.3\n.target sm_75\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {75, 80, 90, 120})
    void sourceCompiles(int capability) throws IOException, InterruptedException {
        Optional<Path> compiler = FakeDriver.onPath("nvcc");
        Assumptions.assumeTrue(
                compiler.isPresent(), "no nvcc is present here, so the kernels were not compiled for a device");
        Path source = Files.writeString(folder.resolve("kernels.cu"), KernelSource.text());
        run(
                compiler.orElseThrow().toString(),
                "-ptx",
                "-Werror=all-warnings",
                "-arch=compute_" + capability,
                "-o",
                folder.resolve("kernels.ptx").toString(),
                source.toString());
    }

    /// From the shipped PTX to machine code, as a driver does it.
    @ParameterizedTest
    @ValueSource(ints = {75, 80, 90, 120})
    void shippedPtxBecomesMachineCode(int capability) throws IOException, InterruptedException {
        Optional<Path> assembler = FakeDriver.onPath("ptxas");
        Assumptions.assumeTrue(
                assembler.isPresent(), "no ptxas is present here, so the PTX was not made machine code of");
        Path ptx = Files.writeString(
                folder.resolve("kernels.ptx"), KernelImage.shipped().text());
        run(
                assembler.orElseThrow().toString(),
                "-O1",
                "-arch=sm_" + capability,
                "-o",
                folder.resolve("kernels.cubin").toString(),
                ptx.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
