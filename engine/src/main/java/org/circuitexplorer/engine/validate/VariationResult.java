package org.circuitexplorer.engine.validate;

/// What circuit and model make of varied prompts.
///
/// @param kind how the prompts were made
/// @param pairs how many pairs
/// @param disagreement share of prompts at which circuit and model choose different answers
/// @param divergence `KL(model || circuit)` over the next token, nats
/// @param modelKept share of prompts at which the model chooses what the unchanged prompt wants
/// @param circuitKept the same of the circuit
/// @param example a prompt at which the two differ, as text; empty when there is none or no tokenizer
public record VariationResult(
        Variation.Kind kind,
        int pairs,
        Estimate disagreement,
        Estimate divergence,
        double modelKept,
        double circuitKept,
        String example) {}
