package org.circuitexplorer.engine.reproduce;

/// By how much stored numbers differ from those computed again.
///
/// @param quantity what was compared
/// @param location where: the name of a site, of a block, or of two sites; empty for the model as a whole
/// @param values how many numbers were compared
/// @param largest largest absolute difference
/// @param scale largest absolute value that is stored
/// @param apart how many numbers differ by more than [#NOTICEABLE]
public record Deviation(Quantity quantity, String location, long values, double largest, double scale, long apart) {
    /// What rounding alone rarely makes of a number: a larger difference means that AbsTopK, between two nearly equal
    /// values, kept another one than the program that wrote the file.
    public static final double NOTICEABLE = 1e-4;

    /// What a published file stores. Losses are means over prompts, in nats.
    public enum Quantity {
        ACTIVATIONS("task_samples", "activations of the circuit on the task's prompts"),
        ACTIVATIONS_AFTER_END("task_samples, padding", "the same after the ends of prompts"),
        SAMPLES("samples", "activations of the whole model on stretches of text"),
        MODEL_LOSS("loss", "task loss of the whole model"),
        CIRCUIT_LOSS("interv_loss", "task loss of the circuit"),
        NODE_LOSS("ch_interv_losses", "task loss of the circuit without one node"),
        BLOCK_LOSS("layer_interv_losses", "task loss of the circuit without a block"),
        WEIGHTS("pair_data_connections", "weights between nodes"),
        STRENGTH_BY_ACTIVATION("pair_data", "size of a weight times mean size of its source's activation"),
        STRENGTH_BY_ABLATION("pair_data", "loss of a pair without one edge, less the circuit's");

        private final String field;
        private final String meaning;

        Quantity(String field, String meaning) {
            this.field = field;
            this.meaning = meaning;
        }

        /// The field of the file.
        public String field() {
            return field;
        }

        /// What it is, in words.
        public String meaning() {
            return meaning;
        }
    }
}
