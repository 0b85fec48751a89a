package org.circuitexplorer.engine.circuit;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.circuitexplorer.engine.model.SparseTransformer;

/// The two ends of a circuit, tokens that come in and answers that go out, which count as nodes only where somebody has
/// asked for them. The circuit sees no other token: the embeddings of all others are frozen.
///
/// @param tokens tokens whose embedding the circuit needs, most frequent first
/// @param answers tokens that are wanted after some prompt, most frequent first
/// @param edges embedding and unembedding weights between these and the circuit
/// @param elsewhere the embedding that all other tokens are given, one value for each channel of the stream
/// @param losses those of the circuit when it sees no other token
public record CircuitEnds(
        List<Integer> tokens, List<Integer> answers, int edges, float[] elsewhere, PairLosses losses) {
    public CircuitEnds {
        tokens = checked("tokens", tokens);
        answers = checked("answers", answers);
        for (float value : elsewhere) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("elsewhere: expected finite numbers, found " + value);
            }
        }
    }

    private static List<Integer> checked(String name, List<Integer> ids) {
        if (new HashSet<>(ids).size() != ids.size()) {
            throw new IllegalArgumentException(name + ": expected each token once, found one again");
        }
        return List.copyOf(ids);
    }

    /// Tokens and answers.
    public int nodes() {
        return tokens.size() + answers.size();
    }

    /// How many embedding and unembedding weights there are between tokens, a circuit and answers.
    public static int weights(
            SparseTransformer model, Circuit circuit, Collection<Integer> tokens, Collection<Integer> answers) {
        CircuitLinks links = new CircuitLinks(model, circuit);
        return links.embeddings(tokens).size() + links.unembeddings(answers).size();
    }

    /// Checks that a model has these tokens and as many channels and weights.
    ///
    /// @throws IllegalArgumentException when it does not
    void requireOf(SparseTransformer model, Circuit circuit) {
        int vocabulary = model.tokenEmbedding().rows();
        for (List<Integer> ids : List.of(tokens, answers)) {
            for (int id : ids) {
                if (id >= vocabulary) {
                    throw new IllegalArgumentException("expected tokens below " + vocabulary + ", found " + id);
                }
            }
        }
        int width = model.tokenEmbedding().columns();
        if (elsewhere.length != width) {
            throw new IllegalArgumentException(
                    "expected an embedding of " + width + " values elsewhere, found " + elsewhere.length);
        }
        int weights = weights(model, circuit, tokens, answers);
        if (edges != weights) {
            throw new IllegalArgumentException("expected the model's " + weights + " edges, found " + edges);
        }
    }
}
