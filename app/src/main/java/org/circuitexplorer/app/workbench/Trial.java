package org.circuitexplorer.app.workbench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.circuitexplorer.app.workspace.PromptRun;
import org.circuitexplorer.engine.task.PromptPair;

/// Two prompts that were tried, what was expected of them and what came.
///
/// @param task the task whose circuit was tried
/// @param change how the prompts were made from those of the task
/// @param pair the prompts and their answers
/// @param first what was expected after the first prompt, of the circuit as it was ablated
/// @param second what was expected after the second prompt
/// @param note why
/// @param ablated what was ablated, in words
/// @param model what the whole model made of them
/// @param circuit what the circuit made of them without ablations; as the model where there is none
/// @param now what the circuit made of them as it was ablated
public record Trial(
        String task,
        String change,
        PromptPair pair,
        Expectation first,
        Expectation second,
        String note,
        String ablated,
        Shares model,
        Shares circuit,
        Shares now) {
    private static final String HEADING = "trial,task,change,first_prompt,second_prompt,first_answer,second_answer,"
            + "first_expected,second_expected,note,ablated,model_first,model_second,circuit_first,circuit_second,"
            + "now_first,now_second\n";

    /// How much of the probability of both answers the wanted one has, after either prompt.
    public record Shares(double first, double second) {
        static Shares of(PromptRun run, PromptPair pair) {
            return new Shares(
                    run.probabilityOfTwo(0, pair.positiveAnswer(), pair.negativeAnswer()),
                    run.probabilityOfTwo(1, pair.negativeAnswer(), pair.positiveAnswer()));
        }

        boolean chooseAlike(Shares other) {
            return (first > 0.5) == (other.first > 0.5) && (second > 0.5) == (other.second > 0.5);
        }
    }

    /// Whether the circuit, unablated, chooses as the model does.
    boolean isFaithful() {
        return model.chooseAlike(circuit);
    }

    /// How many of the two prompts something was expected of.
    int guesses() {
        return (first == Expectation.NONE ? 0 : 1) + (second == Expectation.NONE ? 0 : 1);
    }

    /// How many of the guesses were right.
    int met() {
        return (first.isMetBy(now.first) ? 1 : 0) + (second.isMetBy(now.second) ? 1 : 0);
    }

    /// Trials as a table, one line each.
    static String csv(List<Trial> trials) {
        StringBuilder csv = new StringBuilder(HEADING);
        for (int i = 0; i < trials.size(); i++) {
            csv.append(i + 1).append(',').append(trials.get(i).line()).append('\n');
        }
        return csv.toString();
    }

    private String line() {
        Stream<String> words = Stream.of(
                        task,
                        change,
                        pair.positiveText(),
                        pair.negativeText(),
                        Integer.toString(pair.positiveAnswer()),
                        Integer.toString(pair.negativeAnswer()),
                        first.id(),
                        second.id(),
                        note,
                        ablated)
                .map(word -> "\"" + word.replace("\"", "\"\"") + "\"");
        Stream<String> numbers = Stream.of(
                        model.first, model.second, circuit.first, circuit.second, now.first, now.second)
                .map(share -> String.format(Locale.ROOT, "%.6f", share));
        return Stream.concat(words, numbers).collect(Collectors.joining(","));
    }
}
