/** A Tribuo forest, tuned on the breast cancer data. */
@org.jspecify.annotations.NullMarked
package dev.beryl.examples.cancer;
