package org.circuitexplorer.app.workspace;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.circuitexplorer.app.job.JobGroup;
import org.circuitexplorer.engine.circuit.NodeInfo;
import org.circuitexplorer.engine.circuit.NodeRule;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.stats.CorpusStatistics;
import org.circuitexplorer.engine.stats.NodeHistogram;
import org.circuitexplorer.engine.stats.RuleScorer;
import org.circuitexplorer.engine.token.RuleScore;
import org.circuitexplorer.engine.token.SlowRuleException;
import org.circuitexplorer.engine.token.TokenRule;

/// Where people say that nodes of the circuit fire, and how far that is true of the model's corpus.
public final class NodeRules {
    /// A node that is never exactly zero fires at the tenth of all tokens where it is furthest from it.
    private static final double LARGEST = 0.1;

    private final Study study;
    private final JobGroup jobs;
    private final ReadOnlyObjectWrapper<Optional<Told>> told = new ReadOnlyObjectWrapper<>(Optional.empty());

    /// What there is to say of a node's rule beyond its score.
    public record Told(NodeId node, String sentence) {}

    private record Count(Optional<RuleScore> score, String problem) {}

    NodeRules(Study study, JobGroup jobs) {
        this.study = study;
        this.jobs = jobs;
    }

    /// What there is to say at the moment, such as what is wrong with what was written.
    public ReadOnlyObjectProperty<Optional<Told>> toldProperty() {
        return told.getReadOnlyProperty();
    }

    /// Takes what was written as the rule of a node of the circuit and counts how far it is true; nothing
    /// written takes the rule away.
    public void say(NodeId node, String written) {
        Optional<NodeRule> before = info(node).flatMap(NodeInfo::rule);
        told.set(Optional.empty());
        if (written.isBlank()) {
            study.notes().change(node, info -> info.withRule(Optional.empty()));
            return;
        }
        try {
            TokenRule rule = TokenRule.parse(written);
            if (before.map(NodeRule::rule).equals(Optional.of(rule))) return;
            study.notes().change(node, info -> info.withRule(Optional.of(new NodeRule(rule, Optional.empty()))));
            count(node);
        } catch (IllegalArgumentException e) {
            tell(node, String.valueOf(e.getMessage()));
        }
    }

    /// Counts how far a node's rule is true.
    public void count(NodeId node) {
        Optional<TokenRule> rule = info(node).flatMap(NodeInfo::rule).map(NodeRule::rule);
        Optional<TaskEntry> entry = study.entry();
        if (rule.isEmpty() || entry.isEmpty()) return;
        OpenModel model = entry.get().model();
        Optional<CorpusStatistics> statistics = study.statisticsProperty().get();
        if (model.corpus().isEmpty() || statistics.isEmpty()) {
            tell(node, model.corpus().isEmpty() ? text("rule.noCorpus") : text("rule.scanning"));
            return;
        }
        double above = threshold(node, statistics.get().histogram(model.nodes().indexOf(node)));
        Corpus corpus = model.corpus().get();
        tell(node, text("rule.counting"));
        jobs.start(
                text("rule.job", node),
                (progress, cancel) -> counted(model, corpus, node, rule.get(), above, progress, cancel),
                count -> take(node, rule.get(), count),
                () -> told.set(told.get().filter(t -> !t.sentence.equals(text("rule.counting")))));
    }

    /// The value whose magnitude a node must exceed to fire: that of the bin which was chosen in the
    /// histogram, else 0 for a node that AbsTopK often sets to zero.
    private double threshold(NodeId node, NodeHistogram histogram) {
        Optional<ValueRange> chosen = study.examplesProperty()
                .get()
                .range()
                .filter(r -> study.selectionProperty().get().equals(Optional.of(node)));
        if (chosen.isPresent()) {
            ValueRange range = chosen.get();
            return range.isZero() ? 0 : Math.min(Math.abs(range.low()), Math.abs(range.high()));
        }
        return histogram.zeros() > 0 ? 0 : histogram.exceededBy(LARGEST);
    }

    private static Count counted(
            OpenModel model,
            Corpus corpus,
            NodeId node,
            TokenRule rule,
            double above,
            ProgressListener progress,
            CancelToken cancel) {
        try {
            RuleScorer scorer = new RuleScorer(model.transformer(), model::rawText, model.workers());
            return new Count(Optional.of(scorer.score(corpus, node, rule, above, progress, cancel)), "");
        } catch (SlowRuleException e) {
            return new Count(Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    /// A rule that is another by now keeps what it has.
    private void take(NodeId node, TokenRule rule, Count count) {
        told.set(Optional.empty());
        if (!count.problem.isEmpty()) tell(node, count.problem);
        boolean same = info(node).flatMap(NodeInfo::rule).map(NodeRule::rule).equals(Optional.of(rule));
        if (same && count.score.isPresent()) {
            study.notes().amend(node, info -> info.withRule(Optional.of(new NodeRule(rule, count.score))));
        }
    }

    private Optional<NodeInfo> info(NodeId node) {
        return study.circuit()
                .map(document -> document.circuit())
                .filter(circuit -> circuit.contains(node))
                .map(circuit -> circuit.info(node));
    }

    private void tell(NodeId node, String sentence) {
        told.set(Optional.of(new Told(node, sentence)));
    }
}
