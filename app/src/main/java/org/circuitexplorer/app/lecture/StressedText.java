package org.circuitexplorer.app.lecture;

import java.util.ArrayList;
import java.util.List;

/// A text in parts: words between two pairs of asterisks are stressed.
record StressedText(List<Part> parts) {
    private static final String MARK = "**";

    /// @param stressed whether it stands out
    record Part(String text, boolean stressed) {}

    StressedText {
        parts = List.copyOf(parts);
    }

    /// A mark without its partner is two asterisks.
    static StressedText of(String text) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int begin = text.indexOf(MARK, from);
            int end = begin < 0 ? -1 : text.indexOf(MARK, begin + MARK.length());
            if (end < 0) {
                parts.add(new Part(text.substring(from), false));
                break;
            }
            if (begin > from) parts.add(new Part(text.substring(from, begin), false));
            if (end > begin + MARK.length()) parts.add(new Part(text.substring(begin + MARK.length(), end), true));
            from = end + MARK.length();
        }
        return new StressedText(parts);
    }
}
