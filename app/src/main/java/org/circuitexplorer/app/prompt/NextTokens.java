package org.circuitexplorer.app.prompt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.circuitexplorer.app.workspace.CircuitState;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.Prompts;
import org.circuitexplorer.viewer.chart.ProbabilityBars;

/// What may come after a prompt: for the model, the circuit without ablations and the circuit now.
///
/// @param answers how the two answers of a pair share the probability, as the task loss counts it; none for a typed
///     prompt
/// @param all probabilities over the whole vocabulary: the answers first, then the most probable other tokens
record NextTokens(List<ProbabilityBars.Row> answers, List<ProbabilityBars.Row> all) {
    private static final int ROWS = 4;

    NextTokens {
        answers = List.copyOf(answers);
        all = List.copyOf(all);
    }

    static NextTokens of(OpenModel model, CircuitState state, int sequence) {
        double[] whole = state.model().probabilities(sequence);
        boolean hasCircuit = state.losses().circuit().isPresent();
        double[] circuit = state.circuit().probabilities(sequence);
        double[] now = state.now().probabilities(sequence);
        List<Integer> answers = state.prompts() instanceof Prompts.Answered pair
                ? List.of(pair.wanted(sequence), pair.other(sequence))
                : List.of();
        List<Integer> tokens = new ArrayList<>(answers);
        IntStream.range(0, whole.length)
                .boxed()
                .filter(t -> !answers.contains(t))
                .sorted(Comparator.comparingDouble(t -> -Math.max(whole[t], now[t])))
                .limit(ROWS - answers.size())
                .forEach(tokens::add);
        List<ProbabilityBars.Row> rows = tokens.stream()
                .map(t -> new ProbabilityBars.Row(
                        model.tokenText(t),
                        whole[t],
                        hasCircuit ? circuit[t] : Double.NaN,
                        now[t],
                        sign(answers, t, sequence)))
                .toList();
        return new NextTokens(share(model, state, sequence), rows);
    }

    /// The first prompt's answer has the colour of positive values, the second's that of negative ones.
    private static int sign(List<Integer> answers, int token, int sequence) {
        int at = answers.indexOf(token);
        if (at < 0) return 0;
        return (at == 0) == (sequence == 0) ? 1 : -1;
    }

    private static List<ProbabilityBars.Row> share(OpenModel model, CircuitState state, int sequence) {
        if (!(state.prompts() instanceof Prompts.Answered pair)) return List.of();
        int wanted = pair.wanted(sequence);
        int other = pair.other(sequence);
        double whole = state.model().probabilityOfTwo(sequence, wanted, other);
        double circuit = state.losses().circuit().isPresent()
                ? state.circuit().probabilityOfTwo(sequence, wanted, other)
                : Double.NaN;
        double now = state.now().probabilityOfTwo(sequence, wanted, other);
        int sign = sequence == 0 ? 1 : -1;
        return List.of(
                new ProbabilityBars.Row(model.tokenText(wanted), whole, circuit, now, sign),
                new ProbabilityBars.Row(model.tokenText(other), 1 - whole, 1 - circuit, 1 - now, -sign));
    }
}
