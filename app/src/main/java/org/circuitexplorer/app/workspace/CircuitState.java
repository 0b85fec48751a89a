package org.circuitexplorer.app.workspace;

import java.util.OptionalDouble;
import org.circuitexplorer.engine.circuit.Ablations;

/// What the circuit does now, with the ablations of the moment, on the prompts that are shown.
///
/// @param ablations what was ablated
/// @param prompts which prompts ran
/// @param model the whole model on these prompts
/// @param circuit the circuit without ablations
/// @param now the circuit with ablations; without a circuit, the whole model with them
/// @param losses task losses on the test pairs
public record CircuitState(
        Ablations ablations, Prompts prompts, PromptRun model, PromptRun circuit, PromptRun now, Losses losses) {
    /// Task losses in nats.
    ///
    /// @param model of the whole model
    /// @param circuit of the circuit, empty when there is none
    /// @param now of the circuit with ablations
    /// @param without of the model without the circuit
    public record Losses(double model, OptionalDouble circuit, double now, OptionalDouble without) {}
}
