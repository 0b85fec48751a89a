package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.List;

/// The tokens that the two prompts of a pair share, in order: a longest common subsequence.
///
/// @param positive positions of the shared tokens in the positive prompt, ascending
/// @param negative their positions in the negative prompt
public record CommonTokens(int[] positive, int[] negative) {

    public static CommonTokens of(int[] a, int[] b) {
        int[][] longest = new int[a.length + 1][b.length + 1];
        for (int i = a.length - 1; i >= 0; i--) {
            for (int j = b.length - 1; j >= 0; j--) {
                longest[i][j] =
                        a[i] == b[j] ? 1 + longest[i + 1][j + 1] : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        int[] inA = new int[longest[0][0]];
        int[] inB = new int[longest[0][0]];
        int n = 0;
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            if (a[i] == b[j]) {
                inA[n] = i++;
                inB[n++] = j++;
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return new CommonTokens(inA, inB);
    }

    /// How many tokens are shared.
    public int size() {
        return positive.length;
    }

    /// Runs of shared tokens that stand next to each other in both prompts: `[first, last + 1)`, numbers of shared
    /// tokens.
    List<int[]> runs() {
        List<int[]> runs = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= size(); i++) {
            boolean goesOn = i < size() && positive[i] == positive[i - 1] + 1 && negative[i] == negative[i - 1] + 1;
            if (goesOn) continue;
            if (i > first) runs.add(new int[] {first, i});
            first = i;
        }
        return runs;
    }
}
