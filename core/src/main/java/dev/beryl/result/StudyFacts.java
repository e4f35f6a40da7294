package dev.beryl.result;

import java.util.function.Supplier;

/**
 * What a result says of its study besides the problem.
 *
 * @param identity makes the text that identifies the study, which few look at
 * @param name the study's name; empty if it has none
 * @param optimizer the optimizer's name
 * @param seed the study's seed
 * @param asCompleted whether trials were told as they were completed
 */
public record StudyFacts(
    Supplier<String> identity, String name, String optimizer, long seed, boolean asCompleted) {}
