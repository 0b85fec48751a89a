package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.token.Tokenizer;

/// Runs circuit and model on varied prompts. The model is the measure: a circuit that explains it does as it does,
/// right or wrong.
final class VariedPrompts {
    /// Fewer say too little.
    private static final int FEWEST_PAIRS = 8;

    private final Subject subject;
    private final Optional<Tokenizer> tokenizer;
    private final ValidationSettings settings;

    VariedPrompts(Subject subject, Optional<Tokenizer> tokenizer, ValidationSettings settings) {
        this.subject = subject;
        this.tokenizer = tokenizer;
        this.settings = settings;
    }

    List<VariationResult> run(List<PromptPair> pairs, ProgressListener progress, CancelToken cancel) {
        int most = subject.model().config().blockSize();
        List<VariationResult> results = new ArrayList<>();
        List<Variation> variations = new Variations(tokenizer, most, settings.seed()).of(pairs);
        for (Variation variation : variations) {
            cancel.throwIfCancelled();
            progress.at("varying the prompts", results.size(), variations.size());
            if (variation.pairs().size() >= FEWEST_PAIRS) results.add(result(variation));
        }
        return results;
    }

    private VariationResult result(Variation variation) {
        PairRunner runner = new PairRunner(subject.model(), variation.pairs(), subject.workers());
        Outcome model = runner.run(Interventions.NONE);
        Outcome circuit = runner.run(subject.circuitAlone());
        Bootstrap bootstrap = new Bootstrap(variation.pairs().size(), settings.resamples(), settings.seed());
        double[] disagreement = circuit.disagreement(model);
        return new VariationResult(
                variation.kind(),
                variation.pairs().size(),
                bootstrap.mean(disagreement),
                bootstrap.mean(circuit.divergence(model)),
                model.result().accuracy(),
                circuit.result().accuracy(),
                example(runner, model, circuit));
    }

    /// The first prompt at which the two differ, without the document token.
    private String example(PairRunner runner, Outcome model, Outcome circuit) {
        float[] ofModel = model.result().logitDifferences();
        float[] ofCircuit = circuit.result().logitDifferences();
        for (int i = 0; i < ofModel.length; i++) {
            if (ofModel[i] > 0 == ofCircuit[i] > 0) continue;
            int[] prompt = runner.prompts().get(i);
            return tokenizer
                    .map(t -> t.decode(Arrays.copyOfRange(prompt, 1, prompt.length)))
                    .orElse("");
        }
        return "";
    }
}
