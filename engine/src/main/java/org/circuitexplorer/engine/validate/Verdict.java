package org.circuitexplorer.engine.validate;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// How far a circuit can be trusted, in a word and in at most two sentences; it says nothing that no flag says.
///
/// @param level the word
/// @param sentence the sentences
public record Verdict(Level level, String sentence) {
    /// Without these there is nothing that other doubts could limit.
    private static final Set<Flag.Topic> GRAVE =
            EnumSet.of(Flag.Topic.SUFFICIENCY, Flag.Topic.RANDOM_SETS, Flag.Topic.PRUNED_CONTROL);

    /// How much is left of the claim that this is the circuit of the task.
    public enum Level {
        HOLDS("holds"),
        LIMITED("holds, within limits"),
        NOT_SHOWN("not shown");

        private final String label;

        Level(String label) {
            this.label = label;
        }

        /// The level in words.
        public String label() {
            return label;
        }
    }

    static Verdict of(Dossier dossier) {
        Set<Flag.Topic> topics = dossier.flags().stream()
                .map(Flag::topic)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Flag.Topic.class)));
        String alone = format(
                ROOT,
                "loss %.3f alone, %.3f without it, guessing costs %.3f",
                dossier.faithfulness().circuit().value(),
                dossier.faithfulness().without().value(),
                Flags.GUESSING);
        if (topics.isEmpty()) {
            return new Verdict(
                    Level.HOLDS,
                    "The circuit does the task and the model fails without it (" + alone
                            + "). Nothing that was measured gives a reason to doubt it"
                            + (dossier.pruning().isEmpty() ? "; pruned controls were not run." : "."));
        }
        List<String> grave = topics.stream()
                .filter(GRAVE::contains)
                .map(t -> clause(t, dossier))
                .toList();
        List<String> others = topics.stream()
                .filter(t -> !GRAVE.contains(t))
                .map(t -> clause(t, dossier))
                .toList();
        if (!grave.isEmpty()) {
            return new Verdict(
                    Level.NOT_SHOWN,
                    "What was measured does not show that this is the circuit of the task: " + listed(grave) + "."
                            + (others.isEmpty() ? "" : " Besides, " + listed(others) + "."));
        }
        return new Verdict(
                Level.LIMITED,
                "On the task's own prompts the circuit does what the model does (" + alone + "). Trust it no further: "
                        + listed(others) + ".");
    }

    private static String clause(Flag.Topic topic, Dossier dossier) {
        return switch (topic) {
            case SUFFICIENCY -> "alone it does not do what the model does";
            case RANDOM_SETS -> "random nodes do about as well";
            case PRUNED_CONTROL -> "pruning does about as well where there is nothing to find";
            case NECESSITY -> "the model has another way to the answer";
            case UNSEEN_PAIRS -> "it fits the pairs it was found with";
            case ABLATION -> "it needs the means in place of the rest";
            case VARIATION ->
                format(
                        ROOT,
                        "the two part ways on %d of %d kinds of varied prompts",
                        dossier.flags().stream()
                                .filter(f -> f.topic() == Flag.Topic.VARIATION)
                                .count(),
                        dossier.variations().size());
            case INTERCHANGE -> "values of one bin do not stand for each other";
            case SEEDS -> "other seeds find other circuits";
        };
    }

    private static String listed(List<String> clauses) {
        int last = clauses.size() - 1;
        return last == 0
                ? clauses.getFirst()
                : String.join(", ", clauses.subList(0, last)) + " and " + clauses.get(last);
    }
}
