/** The programs that measure how well optimizers search, and print Markdown tables. */
@org.jspecify.annotations.NullMarked
package dev.beryl.quality;
