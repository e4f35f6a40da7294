package dev.beryl;

import dev.beryl.space.Treatment;
import dev.beryl.trial.Outcome;
import java.time.Duration;
import java.util.Map;

/**
 * A result from elsewhere.
 *
 * @param where it comes from, for messages, such as {@code line 3}
 * @param outcome how it ended
 * @param cells what may be values of metrics, by the names of columns
 */
record ObservedRow(
    String where,
    Treatment treatment,
    Outcome outcome,
    Map<String, String> cells,
    Map<String, String> notes,
    Duration duration) {}
