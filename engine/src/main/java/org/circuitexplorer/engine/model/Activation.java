package org.circuitexplorer.engine.model;

/// An elementwise function: `GELU` is the exact one, `x/2 (1 + erf(x / sqrt 2))`.
public enum Activation {
    IDENTITY,
    RELU,
    GELU
}
