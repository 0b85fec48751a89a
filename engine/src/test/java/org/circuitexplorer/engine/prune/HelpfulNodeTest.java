package org.circuitexplorer.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.io.TaskReader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.junit.jupiter.api.Test;

final class HelpfulNodeTest {
    private static final Path SAMPLE =
            Path.of(Objects.requireNonNull(System.getProperty("sample.models")), "tinypython-3L");

    /// Without its most effective node the quote circuit is worth little, and nothing else helps it as much.
    @Test
    void theNodeThatWasTakenOutIsFoundAgain() throws Exception {
        LoadedModel model = ModelLoader.load(SAMPLE, ProgressListener.NONE, new CancelToken());
        NodeIndex index = new NodeIndex(model.transformer().config());
        CircuitDocument document = CircuitFile.read(SAMPLE.resolve("circuits/single_double_quote.circuit.json"));
        List<PromptPair> pairs = TaskReader.read(SAMPLE.resolve("tasks/single_double_quote.json"))
                .train()
                .subList(0, 48);
        Circuit circuit = document.circuit();
        NodeId best = circuit.nodeSet().stream()
                .max((a, b) -> Double.compare(
                        circuit.info(a).effect().orElse(0),
                        circuit.info(b).effect().orElse(0)))
                .orElseThrow();
        float[] mask = circuit.mask(index);
        mask[index.indexOf(best)] = 0f;
        try (Workers workers = Workers.forThisMachine()) {
            TaskEvaluator evaluator = new TaskEvaluator(model.transformer(), pairs, workers);
            HelpfulNode found = HelpfulNode.of(
                            model.transformer(),
                            Circuit.ofMask(index, mask),
                            pairs,
                            document.means(index),
                            workers,
                            new CancelToken())
                    .orElseThrow();
            assertThat(found.node()).isEqualTo(best);
            assertThat(found.before())
                    .isCloseTo(evaluator.evaluate(mask, document.means(index)).loss(), within(1e-5));
            assertThat(found.after())
                    .isCloseTo(
                            evaluator
                                    .evaluate(circuit.mask(index), document.means(index))
                                    .loss(),
                            within(1e-5));
        }
    }
}
