package org.circuitexplorer.engine.validate;

/// What the circuit does on the task's pairs: losses in nats.
///
/// @param model of the whole model
/// @param circuit of the circuit alone, everything else frozen at its mean: is it sufficient?
/// @param calibrated of the circuit alone, after a scale and a shift of the logits fitted on the pairs of `train`
/// @param without of the model with only the circuit frozen: is it necessary?
/// @param nothing with every node frozen
/// @param train of the circuit alone on the pairs it may have been found with; NaN bounds never occur, a task without
///     training pairs repeats `circuit`
/// @param faithfulness F, see [SizeCurve]
/// @param divergence `KL(model || circuit)` over the next token, nats
/// @param disagreement share of prompts at which circuit and model choose different answers
public record Faithfulness(
        Estimate model,
        Estimate circuit,
        Estimate calibrated,
        Estimate without,
        Estimate nothing,
        Estimate train,
        Estimate faithfulness,
        Estimate divergence,
        Estimate disagreement) {}
