package org.circuitexplorer.engine.validate;

/// Task loss of the circuit under one kind of ablation of everything outside it.
///
/// @param loss nats
public record AblationLoss(AblationKind kind, Estimate loss) {}
