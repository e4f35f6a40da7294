package dev.beryl.optimizers.pruning;

import java.util.Optional;

/**
 * A rule of comparison with other trials.
 *
 * @param name of the pruner
 * @param steps where curves are compared
 * @param value what is compared of a curve
 * @param curves when a curve is behind
 * @param rounds when an aggregate is behind
 * @param advice what to change if the rule would have pruned the best trials; empty if it does not
 *     look back
 */
public record ComparisonRule(
    String name,
    JudgedSteps steps,
    CurveValue value,
    Criterion curves,
    Criterion rounds,
    Optional<String> advice) {}
