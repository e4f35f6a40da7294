package dev.beryl.optimizers.auto;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A row of the table of rules.
 *
 * @param number its number in the table, from 1
 * @param when its condition, in words
 * @param applies its condition
 * @param phases the methods, one after another
 */
record Row(
    int number, String when, Predicate<Facts> applies, Function<Facts, List<Phase>> phases) {}
