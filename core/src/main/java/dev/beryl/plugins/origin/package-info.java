/** Where a plug-in comes from, and how a fault of it is told. */
@org.jspecify.annotations.NullMarked
package dev.beryl.plugins.origin;
