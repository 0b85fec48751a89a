package org.circuitexplorer.engine.circuit;

import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.io.VizData.HistoryPoint;
import org.circuitexplorer.engine.io.VizData.Sample;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;

/// What the public viewer's file says of a circuit, kept with it as it was found there. Losses are means over
/// prompts, in nats.
///
/// @param losses by name: `model`, `circuit`, and the circuit without a block such as `0.attn`
/// @param history the loss during pruning
/// @param settings settings of the pruning as they are written
/// @param prompts token ids of the task's prompts, the first half of one class and the second half of the other
/// @param answers for each pair of prompts the token that each of the two wants; empty when they are not known
/// @param samples stretches of text in which each node has values of certain ranks
public record PublicRecord(
        SortedMap<String, Double> losses,
        List<HistoryPoint> history,
        SortedMap<String, String> settings,
        List<int[]> prompts,
        List<int[]> answers,
        NavigableMap<NodeId, List<Sample>> samples) {
    public PublicRecord {
        losses = Collections.unmodifiableSortedMap(new TreeMap<>(losses));
        history = List.copyOf(history);
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        prompts = List.copyOf(prompts);
        answers = List.copyOf(answers);
        samples = Collections.unmodifiableNavigableMap(new TreeMap<>(samples));
        if (!answers.isEmpty() && 2 * answers.size() != prompts.size()) {
            throw new IllegalArgumentException(
                    "expected answers for each pair of " + prompts.size() + " prompts, found " + answers.size());
        }
    }

    /// The task of these prompts, all of them to learn from and to measure on; empty when their answers are not known.
    ///
    /// @param text a token as it stands in a text
    public Optional<Task> task(String name, IntFunction<String> text) {
        if (answers.isEmpty()) return Optional.empty();
        List<PromptPair> pairs = IntStream.range(0, answers.size())
                .mapToObj(i -> pair(prompts.get(i), prompts.get(i + answers.size()), answers.get(i), text))
                .toList();
        return Optional.of(new Task(name, pairs, pairs));
    }

    private static PromptPair pair(int[] first, int[] second, int[] wanted, IntFunction<String> text) {
        return new PromptPair(joined(first, text), joined(second, text), first, second, wanted[0], wanted[1]);
    }

    private static String joined(int[] tokens, IntFunction<String> text) {
        return IntStream.of(tokens).mapToObj(text).collect(Collectors.joining());
    }
}
