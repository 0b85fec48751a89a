package org.circuitexplorer.engine.circuit;

/// What is done to a node of the circuit instead of letting it be active.
public sealed interface Ablation {
    /// The node is frozen to its mean over the corpus.
    record Mean() implements Ablation {}

    /// The node is moved part of the way from its own value to its mean.
    ///
    /// @param dose 0 leaves the node as it is, 1 is the mean itself
    record Towards(float dose) implements Ablation {
        public Towards {
            if (!(dose >= 0 && dose <= 1)) throw new IllegalArgumentException("expected a dose 0 to 1, found " + dose);
        }
    }

    /// The node is 0.
    record Zero() implements Ablation {}

    /// The node has this value at every token.
    record Value(float value) implements Ablation {
        public Value {
            if (!Float.isFinite(value)) throw new IllegalArgumentException("expected a finite value, found " + value);
        }
    }

    /// The node's own value times this factor.
    record Scale(float factor) implements Ablation {
        public Scale {
            if (!Float.isFinite(factor))
                throw new IllegalArgumentException("expected a finite factor, found " + factor);
        }
    }

    /// The node's own value and this much more, at every token: steering.
    record Add(float amount) implements Ablation {
        public Add {
            if (!Float.isFinite(amount))
                throw new IllegalArgumentException("expected a finite amount, found " + amount);
        }
    }

    /// The node is what it is in the whole model at the other prompt of the pair, the prompts' ends laid over each
    /// other. A prompt without another one keeps the node as it is.
    record OtherPrompt() implements Ablation {}

    /// The node is what it is in the whole model at a sequence of the corpus, which the seed draws for each prompt; the
    /// beginnings laid over each other.
    record CorpusSample(long seed) implements Ablation {}

    /// Whether it takes values from another prompt, so that it does something else at each.
    default boolean isResampling() {
        return this instanceof OtherPrompt || this instanceof CorpusSample;
    }

    /// A few words for a list.
    default String label() {
        return switch (this) {
            case Mean() -> "mean";
            case Towards(float dose) -> "mean %.0f %%".formatted(100 * dose);
            case Zero() -> "zero";
            case Value(float value) -> "value %.3g".formatted(value);
            case Scale(float factor) -> "× %.3g".formatted(factor);
            case Add(float amount) -> "%+.3g".formatted(amount);
            case OtherPrompt() -> "other prompt";
            case CorpusSample(long seed) -> "corpus, seed " + seed;
        };
    }
}
