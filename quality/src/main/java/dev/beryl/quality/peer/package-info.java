/** What public peers reached on the same instances, as kept in the resources. */
@org.jspecify.annotations.NullMarked
package dev.beryl.quality.peer;
