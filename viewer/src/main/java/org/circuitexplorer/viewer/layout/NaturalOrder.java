package org.circuitexplorer.viewer.layout;

import java.util.Comparator;

/// Orders names as a reader would: runs of digits by their number, so that `v.9` comes before `v.10`.
final class NaturalOrder implements Comparator<String> {

    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int endA = runEnd(a, i);
            int endB = runEnd(b, j);
            String runA = a.substring(i, endA);
            String runB = b.substring(j, endB);
            int order =
                    isDigit(runA.charAt(0)) && isDigit(runB.charAt(0)) ? byNumber(runA, runB) : runA.compareTo(runB);
            if (order != 0) return order;
            i = endA;
            j = endB;
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : a.compareTo(b);
    }

    private static int byNumber(String a, String b) {
        String x = a.substring(leadingZeros(a));
        String y = b.substring(leadingZeros(b));
        return x.length() != y.length() ? Integer.compare(x.length(), y.length()) : x.compareTo(y);
    }

    private static int leadingZeros(String digits) {
        int zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') zeros++;
        return zeros;
    }

    private static int runEnd(String text, int start) {
        boolean digit = isDigit(text.charAt(start));
        int end = start + 1;
        while (end < text.length() && isDigit(text.charAt(end)) == digit) end++;
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
