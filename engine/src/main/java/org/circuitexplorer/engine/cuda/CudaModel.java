package org.circuitexplorer.engine.cuda;

import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.AnswerRunner;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.GradientRunner;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.TokenBatch;

/// A model whose weights lie in the device's memory.
final class CudaModel implements ModelOnDevice {
    private final SparseTransformer model;
    private final CudaContext context;
    private final DeviceMemory memory;
    private final DeviceModel weights;
    private final DeviceReadout readout;

    /// @throws IllegalArgumentException when the kernels do not serve the model's shape
    CudaModel(SparseTransformer model, CudaContext context) {
        Kernels.variant(model.config().headWidth());
        this.model = model;
        this.context = context;
        this.memory = new DeviceMemory(context);
        boolean ready = false;
        try {
            this.weights = context.work(() -> DeviceModel.upload(model, memory));
            this.readout = context.work(() -> DeviceReadout.whole(model, memory));
            ready = true;
        } finally {
            if (!ready) close();
        }
    }

    CudaContext context() {
        return context;
    }

    DeviceModel weights() {
        return weights;
    }

    /// Logits of the whole vocabulary.
    DeviceReadout readout() {
        return readout;
    }

    @Override
    public SparseTransformer model() {
        return model;
    }

    @Override
    public ForwardRunner forward() {
        return new CudaForward(this);
    }

    @Override
    public AnswerRunner answers(TokenBatch batch, int[] vocabulary) {
        return new CudaAnswers(this, batch, vocabulary);
    }

    @Override
    public GradientRunner gradient(TokenBatch batch, int[] vocabulary) {
        return new CudaGradient(this, batch, vocabulary);
    }

    @Override
    public void close() {
        context.free(memory);
    }
}
