/** A server that follows journals and shows them on a page. */
@org.jspecify.annotations.NullMarked
package dev.beryl.report.live;
