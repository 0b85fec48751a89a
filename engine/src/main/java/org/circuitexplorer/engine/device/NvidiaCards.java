package org.circuitexplorer.engine.device;

import java.util.List;
import org.circuitexplorer.engine.cuda.CudaDriver;
import org.circuitexplorer.engine.run.DeviceException;

/// Asks the NVIDIA driver.
///
/// @param library name or path of the driver's library
record NvidiaCards(String library) implements GraphicsCards {
    @Override
    public Found look() {
        try (CudaDriver driver = new CudaDriver(library)) {
            List<GraphicsCard> cards = driver.devices().stream()
                    .map(d -> new GraphicsCard(d.name(), d.driverVersion(), d.major(), d.minor()))
                    .toList();
            return new Found(cards, cards.isEmpty() ? "the NVIDIA driver sees no GPU" : "");
        } catch (DeviceException e) {
            return new Found(List.of(), DeviceChooser.withoutAdvice(e.sentence()));
        }
    }
}
