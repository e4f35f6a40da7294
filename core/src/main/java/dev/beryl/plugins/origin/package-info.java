/** Finds where a plug-in comes from, and words its faults. */
@org.jspecify.annotations.NullMarked
package dev.beryl.plugins.origin;
