/**
 * How a study is set: what its caller has set so far, and the settings of a study that was checked.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.settings;
