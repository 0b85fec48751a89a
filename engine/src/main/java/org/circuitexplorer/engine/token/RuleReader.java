package org.circuitexplorer.engine.token;

import java.util.List;
import java.util.regex.Matcher;
import org.circuitexplorer.engine.job.CancelToken;

/// Applies a rule to texts. A regular expression can be made to run for ever; so each letter it looks at is
/// counted, and it is stopped when there were too many at one token or in all. What is counted does not
/// depend on the machine.
public final class RuleReader {
    private static final long MOST_AT_A_TOKEN = 5_000_000;
    private static final long MOST = 20_000_000_000L;
    private static final int POLLED = 1 << 14;

    private final TokenRule rule;
    private final CancelToken cancel;
    private long looked;

    public RuleReader(TokenRule rule, CancelToken cancel) {
        this.rule = rule;
        this.cancel = cancel;
    }

    /// At which tokens of a text the rule holds.
    ///
    /// @param tokens the text's tokens, in order
    /// @throws SlowRuleException when an expression takes too much work
    /// @throws org.circuitexplorer.engine.job.CancelledException when cancelled
    public boolean[] holds(List<String> tokens) {
        return switch (rule) {
            case TokenRule.Expression expression -> holds(expression, tokens);
            case TokenRule.Tokens set -> {
                boolean[] holds = new boolean[tokens.size()];
                for (int t = 0; t < holds.length; t++) holds[t] = set.texts().contains(tokens.get(t));
                yield holds;
            }
        };
    }

    private boolean[] holds(TokenRule.Expression expression, List<String> tokens) {
        boolean[] holds = new boolean[tokens.size()];
        CountedText text = new CountedText(String.join("", tokens));
        Matcher matcher = expression.ending().matcher(text);
        int end = 0;
        try {
            for (int t = 0; t < holds.length; t++) {
                end += tokens.get(t).length();
                text.atToken = 0;
                holds[t] = matcher.region(0, end).find();
            }
        } catch (StackOverflowError e) {
            // Java's matcher calls itself for repeated alternatives; it keeps nothing that such an end would spoil.
            throw new SlowRuleException(expression.written() + " is too deep for a text of " + end + " letters");
        }
        return holds;
    }

    /// A text that counts how often it is looked at.
    private final class CountedText implements CharSequence {
        private final String text;
        private long atToken;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            looked++;
            if (++atToken > MOST_AT_A_TOKEN || looked > MOST) {
                throw new SlowRuleException(rule.written() + " takes too much work; a simpler rule may say the same");
            }
            if (looked % POLLED == 0) cancel.throwIfCancelled();
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.substring(from, to);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
