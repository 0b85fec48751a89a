package org.circuitexplorer.engine.reproduce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.circuitexplorer.engine.io.VizData.TaskSamples;
import org.circuitexplorer.engine.task.PromptPair;

/// The prompts of a published task: prompt `i` of the first half belongs to prompt `i` of the second.
///
/// @param rows token ids as they are stored, all of one length, zeros after the end of a prompt
/// @param prompts the same without the zeros at the end
record StoredPrompts(List<int[]> rows, List<int[]> prompts) {
    static StoredPrompts of(TaskSamples samples) {
        List<int[]> rows = new ArrayList<>();
        List<int[]> prompts = new ArrayList<>();
        for (int at = 0; at < samples.tokens().length; at += samples.length()) {
            int[] row = Arrays.copyOfRange(samples.tokens(), at, at + samples.length());
            int end = row.length;
            while (end > 1 && row[end - 1] == 0) end--;
            rows.add(row);
            prompts.add(Arrays.copyOf(row, end));
        }
        return new StoredPrompts(rows, prompts);
    }

    /// Whether an index into all rows, one after the other, lies after the end of a prompt.
    boolean isAfterEnd(int index) {
        int length = rows.getFirst().length;
        return index % length >= prompts.get(index / length).length;
    }

    int pairCount() {
        return prompts.size() / 2;
    }

    /// The prompts as pairs.
    ///
    /// @param answers for each pair the token that each of its prompts wants
    List<PromptPair> pairs(List<int[]> answers) {
        List<PromptPair> pairs = new ArrayList<>();
        for (int p = 0; p < pairCount(); p++) {
            int[] wanted = answers.get(p);
            pairs.add(new PromptPair("", "", prompts.get(p), prompts.get(p + pairCount()), wanted[0], wanted[1]));
        }
        return pairs;
    }
}
