package org.circuitexplorer.engine.task;

/// Two prompts that differ in one detail and want different next tokens.
///
/// @param positiveText first prompt as text, without the document token it starts with
/// @param negativeText second prompt as text
/// @param positive token ids of the first prompt
/// @param negative token ids of the second prompt
/// @param positiveAnswer token wanted after the first prompt, which is wrong after the second
/// @param negativeAnswer token wanted after the second prompt, which is wrong after the first
public record PromptPair(
        String positiveText,
        String negativeText,
        int[] positive,
        int[] negative,
        int positiveAnswer,
        int negativeAnswer) {}
