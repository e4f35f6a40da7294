/** How much each parameter decides, how sure that is, and how far its range was explored. */
@org.jspecify.annotations.NullMarked
package dev.beryl.report.importance;
