package org.circuitexplorer.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every kernel, run by emulation, beside its twin on the processor. On a device the same comparison is part of the
/// command `cuda-check`.
class KernelParityTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyKernelAgrees(boolean reversed) throws IOException, InterruptedException {
        try (FakeDriver fake = FakeDriver.open()) {
            fake.reversed(reversed);
            try (CudaDriver driver = new CudaDriver(fake.library());
                    CudaDevice device = driver.open(driver.devices().getFirst())) {
                List<Agreement> found = new KernelParity(device.context()).compare();
                assertThat(found).hasSizeGreaterThan(60);
                assertThat(found.stream().filter(a -> !a.holds()).toList()).isEmpty();
            }
            for (String kernel : KernelImage.shipped().parameters().keySet()) {
                if (!kernel.startsWith("abs_top_k") && !kernel.startsWith("attention")) continue;
                assertThat(fake.launches(kernel)).as(kernel).isPositive();
            }
            assertThat(fake.live()).isZero();
            assertThat(fake.overruns()).isZero();
        }
    }
}
