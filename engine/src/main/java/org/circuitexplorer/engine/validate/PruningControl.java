package org.circuitexplorer.engine.validate;

/// What a short pruning reaches where there is something to find, and where there is not.
///
/// @param kind what was pruned
/// @param nodes nodes of what was found, at most as many as the circuit has
/// @param loss its loss on unseen pairs, nats
public record PruningControl(Kind kind, int nodes, double loss) {
    /// What is pruned.
    public enum Kind {
        TASK("the task itself, for comparison"),
        SHUFFLED_ANSWERS("the same prompts, with the wanted answers of random pairs exchanged"),
        NONSENSE("the same prompts, with two tokens as answers that have nothing to do with them"),
        PERMUTED_WEIGHTS("the task on the same model with every weight moved to a random place of its matrix"),
        RANDOM_WEIGHTS("the task on the same model with random weights at the same places");

        private final String description;

        Kind(String description) {
            this.description = description;
        }

        /// What it is, in words.
        public String description() {
            return description;
        }
    }
}
