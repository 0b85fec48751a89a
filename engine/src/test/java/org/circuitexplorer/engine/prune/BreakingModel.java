package org.circuitexplorer.engine.prune;

import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.AnswerRunner;
import org.circuitexplorer.engine.run.CpuDevice;
import org.circuitexplorer.engine.run.DeviceException;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.GradientRunner;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.tensor.Panel;

/// Computes on the processor until a number of gradients were taken, then fails at every call, as a device that was
/// pulled out does. Counts the passes that are open.
final class BreakingModel implements ModelOnDevice {
    static final String SENTENCE = "The device has gone; choose --device cpu.";

    private final ModelOnDevice processor;
    private int gradientsLeft;
    private int open;

    BreakingModel(SparseTransformer model, Workers workers, int gradients) {
        this.processor = CpuDevice.open(model, workers);
        this.gradientsLeft = gradients;
    }

    int openPasses() {
        return open;
    }

    private void require() {
        if (gradientsLeft == 0) throw new DeviceException(SENTENCE);
    }

    @Override
    public SparseTransformer model() {
        return processor.model();
    }

    @Override
    public ForwardRunner forward() {
        throw new UnsupportedOperationException();
    }

    @Override
    public AnswerRunner answers(TokenBatch batch, int[] vocabulary) {
        AnswerRunner answers = processor.answers(batch, vocabulary);
        open++;
        return new AnswerRunner() {
            @Override
            public Panel logits(Interventions interventions) {
                require();
                return answers.logits(interventions);
            }

            @Override
            public void close() {
                open--;
            }
        };
    }

    @Override
    public GradientRunner gradient(TokenBatch batch, int[] vocabulary) {
        GradientRunner pass = processor.gradient(batch, vocabulary);
        open++;
        return new GradientRunner() {
            @Override
            public Panel forward(float[] mask, float[] means) {
                require();
                return pass.forward(mask, means);
            }

            @Override
            public void backward(Panel logitGradient, float[] mask, float[] means, float[] result) {
                gradientsLeft--;
                pass.backward(logitGradient, mask, means, result);
            }

            @Override
            public void close() {
                open--;
            }
        };
    }

    @Override
    public void close() {}
}
