package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.token.Tokenizer;

/// The words and numbers that a task's prompts fill its pattern with: tokens that stand in fewer than half of its
/// pairs, in both prompts alike, and are no answers. Words are exchanged for words and numbers for numbers, with a
/// space before or without.
final class TaskWords {
    private static final List<Pattern> CLASSES = List.of(
            Pattern.compile("\\p{L}+"),
            Pattern.compile(" \\p{L}+"),
            Pattern.compile("\\p{N}+"),
            Pattern.compile(" \\p{N}+"));

    private final Map<Integer, Integer> classOf = new HashMap<>();
    private final Map<Integer, TreeSet<Integer>> words = new TreeMap<>();

    TaskWords(List<PromptPair> pairs, Tokenizer tokenizer) {
        Map<Integer, Integer> pairsWith = new TreeMap<>();
        Set<Integer> barred = new HashSet<>();
        for (PromptPair pair : pairs) {
            CommonTokens common = CommonTokens.of(pair.positive(), pair.negative());
            Arrays.stream(common.positive())
                    .map(at -> pair.positive()[at])
                    .distinct()
                    .forEach(token -> pairsWith.merge(token, 1, Integer::sum));
            barred.addAll(marks(pair.positive(), common.positive()));
            barred.addAll(marks(pair.negative(), common.negative()));
            barred.add(pair.positiveAnswer());
            barred.add(pair.negativeAnswer());
        }
        pairsWith.forEach((token, count) -> {
            if (2 * count < pairs.size() && !barred.contains(token)) classify(token, tokenizer.tokenText(token));
        });
    }

    private void classify(int token, String text) {
        for (int c = 0; c < CLASSES.size(); c++) {
            if (!CLASSES.get(c).matcher(text).matches()) continue;
            classOf.put(token, c);
            words.computeIfAbsent(c, k -> new TreeSet<>()).add(token);
        }
    }

    /// The tokens of a prompt that the other prompt of its pair does not share.
    static List<Integer> marks(int[] prompt, int[] shared) {
        Set<Integer> positions = new HashSet<>();
        for (int at : shared) positions.add(at);
        return IntStream.range(0, prompt.length)
                .filter(at -> !positions.contains(at))
                .mapToObj(at -> prompt[at])
                .toList();
    }

    /// Some words, such as for a comment; fewer when the task has not so many.
    List<Integer> some(int number, Random random) {
        int[] all = words.values().stream()
                .flatMap(Set::stream)
                .mapToInt(Integer::intValue)
                .toArray();
        if (all.length == 0) return List.of();
        return random.ints(number, 0, all.length).mapToObj(i -> all[i]).toList();
    }

    /// The pair with its words exchanged, the same word always for the same; empty when it has none.
    Optional<PromptPair> renamed(PromptPair pair, Random random) {
        Set<Integer> used = new HashSet<>();
        for (int token : pair.positive()) used.add(token);
        for (int token : pair.negative()) used.add(token);
        Map<Integer, Integer> names = new HashMap<>();
        for (int token : new TreeSet<>(used)) {
            Integer kind = classOf.get(token);
            if (kind == null) continue;
            int[] free = words.getOrDefault(kind, new TreeSet<>()).stream()
                    .filter(word -> !used.contains(word))
                    .mapToInt(Integer::intValue)
                    .toArray();
            if (free.length == 0) continue;
            int chosen = free[random.nextInt(free.length)];
            used.add(chosen);
            names.put(token, chosen);
        }
        if (names.isEmpty()) return Optional.empty();
        return Optional.of(pair.withPrompts(exchanged(pair.positive(), names), exchanged(pair.negative(), names)));
    }

    /// The pair with two of its words in each other's place; empty when it has no two of one kind.
    Optional<PromptPair> swapped(PromptPair pair, Random random) {
        Map<Integer, List<Integer>> byKind = new TreeMap<>();
        IntStream.of(pair.positive())
                .distinct()
                .sorted()
                .filter(classOf::containsKey)
                .forEach(token -> byKind.computeIfAbsent(classOf.get(token), k -> new ArrayList<>())
                        .add(token));
        List<List<Integer>> several =
                byKind.values().stream().filter(same -> same.size() > 1).toList();
        if (several.isEmpty()) return Optional.empty();
        List<Integer> two = several.get(random.nextInt(several.size()));
        Collections.shuffle(two, random);
        Map<Integer, Integer> names = Map.of(two.get(0), two.get(1), two.get(1), two.get(0));
        return Optional.of(pair.withPrompts(exchanged(pair.positive(), names), exchanged(pair.negative(), names)));
    }

    private static int[] exchanged(int[] tokens, Map<Integer, Integer> names) {
        return Arrays.stream(tokens)
                .map(token -> names.getOrDefault(token, token))
                .toArray();
    }
}
