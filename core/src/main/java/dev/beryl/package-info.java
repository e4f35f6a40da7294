/**
 * Defines experiments and studies, the types that most users import.
 *
 * <p>An {@link dev.beryl.Experiment} is a data source and a pipeline of steps; it is run under a
 * treatment, for a number of replicates. A {@link dev.beryl.Study} has the search space, the
 * objectives, the optimizer and the end; {@link dev.beryl.Experiment#optimize} runs it.
 *
 * {@snippet :
 * RealParameter x = Parameter.real("x", -5, 5);
 * StudyResult result =
 *     Experiment.measuring("loss", ctx -> Math.pow(ctx.get(x) - 1, 2))
 *         .optimize(
 *             Study.of(SearchSpace.of(x), Objective.minimize("loss"))
 *                 .optimizer("random")
 *                 .trials(100)
 *                 .seed(42));
 * Treatment best = result.recommended();
 * }
 *
 * <p>In all packages of this module, a null argument, or null inside an array, list or map, is
 * refused with an exception that names the argument, unless its type is {@code @Nullable}.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl;
