package org.circuitexplorer.engine.reproduce;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Answers;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.tensor.Panel;

/// Published files hold prompts without the answers they want. Either the prompts are found among the model's own
/// tasks, or the one pair of tokens is looked for with which both stored losses come out, of the model and of the
/// circuit.
final class AnswerSearch {
    private static final double TOLERANCE = 1e-4;

    private final SparseTransformer model;
    private final Workers workers;
    private final StoredPrompts prompts;

    AnswerSearch(SparseTransformer model, Workers workers, StoredPrompts prompts) {
        this.model = model;
        this.workers = workers;
        this.prompts = prompts;
    }

    /// The answers of prompts that all are prompts of one task.
    Optional<List<int[]>> among(List<Task> tasks) {
        return tasks.stream().flatMap(task -> ofTask(task).stream()).findFirst();
    }

    private Optional<List<int[]>> ofTask(Task task) {
        Map<List<Integer>, int[]> wanted = new HashMap<>();
        for (List<PromptPair> part : List.of(task.train(), task.test())) {
            for (PromptPair pair : part) {
                wanted.put(key(pair.positive()), new int[] {pair.positiveAnswer(), pair.negativeAnswer()});
                wanted.put(key(pair.negative()), new int[] {pair.negativeAnswer(), pair.positiveAnswer()});
            }
        }
        List<int[]> answers = new ArrayList<>();
        for (int p = 0; p < prompts.pairCount(); p++) {
            int[] first = wanted.get(key(prompts.prompts().get(p)));
            int[] second = wanted.get(key(prompts.prompts().get(p + prompts.pairCount())));
            if (first == null || second == null || first[0] != second[1] || first[1] != second[0]) {
                return Optional.empty();
            }
            answers.add(first);
        }
        return Optional.of(answers);
    }

    /// The answers of a task whose pairs all want the same two tokens.
    Optional<List<int[]>> common(Task task) {
        List<PromptPair> pairs =
                Stream.concat(task.train().stream(), task.test().stream()).toList();
        if (pairs.isEmpty()) return Optional.empty();
        int first = pairs.getFirst().positiveAnswer();
        int second = pairs.getFirst().negativeAnswer();
        boolean same = pairs.stream().allMatch(p -> p.positiveAnswer() == first && p.negativeAnswer() == second);
        return same ? Optional.of(everywhere(first, second)) : Optional.empty();
    }

    private static List<Integer> key(int... tokens) {
        return IntStream.of(tokens).boxed().toList();
    }

    /// What the losses must be, and what freezes all but the circuit.
    record Stored(double modelLoss, double circuitLoss, Interventions outsideCircuit) {}

    private record Candidate(int first, int second, double error) {}

    /// The two tokens that every pair wants, empty when none or several reproduce both losses.
    Optional<List<int[]>> byLoss(Stored stored, CancelToken cancel) {
        int vocabulary = model.config().vocabularySize();
        int[] all = IntStream.range(0, vocabulary).toArray();
        Answers answers = new Answers(model, workers, TokenBatch.of(prompts.prompts()), all);
        Panel whole = answers.logits(Interventions.NONE);
        Panel circuit = answers.logits(stored.outsideCircuit);
        List<Candidate> found = Collections.synchronizedList(new ArrayList<>());
        workers.forEach(vocabulary, (worker, first) -> {
            cancel.throwIfCancelled();
            for (int second = 0; second < vocabulary; second++) {
                double error = Math.abs(loss(whole, first, second, stored.modelLoss) - stored.modelLoss);
                if (error > TOLERANCE) continue;
                error += Math.abs(loss(circuit, first, second, stored.circuitLoss) - stored.circuitLoss);
                if (error <= 2 * TOLERANCE) found.add(new Candidate(first, second, error));
            }
        });
        List<Candidate> best = found.stream()
                .sorted(Comparator.comparingDouble(Candidate::error))
                .toList();
        boolean clear = best.size() == 1 || (best.size() > 1 && best.get(0).error * 10 < best.get(1).error);
        return clear ? Optional.of(everywhere(best.getFirst().first, best.getFirst().second)) : Optional.empty();
    }

    /// The same two tokens for every pair.
    List<int[]> everywhere(int first, int second) {
        return Collections.nCopies(prompts.pairCount(), new int[] {first, second});
    }

    /// Mean task loss, or something larger than `enough` as soon as it must be larger by more than the tolerance.
    private double loss(Panel logits, int first, int second, double enough) {
        int n = 2 * prompts.pairCount();
        double most = n * (enough + 2 * TOLERANCE);
        double sum = 0;
        for (int i = 0; i < n && sum <= most; i++) {
            double difference = (double) logits.get(first, i) - logits.get(second, i);
            double wrong = i < n / 2 ? -difference : difference;
            sum += Math.max(wrong, 0) + Math.log1p(Math.exp(-Math.abs(wrong)));
        }
        return sum / n;
    }
}
