package org.circuitexplorer.engine.circuit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.circuitexplorer.engine.task.PromptPair;

/// The tokens of a task that are worth showing beside its circuit.
///
/// @param inputs those that the circuit needs, where that is known, or else those that only one of the two prompts of a
///     pair contains, most frequent first
/// @param answers tokens wanted after some prompt, most frequent first
public record TaskTokens(List<Integer> inputs, List<Integer> answers) {
    public TaskTokens {
        inputs = List.copyOf(inputs);
        answers = List.copyOf(answers);
    }

    /// Those of a circuit whose ends are known.
    public static TaskTokens of(CircuitEnds ends) {
        return new TaskTokens(ends.tokens(), ends.answers());
    }

    /// Those of a task's pairs.
    public static TaskTokens of(List<PromptPair> pairs) {
        return new TaskTokens(
                byFrequency(pairs.stream()
                        .flatMap(pair -> Stream.concat(
                                only(pair.positive(), pair.negative()), only(pair.negative(), pair.positive())))),
                byFrequency(pairs.stream().flatMap(pair -> Stream.of(pair.positiveAnswer(), pair.negativeAnswer()))));
    }

    private static Stream<Integer> only(int[] in, int[] notIn) {
        return Arrays.stream(in)
                .distinct()
                .filter(t -> Arrays.stream(notIn).noneMatch(u -> u == t))
                .boxed();
    }

    private static List<Integer> byFrequency(Stream<Integer> tokens) {
        Map<Integer, Integer> count = new TreeMap<>();
        tokens.forEach(token -> count.merge(token, 1, Integer::sum));
        return count.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
