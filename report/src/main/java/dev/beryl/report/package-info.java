/** Reports of studies, from a journal alone or from a result: a page, a live page, text. */
@org.jspecify.annotations.NullMarked
package dev.beryl.report;
