package dev.beryl.result;

/**
 * What a result says of its study besides the problem.
 *
 * @param identity the text that identifies the study
 * @param optimizer the optimizer's name
 * @param seed the study's seed
 * @param asCompleted whether trials were told as they were completed
 */
public record StudyFacts(String identity, String optimizer, long seed, boolean asCompleted) {}
