package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.circuitexplorer.app.workspace.ExampleChoice;
import org.circuitexplorer.app.workspace.NodeDetail;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.ValueRange;
import org.circuitexplorer.engine.stats.BinCounts;
import org.circuitexplorer.engine.stats.Example;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.viewer.chart.HistogramData;
import org.circuitexplorer.viewer.draw.Numerals;
import org.circuitexplorer.viewer.token.HeatToken;

/// How a node behaves over the corpus and on the prompts of a task, ready to be shown.
///
/// @param histogram its values
/// @param examples pieces of the corpus around the tokens in question
/// @param range values the examples are taken from, when they are those of a bar
public record Activity(HistogramData histogram, List<Group> examples, Optional<ValueRange> range) {
    private static final int BEFORE = 9;
    private static final int AFTER = 5;

    public Activity {
        examples = List.copyOf(examples);
    }

    /// Examples with one heading.
    ///
    /// @param caption which values these are, empty where it needs no word
    public record Group(String caption, List<Piece> examples) {
        public Group {
            examples = List.copyOf(examples);
        }
    }

    /// A piece of text.
    ///
    /// @param focus the token that it is about
    public record Piece(List<HeatToken> tokens, int focus) {
        public Piece {
            tokens = List.copyOf(tokens);
        }
    }

    /// @param value the node's value at the token that is shown
    static Activity of(NodeDetail.Activity activity, TaskEntry entry, OptionalDouble value) {
        return new Activity(
                histogram(activity, entry, value),
                groups(activity, entry),
                activity.examples().choice().range());
    }

    private static List<Group> groups(NodeDetail.Activity activity, TaskEntry entry) {
        NodeDetail.Examples examples = activity.examples();
        return switch (examples.choice()) {
            case ExampleChoice.Extremes() ->
                List.of(
                        group("", examples.top(), entry),
                        group(
                                "",
                                examples.bottom().stream()
                                        .filter(e -> e.value() < 0)
                                        .toList(),
                                entry));
            case ExampleChoice.Share(double fraction) ->
                List.of(
                        group(caption(activity, fraction, true), examples.top(), entry),
                        group(caption(activity, fraction, false), examples.bottom(), entry));
            case ExampleChoice.Within within -> List.of(group("", examples.top(), entry));
        };
    }

    private static Group group(String caption, List<Example> examples, TaskEntry entry) {
        return new Group(caption, examples.stream().map(e -> around(e, entry)).toList());
    }

    private static String caption(NodeDetail.Activity activity, double fraction, boolean top) {
        String share = Texts.percent(fraction);
        String bound = Numerals.value(ExampleChoice.bound(activity.corpus(), fraction, top));
        return top ? text("inspector.examples.top", share, bound) : text("inspector.examples.bottom", share, bound);
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
    private static Piece around(Example example, TaskEntry entry) {
        return around(example.tokens(), example.activations(), example.focus(), entry);
    }

    static Piece around(int[] tokens, float[] activations, int focus, TaskEntry entry) {
        int from = Math.max(0, focus - BEFORE);
        int to = Math.min(tokens.length, focus + AFTER);
        return new Piece(
                IntStream.range(from, to)
                        .mapToObj(t -> new HeatToken(entry.model().rawText(tokens[t]), activations[t]))
                        .toList(),
                focus - from);
    }
}
