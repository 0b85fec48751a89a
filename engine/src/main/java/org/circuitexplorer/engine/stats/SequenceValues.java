package org.circuitexplorer.engine.stats;

/// The values of one node in one sequence, with the exact zeros, which AbsTopK makes the majority, taken out.
/// Reused from sequence to sequence by one thread.
final class SequenceValues {
    /// Finite values other than zero, in the order of the sequence, from index 0 until `count`.
    final float[] value;

    /// Index within the sequence of each of them.
    final int[] offset;

    int count;
    int zeros;

    /// Index within the sequence of the first zero, when there is one.
    int firstZero;

    /// Sum of all values, those that are not finite included.
    double sum;

    SequenceValues(int longest) {
        this.value = new float[longest + 1];
        this.offset = new int[longest + 1];
    }

    /// @param values where the values lie, from index `from until to`
    void fill(float[] values, int from, int to) {
        int n = 0;
        for (int i = from; i < to; i++) {
            float v = values[i];
            value[n] = v;
            offset[n] = i - from;
            // Without a branch: which values are zero is as good as random.
            n += v == 0 ? 0 : 1;
        }
        count = n;
        zeros = to - from - n;
        firstZero = firstGap(n);
        sum = 0;
        boolean finite = true;
        for (int i = 0; i < n; i++) {
            sum += value[i];
            finite &= Float.isFinite(value[i]);
        }
        if (!finite) dropNotFinite();
    }

    private int firstGap(int n) {
        int i = 0;
        while (i < n && offset[i] == i) i++;
        return i;
    }

    private void dropNotFinite() {
        int n = 0;
        for (int i = 0; i < count; i++) {
            value[n] = value[i];
            offset[n] = offset[i];
            if (Float.isFinite(value[n])) n++;
        }
        count = n;
    }
}
