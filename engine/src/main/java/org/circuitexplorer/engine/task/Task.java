package org.circuitexplorer.engine.task;

import java.util.List;

/// A binary next-token task: pairs to find a circuit with, and pairs to test it on.
///
/// @param name such as `single_double_quote`
/// @param train pairs that pruning may see
/// @param test pairs that it may not
public record Task(String name, List<PromptPair> train, List<PromptPair> test) {
    public Task {
        train = List.copyOf(train);
        test = List.copyOf(test);
    }

    /// The pairs that pruning may see; all where there are no others.
    public List<PromptPair> seen() {
        return train.isEmpty() ? test : train;
    }

    /// The pairs that pruning did not see; all it saw where there are no others.
    public List<PromptPair> unseen() {
        return test.isEmpty() ? train : test;
    }
}
