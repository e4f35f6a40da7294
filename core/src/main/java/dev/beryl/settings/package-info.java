/** The settings of a study: what its caller has set so far, and the checked result. */
@org.jspecify.annotations.NullMarked
package dev.beryl.settings;
