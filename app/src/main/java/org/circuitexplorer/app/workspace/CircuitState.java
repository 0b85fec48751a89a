package org.circuitexplorer.app.workspace;

import java.util.OptionalDouble;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.model.SparseTransformer;

/// What the circuit does now, with the ablations of the moment, on the prompts that are shown.
///
/// @param ablations what was ablated
/// @param weights the model with the ablated edges gone
/// @param prompts which prompts ran
/// @param model the whole model on these prompts
/// @param circuit the circuit without ablations
/// @param now the circuit with ablations; without a circuit, the whole model with them
/// @param losses task losses on the test pairs
/// @param accuracy share of the test prompts whose wanted answer is ahead now
public record CircuitState(
        Ablations ablations,
        SparseTransformer weights,
        Prompts prompts,
        PromptRun model,
        PromptRun circuit,
        PromptRun now,
        Losses losses,
        double accuracy) {
    /// Task losses in nats.
    ///
    /// @param model of the whole model
    /// @param circuit of the circuit, empty when there is none
    /// @param now of the circuit with ablations
    /// @param without of the model without the circuit
    public record Losses(double model, OptionalDouble circuit, double now, OptionalDouble without) {}
}
