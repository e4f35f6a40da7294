package dev.beryl.space;

import org.jspecify.annotations.Nullable;

/**
 * A treatment does not satisfy a hard constraint.
 *
 * @param constraint the constraint
 * @param cause what the constraint threw, which counts as not satisfied; null if it said no
 */
public record Violation(Constraint constraint, @Nullable Throwable cause) {}
