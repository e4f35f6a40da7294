/**
 * The contracts of optimizers and pruners as JUnit tests. A plug-in's author extends {@link
 * dev.beryl.tck.OptimizerContract} or {@link dev.beryl.tck.PrunerContract} and names a provider:
 *
 * {@snippet :
 * class AnnealingContractTest extends OptimizerContract {
 *   @Override
 *   protected OptimizerProvider provider() {
 *     return new AnnealingProvider();
 *   }
 * }
 * }
 *
 * <p>The tests have the numbers of the rules at {@link dev.beryl.spi.Optimizer} and {@link
 * dev.beryl.spi.Pruner}. A failure says the rule, what came, the space, the seed, the trial, and
 * how to run that one case again. What an optimizer declines by its {@link
 * dev.beryl.spi.Capabilities} is skipped, with the reason.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.tck;
