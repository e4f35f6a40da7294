/** How a study goes and what comes of it: progress, listeners, policies, and the result. */
@org.jspecify.annotations.NullMarked
package dev.beryl.study;
