package org.circuitexplorer.engine.cuda;

import java.util.List;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.prune.LearnsMasks;
import org.circuitexplorer.engine.prune.MaskLearning;
import org.circuitexplorer.engine.prune.MaskSettings;
import org.circuitexplorer.engine.prune.TiedHeads;
import org.circuitexplorer.engine.run.AnswerRunner;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.GradientRunner;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.task.PromptPair;

/// A model whose weights lie in the device's memory.
final class CudaModel implements ModelOnDevice, LearnsMasks {
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
    public MaskLearning learner(
            MaskSettings settings,
            double targetLoss,
            List<List<PromptPair>> batches,
            float[] means,
            float[] tau,
            TiedHeads ties) {
        return new CudaMaskLearner(this, settings, targetLoss, batches, means, tau, ties);
    }

    @Override
    public void close() {
        context.free(memory);
    }
}
