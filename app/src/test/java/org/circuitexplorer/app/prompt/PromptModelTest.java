package org.circuitexplorer.app.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.StudyOfTheSample;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.model.NodeId;
import org.junit.jupiter.api.Test;

final class PromptModelTest extends StudyOfTheSample {
    /// Before the corpus is known, what an ablation leaves of a node is coloured beside what there was.
    @Test
    void whatAnAblationLeavesIsPale() {
        TaskEntry shown = study.entry().orElseThrow();
        TaskEntry own = new TaskEntry(shown.model(), shown.task());
        own.add(shown.circuit().orElseThrow());
        Study unscanned = Study.withoutWindow();
        PromptModel model = new PromptModel(unscanned);
        unscanned.show(own);
        NodeId node = own.circuit().orElseThrow().circuit().nodeSet().stream()
                .filter(n -> n.name().equals("0.mlp.resid_delta.16"))
                .findFirst()
                .orElseThrow();
        unscanned.select(node);
        double before = largest(model);
        assertThat(model.shownProperty().get().orElseThrow().fullColour()).isEqualTo(before);
        unscanned.switches().toggle(List.of(node));
        assertThat(largest(model)).isLessThan(before / 10);
        assertThat(model.shownProperty().get().orElseThrow().fullColour()).isEqualTo(before);
    }

    private static double largest(PromptModel model) {
        return model.shownProperty().get().orElseThrow().prompts().stream()
                .flatMap(prompt -> prompt.tokens().stream())
                .mapToDouble(token -> Math.abs(token.value()))
                .max()
                .orElseThrow();
    }
}
