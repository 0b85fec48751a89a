package org.circuitexplorer.engine.cuda;

import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Device;
import org.circuitexplorer.engine.run.DeviceException;
import org.circuitexplorer.engine.run.ModelOnDevice;

/// A GPU with this program's kernels.
public final class CudaDevice implements Device {
    private final CudaContext context;

    CudaDevice(CudaContext context) {
        this.context = context;
    }

    CudaContext context() {
        return context;
    }

    /// What the driver says of the GPU.
    public CudaDeviceInfo info() {
        return context.device();
    }

    @Override
    public String description() {
        return info().description();
    }

    @Override
    public ModelOnDevice open(SparseTransformer model) {
        try {
            return new CudaModel(model, context);
        } catch (IllegalArgumentException e) {
            throw new DeviceException(e.getMessage() + "; compute on the CPU instead", e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
