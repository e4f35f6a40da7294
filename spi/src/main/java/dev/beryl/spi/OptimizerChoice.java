package dev.beryl.spi;

/**
 * An optimizer with chosen options, such as {@code Grid.withDefaults().points(5)}.
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="choice"}
 */
public non-sealed interface OptimizerChoice extends PluginChoice<OptimizerProvider> {}
