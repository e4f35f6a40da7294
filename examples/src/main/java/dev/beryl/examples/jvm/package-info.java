/** Flags of a JVM, tuned for a program that is run as a command. */
@org.jspecify.annotations.NullMarked
package dev.beryl.examples.jvm;
