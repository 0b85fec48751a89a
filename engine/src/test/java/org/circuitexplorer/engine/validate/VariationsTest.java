package org.circuitexplorer.engine.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.token.Tokenizer;
import org.junit.jupiter.api.Test;

final class VariationsTest {
    /// `0 [ 7 , 8 , 9` against `0 ( 7 , 8 , 9`, 100 being the comma.
    private static final PromptPair LIST =
            new PromptPair("", "", new int[] {0, 1, 7, 100, 8, 100, 9}, new int[] {0, 2, 7, 100, 8, 100, 9}, 50, 51);

    @Test
    void sharedTokensAreFoundAroundWhatDiffers() {
        CommonTokens common = CommonTokens.of(new int[] {0, 1, 7, 8, 3, 9}, new int[] {0, 2, 7, 8, 9});
        assertThat(common.positive()).containsExactly(0, 2, 3, 5);
        assertThat(common.negative()).containsExactly(0, 2, 3, 4);
        assertThat(common.runs()).containsExactly(new int[] {0, 1}, new int[] {1, 3}, new int[] {3, 4});
    }

    @Test
    void piecesBetweenEqualTokensAreRepeatedAlikeInBoth() {
        PairEdit edit = new PairEdit(new Random(1));
        PromptPair longer = edit.longer(LIST, 2, 100).orElseThrow();
        assertThat(longer.positive().length).isBetween(14, 15);
        assertThat(longer.positive()[1]).isEqualTo(1);
        assertThat(longer.negative()[1]).isEqualTo(2);
        assertThat(Arrays.copyOfRange(longer.positive(), 2, longer.positive().length))
                .isEqualTo(Arrays.copyOfRange(longer.negative(), 2, longer.negative().length));
        for (int i = 2; i < longer.positive().length; i++) {
            assertThat(longer.positive()[i] == 100).isEqualTo(i % 2 == 1);
        }
        assertThat(longer.positiveAnswer()).isEqualTo(50);
    }

    @Test
    void aPieceIsLeftOutAlikeInBoth() {
        PromptPair shorter = new PairEdit(new Random(1)).shorter(LIST).orElseThrow();
        assertThat(shorter.positive()).hasSize(5).startsWith(0, 1).endsWith(9);
        assertThat(shorter.negative()).hasSize(5).startsWith(0, 2).endsWith(9);
    }

    @Test
    void whatWouldBeTooLongOrHasNothingToRepeatIsLeftAlone() {
        PairEdit edit = new PairEdit(new Random(1));
        assertThat(edit.longer(LIST, 4, 20)).isEmpty();
        PromptPair bare = new PromptPair("", "", new int[] {0, 1, 5}, new int[] {0, 2, 5}, 50, 51);
        assertThat(edit.longer(bare, 2, 100)).isEmpty();
        assertThat(edit.shorter(bare)).isEmpty();
    }

    @Test
    void bracketsAreVariedWithoutKnowingOfThem() throws IOException, ModelFormatException {
        SampleSubject subject = SampleSubject.brackets();
        Tokenizer tokenizer = subject.loaded().tokenizer().orElseThrow();
        List<PromptPair> pairs = subject.task().test().subList(0, 32);
        List<Variation> all = new Variations(Optional.of(tokenizer), 128, 0).of(pairs);
        assertThat(all).extracting(Variation::kind).containsExactly(Variation.Kind.values());
        for (Variation variation : all) {
            assertThat(variation.pairs()).allSatisfy(pair -> {
                assertThat(pair.positive().length).isLessThanOrEqualTo(128);
                assertThat(pair.positive()[0]).isEqualTo(pairs.getFirst().positive()[0]);
                assertThat(pair.positiveAnswer()).isEqualTo(pairs.getFirst().positiveAnswer());
            });
        }
        assertThat(text(all, Variation.Kind.MISLEADING_COMMENT, tokenizer)).matches("# .*\\[.*\n\\w+ = \\[.*");
        assertThat(text(all, Variation.Kind.NEUTRAL_COMMENT, tokenizer)).matches("# [\\w ]+\n\\w+ = \\[.*");
        assertThat(text(all, Variation.Kind.RENAMED, tokenizer)).matches("\\w+ = \\[.*");
        assertThat(new Variations(Optional.empty(), 128, 0).of(pairs))
                .extracting(Variation::kind)
                .containsExactly(Variation.Kind.SHORTER, Variation.Kind.LONGER, Variation.Kind.MUCH_LONGER);
    }

    @Test
    void aSinglePairIsChangedByTheTasksOwnWords() throws IOException, ModelFormatException {
        SampleSubject subject = SampleSubject.brackets();
        Tokenizer tokenizer = subject.loaded().tokenizer().orElseThrow();
        List<PromptPair> task = subject.task().test();
        PromptPair pair = task.getFirst();
        Variations variations = new Variations(Optional.of(tokenizer), 128, 3);
        PromptPair swapped = variations.of(Variation.Kind.SWAPPED, pair, task).orElseThrow();
        int[] before = pair.positive().clone();
        int[] after = swapped.positive().clone();
        assertThat(after).isNotEqualTo(before);
        Arrays.sort(before);
        Arrays.sort(after);
        assertThat(IntStream.of(after).distinct().toArray())
                .isEqualTo(IntStream.of(before).distinct().toArray());
        assertThat(variations.of(Variation.Kind.RENAMED, pair, task)).isPresent();
    }

    private static String text(List<Variation> all, Variation.Kind kind, Tokenizer tokenizer) {
        int[] prompt = all.stream()
                .filter(v -> v.kind() == kind)
                .findFirst()
                .orElseThrow()
                .pairs()
                .getFirst()
                .negative();
        return tokenizer.decode(Arrays.copyOfRange(prompt, 1, prompt.length));
    }
}
