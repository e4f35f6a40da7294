/** The quickstart, and the smallest example. */
@org.jspecify.annotations.NullMarked
package dev.beryl.examples;
