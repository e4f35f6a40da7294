/** The page: one encoder of texts, charts as SVG, views, and the script. */
@org.jspecify.annotations.NullMarked
package dev.beryl.report.page;
