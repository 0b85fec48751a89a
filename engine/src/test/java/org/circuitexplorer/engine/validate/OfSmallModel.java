package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.List;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.junit.jupiter.api.AfterEach;

/// A small random model with circuits of it, which can be measured in more than one way.
abstract class OfSmallModel {
    static final SparseTransformer MODEL = SmallModel.create(3);
    static final NodeIndex INDEX = new NodeIndex(MODEL.config());
    static final float[] MEANS = SmallModel.means(MODEL, 4);
    static final List<PromptPair> PAIRS = SmallModel.pairs(9, 5);

    final Workers workers = new Workers(2);
    final PairRunner runner = new PairRunner(MODEL, PAIRS, workers);
    final Bootstrap bootstrap = new Bootstrap(PAIRS.size(), 100, 6);

    @AfterEach
    final void close() {
        workers.close();
    }

    /// The circuit of every so many of the model's nodes.
    final Subject subject(int everyNth) {
        List<NodeId> nodes = new ArrayList<>();
        for (int i = 0; i < INDEX.size(); i += everyNth) nodes.add(INDEX.node(i));
        return new Subject(MODEL, INDEX, MEANS, Circuit.of(nodes), workers);
    }
}
