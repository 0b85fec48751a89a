package org.circuitexplorer.engine.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.AnswerRunner;
import org.circuitexplorer.engine.run.CpuDevice;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.GradientRunner;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.tensor.Panel;
import org.jspecify.annotations.Nullable;

/// Task loss of a model over a fixed list of prompt pairs, under interventions or a node mask, and its gradient. Not
/// thread-safe.
public final class TaskEvaluator implements AutoCloseable {
    private final int prompts;
    private final int[] wantedRow;
    private final int[] otherRow;
    private final ModelOnDevice model;
    private final NodeIndex index;
    private final TokenBatch batch;
    private final int[] vocabulary;
    private final AnswerRunner answers;
    private @Nullable GradientRunner gradientPass;
    private @Nullable ForwardRunner forward;

    /// Computes on the processor.
    ///
    /// @throws IllegalArgumentException when there are no pairs, a token is not in the vocabulary or a prompt is
    ///     too long
    public TaskEvaluator(SparseTransformer model, List<PromptPair> pairs, Workers workers) {
        this(CpuDevice.open(model, workers), pairs);
    }

    /// @param model where it computes
    /// @throws IllegalArgumentException when there are no pairs, a token is not in the vocabulary or a prompt is
    ///     too long
    public TaskEvaluator(ModelOnDevice model, List<PromptPair> pairs) {
        this.model = model;
        this.index = new NodeIndex(model.model().config());
        this.prompts = 2 * pairs.size();
        List<int[]> sequences = new ArrayList<>();
        int[] wanted = new int[prompts];
        int[] other = new int[prompts];
        for (int p = 0; p < pairs.size(); p++) {
            PromptPair pair = pairs.get(p);
            sequences.add(pair.positive());
            sequences.add(pair.negative());
            wanted[2 * p] = other[2 * p + 1] = pair.positiveAnswer();
            other[2 * p] = wanted[2 * p + 1] = pair.negativeAnswer();
        }
        this.batch = TokenBatch.of(sequences);
        this.vocabulary = Arrays.stream(wanted).sorted().distinct().toArray();
        this.wantedRow = Arrays.stream(wanted)
                .map(t -> Arrays.binarySearch(vocabulary, t))
                .toArray();
        this.otherRow = Arrays.stream(other)
                .map(t -> Arrays.binarySearch(vocabulary, t))
                .toArray();
        this.answers = model.answers(batch, vocabulary);
    }

    /// Number of prompts, two per pair.
    public int prompts() {
        return prompts;
    }

    public TaskResult evaluate(Interventions interventions) {
        return TaskResult.of(differences(answers.logits(interventions)));
    }

    /// Every prompt with changes of its own.
    ///
    /// @param ofPrompt by number of the prompt, two for each pair, first the positive one
    public TaskResult evaluateEach(IntFunction<Interventions> ofPrompt) {
        if (forward == null) forward = model.forward();
        Panel logits = forward.runEach(batch, ofPrompt, Set.of(), LogitsAt.LAST).requireLogits();
        float[] differences = new float[prompts];
        for (int i = 0; i < prompts; i++) {
            differences[i] = logits.get(vocabulary[wantedRow[i]], i) - logits.get(vocabulary[otherRow[i]], i);
        }
        return TaskResult.of(differences);
    }

    /// @param mask a value for each node of [NodeIndex]: `x' = x * mask + mean * (1 - mask)`
    /// @param means a mean for each node
    public TaskResult evaluate(float[] mask, float[] means) {
        return evaluate(Interventions.ofMask(index, mask, means));
    }

    /// Like [#evaluate(float[], float[])], with the derivative of the loss by every mask value.
    ///
    /// @param gradient `[NodeIndex.size()]`, overwritten
    public TaskResult gradient(float[] mask, float[] means, float[] gradient) {
        if (gradientPass == null) gradientPass = model.gradient(batch, vocabulary);
        TaskResult result = TaskResult.of(differences(gradientPass.forward(mask, means)));
        Panel logitGradient = new Panel(vocabulary.length, prompts);
        for (int i = 0; i < prompts; i++) {
            // d softplus(-d) / dd = -sigmoid(-d), shared by the mean over prompts.
            float slope = (float) (-1 / (1 + Math.exp(result.logitDifferences()[i])) / prompts);
            logitGradient.set(wantedRow[i], i, slope);
            logitGradient.set(otherRow[i], i, -slope);
        }
        gradientPass.backward(logitGradient, mask, means, gradient);
        return result;
    }

    /// Gives back what its passes hold on their device.
    @Override
    public void close() {
        answers.close();
        if (gradientPass != null) gradientPass.close();
        if (forward != null) forward.close();
    }

    private float[] differences(Panel logits) {
        float[] differences = new float[prompts];
        for (int i = 0; i < prompts; i++) {
            differences[i] = logits.get(wantedRow[i], i) - logits.get(otherRow[i], i);
        }
        return differences;
    }
}
