package dev.beryl.spi;

/**
 * A pruner with chosen options, such as {@code MedianPruner.withDefaults()}.
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="pruner-choice"}
 */
public non-sealed interface PrunerChoice extends PluginChoice<PrunerProvider> {}
