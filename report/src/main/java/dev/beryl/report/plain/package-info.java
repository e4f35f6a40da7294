/** Reports as text and as Markdown. */
@org.jspecify.annotations.NullMarked
package dev.beryl.report.plain;
