package org.circuitexplorer.engine.dense;

import org.circuitexplorer.engine.model.ModelConfig;
import org.jspecify.annotations.Nullable;

/// The working memory of the shape that was used last.
final class DenseMemory {
    private final ModelConfig config;
    private @Nullable DenseWork work;

    DenseMemory(ModelConfig config) {
        this.config = config;
    }

    DenseWork work(DenseShape shape) {
        if (work != null && work.shape.equals(shape)) return work;
        close();
        DenseWork made = new DenseWork(config, shape);
        work = made;
        return made;
    }

    void close() {
        if (work != null) work.close();
        work = null;
    }
}
