package org.circuitexplorer.engine.cuda;

import java.util.ArrayList;
import java.util.List;
import org.circuitexplorer.engine.run.DeviceException;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.tensor.Panel;

/// A batch in parts that fit into the device's memory, each of whole sequences.
///
/// @param firstSequence first sequence of the part
/// @param batch the part
record TokenGroups(int firstSequence, TokenBatch batch) {
    /// @param tokens most tokens of a part
    /// @throws DeviceException when one sequence alone is longer
    static List<TokenGroups> of(TokenBatch whole, long tokens, CudaDeviceInfo device) {
        List<TokenGroups> groups = new ArrayList<>();
        for (int first = 0; first < whole.sequences(); ) {
            int end = first;
            int start = whole.start()[first];
            while (end < whole.sequences() && whole.start()[end + 1] - start <= tokens) end++;
            if (end == first) {
                throw new DeviceException(device.name() + " has free memory for sequences of " + Math.max(0, tokens)
                        + " tokens, and one has " + whole.length(first) + "; compute on the CPU instead");
            }
            groups.add(part(whole, first, end));
            first = end;
        }
        return groups;
    }

    private static TokenGroups part(TokenBatch whole, int first, int end) {
        List<int[]> sequences = new ArrayList<>();
        for (int s = first; s < end; s++) {
            sequences.add(whole.sequence(s));
        }
        return new TokenGroups(first, TokenBatch.of(sequences));
    }

    int sequences() {
        return batch.sequences();
    }

    /// Copies all columns of a part's panel to the whole's, from a column on.
    static void paste(Panel part, Panel whole, int from) {
        float[] row = new float[part.tokens()];
        for (int c = 0; c < part.channels(); c++) {
            part.copyChannel(c, 0, part.tokens(), row);
            whole.setChannel(c, from, from + part.tokens(), row);
        }
    }

    /// The columns `from until to` of a panel.
    static Panel cut(Panel whole, int from, int to) {
        Panel part = new Panel(whole.channels(), to - from);
        float[] row = new float[to - from];
        for (int c = 0; c < whole.channels(); c++) {
            whole.copyChannel(c, from, to, row);
            part.setChannel(c, 0, to - from, row);
        }
        return part;
    }
}
