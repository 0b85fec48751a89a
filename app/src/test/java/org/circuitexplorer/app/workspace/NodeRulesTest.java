package org.circuitexplorer.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.circuitexplorer.app.topbar.NodeSearch;
import org.circuitexplorer.engine.circuit.NodeRule;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SiteKind.Role;
import org.circuitexplorer.engine.stats.NodeHistogram;
import org.circuitexplorer.engine.token.RuleScore;
import org.junit.jupiter.api.Test;

/// Rules of nodes, counted over the sample's corpus.
final class NodeRulesTest extends StudyOfTheSample {
    private final NodeRules rules = study.rules();

    @Test
    void aRuleIsCountedFoundAndUndone() {
        NodeId neuron = node(Role.NEURON);
        rules.say(neuron, "/\\([\"']/");
        RuleScore score = rule(neuron).flatMap(NodeRule::score).orElseThrow();
        NodeHistogram histogram = histogram(neuron);
        assertThat(score.tokens()).isEqualTo((int) histogram.total());
        assertThat(score.above()).isZero();
        assertThat(score.fires()).isEqualTo((int) (histogram.total() - histogram.zeros()));
        assertThat(score.holds()).isBetween(1, score.tokens() / 2);
        assertThat(rules.toldProperty().get()).isEmpty();
        assertThat(new NodeSearch(study).find("/\\([\"']/"))
                .extracting(NodeSearch.Hit::node)
                .containsExactly(neuron);

        study.history().undo();
        assertThat(rule(neuron)).isEmpty();
        study.history().redo();
        assertThat(rule(neuron).flatMap(NodeRule::score)).contains(score);
        study.history().undo();
        assertThat(rule(neuron)).isEmpty();
        assertThat(FAILURES).isEmpty();
    }

    @Test
    void aBarThatIsChosenSaysWhereANodeFires() {
        NodeId neuron = node(Role.NEURON);
        NodeHistogram histogram = histogram(neuron);
        int bin = histogram.bins() - 1;
        study.select(neuron);
        study.examplesProperty()
                .set(new ExampleChoice.Within(new ValueRange(histogram.edge(bin), histogram.edge(bin + 1))));
        rules.say(neuron, "print");
        RuleScore score = rule(neuron).flatMap(NodeRule::score).orElseThrow();
        assertThat(score.above()).isEqualTo(Math.min(Math.abs(histogram.edge(bin)), Math.abs(histogram.edge(bin + 1))));
        assertThat(score.fires()).isLessThan((int) (histogram.total() - histogram.zeros()));
    }

    @Test
    void whatIsNoRuleIsSaidAndNothingChanges() {
        NodeId neuron = node(Role.NEURON);
        rules.say(neuron, "/(/");
        assertThat(rules.toldProperty().get().orElseThrow().sentence()).startsWith("expected a regular expression");
        rules.say(neuron, "/(.+)+\\1\\1\\1!!/");
        assertThat(rules.toldProperty().get().orElseThrow().sentence()).contains("too much work");
        assertThat(rule(neuron).flatMap(NodeRule::score)).isEmpty();
        rules.say(neuron, " ");
        assertThat(rule(neuron)).isEmpty();
        assertThat(rules.toldProperty().get()).isEmpty();
        assertThat(FAILURES).isEmpty();
    }

    private NodeId node(Role role) {
        return study.circuit().orElseThrow().circuit().nodeSet().stream()
                .filter(n -> n.site().kind().role() == role)
                .findFirst()
                .orElseThrow();
    }

    private NodeHistogram histogram(NodeId node) {
        OpenModel model = study.entry().orElseThrow().model();
        return study.statisticsProperty()
                .get()
                .orElseThrow()
                .histogram(model.nodes().indexOf(node));
    }

    private Optional<NodeRule> rule(NodeId node) {
        return study.circuit().orElseThrow().circuit().info(node).rule();
    }
}
