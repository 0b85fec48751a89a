package org.circuitexplorer.engine.validate;

/// Whether the circuit holds all that matters: when random halves of it are frozen at their means, in the circuit and
/// in the whole model, do both still say the same (Wang et al. 2022, arXiv 2211.00593, section 4; here by
/// divergence)?
///
/// @param draws how many random halves were frozen
/// @param divergence `KL(model || circuit)` over the next token after the same knock-out in both, nats, mean over draws
/// @param disagreement share of prompts at which the two then give different answers
/// @param worst largest divergence of one draw, nats
public record Completeness(int draws, Estimate divergence, Estimate disagreement, double worst) {}
