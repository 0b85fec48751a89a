package org.circuitexplorer.engine.run;

import org.circuitexplorer.engine.model.SparseTransformer;

/// The processor, with sparse products on as many threads as there are workers.
///
/// @param workers the threads, which remain the caller's
public record CpuDevice(Workers workers) implements Device {
    /// A model that runs on these workers, and holds nothing that has to be given back.
    public static ModelOnDevice open(SparseTransformer model, Workers workers) {
        return new Opened(model, workers);
    }

    @Override
    public String description() {
        return "CPU, " + workers.threads() + (workers.threads() == 1 ? " thread" : " threads");
    }

    @Override
    public ModelOnDevice open(SparseTransformer model) {
        return open(model, workers);
    }

    @Override
    public void close() {}

    private record Opened(SparseTransformer model, Workers workers) implements ModelOnDevice {
        @Override
        public ForwardRunner forward() {
            return new ForwardPass(model, workers);
        }

        @Override
        public AnswerRunner answers(TokenBatch batch, int[] vocabulary) {
            return new Answers(model, workers, batch, vocabulary);
        }

        @Override
        public GradientRunner gradient(TokenBatch batch, int[] vocabulary) {
            return new GradientPass(model, workers, batch, vocabulary);
        }

        @Override
        public void close() {}
    }
}
