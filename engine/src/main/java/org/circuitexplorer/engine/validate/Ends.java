package org.circuitexplorer.engine.validate;

import java.util.List;

/// The two ends of a circuit, tokens that come in and answers that go out, counted as nodes, which they are nowhere
/// else. A token is needed when its embedding cannot be frozen at the mean embedding; what the bigram table says of a
/// token stays.
///
/// @param pairs unseen pairs that were used
/// @param needed tokens of their prompts that the circuit needs; none of them can be frozen beside the others
/// @param seen how many different tokens the prompts have
/// @param answers the answers that are wanted after them
/// @param embeddings embedding weights from needed tokens to channels that the circuit reads
/// @param unembeddings unembedding weights from channels that the circuit writes to the answers
/// @param before loss of the circuit, nats
/// @param loss the same with all other tokens frozen
public record Ends(
        int pairs,
        List<Token> needed,
        int seen,
        List<Token> answers,
        int embeddings,
        int unembeddings,
        Estimate before,
        Estimate loss) {
    /// @param text what it stands for, or its number where the model has no tokenizer
    public record Token(int id, String text) {}

    public Ends {
        needed = List.copyOf(needed);
        answers = List.copyOf(answers);
    }

    /// Needed tokens and answers.
    public int nodes() {
        return needed.size() + answers.size();
    }

    /// Embedding and unembedding weights.
    public int edges() {
        return embeddings + unembeddings;
    }
}
