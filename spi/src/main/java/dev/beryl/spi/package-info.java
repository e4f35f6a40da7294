/**
 * Defines what a plug-in implements and is given: search strategies, and pruners that stop hopeless
 * trials.
 *
 * <h2>A plug-in</h2>
 *
 * <p>A study asks an optimizer for treatments and tells it their results. This ask-and-tell form
 * (Y. Collette, N. Hansen, G. Pujol, D. Salazar Aponte and R. Le Riche, Object-oriented programming
 * of optimizers, in Multidisciplinary Design Optimization in Computational Mechanics, 2010) leaves
 * the loop to the study: an optimizer runs nothing, waits for nothing and knows no threads.
 *
 * <ul>
 *   <li>An {@link dev.beryl.spi.OptimizerProvider} is what {@link java.util.ServiceLoader} finds: a
 *       name, {@linkplain dev.beryl.spi.Option options} and {@linkplain dev.beryl.spi.Capabilities
 *       capabilities}. It creates
 *   <li>an {@link dev.beryl.spi.Optimizer} for one study, described by an {@link
 *       dev.beryl.spi.OptimizerSetting}: the space, the objectives, the budget, and the only source
 *       of randomness that it may use.
 *   <li>An {@link dev.beryl.spi.OptimizerChoice} is for callers that choose options in code, with
 *       their types.
 * </ul>
 *
 * <p>A {@link dev.beryl.spi.Pruner} has the same four parts. It is told what a trial reported, and
 * gives each trial its own judge, so that no order of threads can change a decision.
 *
 * <h2>What plug-ins and studies promise</h2>
 *
 * <p>The numbered rules at {@link dev.beryl.spi.Optimizer} and {@link dev.beryl.spi.Pruner} are the
 * contract; module {@code dev.beryl.tck} tests a plug-in against each of them. In return a study
 * calls a plug-in from one thread at a time, tells every trial exactly once, turns every direction
 * into a loss to be minimized, and applies scales, steps and conditions in {@link
 * dev.beryl.space.SearchSpace#fromUnit}.
 *
 * <h2>Why it is strict about randomness</h2>
 *
 * <p>The same study gives the same bits on any number of threads and on every machine, and a study
 * that was killed continues from its journal by being replayed. Both hold as long as a plug-in is a
 * pure function of its setting and of the calls. {@link dev.beryl.random.PhiloxRandom} makes that
 * easy: its numbers depend on their position only (J. Salmon, M. Moraes, R. Dror and D. Shaw,
 * Parallel random numbers: as easy as 1, 2, 3, SC 2011), and {@code seek} gives each trial its own
 * draws.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.spi;
