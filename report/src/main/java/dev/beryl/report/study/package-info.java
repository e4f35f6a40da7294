/** What is shown of a study, before it is drawn or written. */
@org.jspecify.annotations.NullMarked
package dev.beryl.report.study;
