/**
 * Provides the rules of optimizers and pruners as JUnit tests. A plug-in's author extends {@link
 * dev.beryl.tck.OptimizerContract} or {@link dev.beryl.tck.PrunerContract} and returns a provider:
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
 * dev.beryl.spi.Pruner}. A failure names the rule, the actual result, the space, the seed and the
 * trial, and gives the command that runs the case again. Tests that an optimizer declines by its
 * {@link dev.beryl.spi.Capabilities} are skipped, with the reason.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.tck;
