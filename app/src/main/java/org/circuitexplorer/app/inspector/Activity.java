package org.circuitexplorer.app.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.circuitexplorer.app.workspace.NodeDetail;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.ValueRange;
import org.circuitexplorer.engine.stats.BinCounts;
import org.circuitexplorer.engine.stats.Example;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.viewer.chart.HistogramData;
import org.circuitexplorer.viewer.token.HeatToken;

/// How a node behaves over the corpus and on the prompts of a task, ready to be shown.
///
/// @param histogram its values
/// @param examples pieces of the corpus around the tokens in question
/// @param range values the examples are taken from, empty for the largest and smallest
public record Activity(HistogramData histogram, List<List<HeatToken>> examples, Optional<ValueRange> range) {
    private static final int BEFORE = 9;
    private static final int AFTER = 5;

    public Activity {
        examples = List.copyOf(examples);
    }

    /// @param value the node's value at the token that is shown
    static Activity of(NodeDetail.Activity activity, TaskEntry entry, OptionalDouble value) {
        return new Activity(
                histogram(activity, entry, value),
                chosen(activity).stream().map(e -> around(e, entry)).toList(),
                activity.within().map(NodeDetail.RangeExamples::range));
    }

    private static List<Example> chosen(NodeDetail.Activity activity) {
        if (activity.within().isPresent()) return activity.within().get().examples();
        List<Example> extremes = new ArrayList<>(activity.top());
        activity.bottom().stream().filter(e -> e.value() < 0).forEach(extremes::add);
        return extremes;
    }

    private static HistogramData histogram(NodeDetail.Activity activity, TaskEntry entry, OptionalDouble value) {
        PromptPair pair = entry.task().test().getFirst();
        return new HistogramData(
                activity.corpus().firstEdge(),
                activity.corpus().width(),
                activity.corpus().counts(),
                activity.corpus().zeros(),
                activity.corpus().mean(),
                List.of(
                        group(entry, pair.positiveAnswer(), activity.classes().positive()),
                        group(entry, pair.negativeAnswer(), activity.classes().negative())),
                value);
    }

    private static HistogramData.Group group(TaskEntry entry, int answer, BinCounts counts) {
        return new HistogramData.Group(entry.model().tokenText(answer), counts.counts(), counts.zeros());
    }

    /// The tokens around the one an example is about.
    private static List<HeatToken> around(Example example, TaskEntry entry) {
        return around(example.tokens(), example.activations(), example.focus(), entry);
    }

    static List<HeatToken> around(int[] tokens, float[] activations, int focus, TaskEntry entry) {
        int from = Math.max(0, focus - BEFORE);
        int to = Math.min(tokens.length, focus + AFTER);
        return IntStream.range(from, to)
                .mapToObj(t -> new HeatToken(entry.model().rawText(tokens[t]), activations[t]))
                .toList();
    }
}
