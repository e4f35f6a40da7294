/**
 * What an optimiser plug-in implements and is given.
 *
 * <p>A plug-in is an {@link dev.beryl.spi.OptimizerProvider}, found by {@link
 * java.util.ServiceLoader}, that makes an {@link dev.beryl.spi.Optimizer} for a {@link
 * dev.beryl.spi.OptimizerSetting}. The numbered rules that an optimiser keeps stand at {@link
 * dev.beryl.spi.Optimizer}.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.spi;
