/**
 * Defines what an experiment varies: parameters, the space that they span, and the treatments in
 * it.
 *
 * <p>A {@link dev.beryl.space.Parameter} is a named dimension and the typed handle that reads its
 * value. A {@link dev.beryl.space.SearchSpace} is an ordered list of parameters with hard
 * constraints, with the map to and from the unit cube, on which every optimizer works. A {@link
 * dev.beryl.space.Treatment} gives a value to each active parameter.
 *
 * {@snippet :
 * CategoricalParameter<Kernel> kernel = Parameter.choice("kernel", Kernel.class);
 * RealParameter gamma = Parameter.real("gamma", 1e-4, 10).log().when(kernel, Kernel.RBF);
 * SearchSpace space = SearchSpace.of(kernel, gamma);
 * Treatment treatment = space.fromUnit(new double[] {0.2, 0.5});
 * Kernel chosen = treatment.get(kernel);
 * }
 *
 * <p>A space may also be read from a record or a sealed interface of records, see {@link
 * dev.beryl.space.RecordSpace}; its treatments are then instances.
 *
 * <p>All types here are immutable and may be shared between threads.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.space;
