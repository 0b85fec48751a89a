package org.circuitexplorer.viewer.token;

/// Makes what cannot be seen in a token visible: spaces at its ends, line ends, tabs, control characters.
public final class VisibleText {
    private VisibleText() {}

    /// A token as it is shown; never empty.
    public static String of(String token) {
        if (token.isEmpty()) return "∅";
        StringBuilder shown = new StringBuilder();
        int first = 0;
        int last = token.length() - 1;
        while (first < last && token.charAt(first) == ' ') first++;
        while (last > first && token.charAt(last) == ' ') last--;
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            boolean outer = i < first || i > last || token.isBlank();
            switch (c) {
                case ' ' -> shown.append(outer ? '␣' : ' ');
                case '\n' -> shown.append('⏎');
                case '\r' -> shown.append('␍');
                case '\t' -> shown.append('⇥');
                default -> shown.append(Character.isISOControl(c) ? '�' : c);
            }
        }
        return shown.toString();
    }
}
