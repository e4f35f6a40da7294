package dev.beryl.report.page;

import dev.beryl.report.study.State;
import dev.beryl.report.study.StudyView;
import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.ItemsParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.trial.Trial;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A study's trials as columns for the page's script, little-endian, one column after the other:
 *
 * <ol>
 *   <li>for each objective its values, doubles, NaN where there is none
 *   <li>for each parameter the exact values of the kept trials, doubles
 *   <li>durations in seconds, floats
 *   <li>numbers of the trials, ints
 *   <li>the kept trials' rows, ints
 *   <li>for each parameter the place on its own scale in 65 535 steps, or the index of a choice,
 *       unsigned shorts; 65 535 where it is inactive
 *   <li>states, bytes
 * </ol>
 */
final class Columns {
  static final int MOST_ROWS = 50_000;
  static final int MOST_BEST = 1000;
  static final int MOST_FAILURES = 250;
  private static final long MOST_EXACT = 1L << 53; // of integers as doubles
  private static final int STEPS = 65_534;
  private static final int INACTIVE = 65_535;

  private final StudyView view;
  private final List<Trial> rows;
  private final int[] kept;

  Columns(StudyView view) {
    this.view = view;
    List<Trial> trials = view.result().trials();
    BitSet keptNumbers = kept(view);
    this.rows = rows(trials, keptNumbers);
    this.kept =
        IntStream.range(0, rows.size())
            .filter(row -> keptNumbers.get(rows.get(row).number()))
            .toArray();
  }

  /** The numbers of the front, the best, failures, the first and the last. */
  private static BitSet kept(StudyView view) {
    List<Trial> trials = view.result().trials();
    var numbers = new BitSet();
    if (view.result().objectives().size() > 1) {
      evenly(view.result().paretoFront(), MOST_BEST, numbers);
    }
    for (Trial trial : Bests.best(trials, _ -> true, MOST_BEST)) {
      if (numbers.cardinality() < MOST_BEST) {
        numbers.set(trial.number());
      }
    }
    evenly(
        trials.stream().filter(trial -> State.of(trial) == State.FAILED).toList(),
        MOST_FAILURES,
        numbers);
    if (!trials.isEmpty()) {
      numbers.set(trials.getFirst().number());
      numbers.set(trials.getLast().number());
    }
    return numbers;
  }

  private static void evenly(List<Trial> trials, int most, BitSet numbers) {
    int size = Math.min(most, trials.size());
    for (int i = 0; i < size; i++) {
      numbers.set(trials.get((int) ((long) i * trials.size() / size)).number());
    }
  }

  /** All trials, or of too many the kept ones and evenly chosen others. */
  private static List<Trial> rows(List<Trial> trials, BitSet kept) {
    if (trials.size() <= MOST_ROWS) {
      return trials;
    }
    var numbers = (BitSet) kept.clone();
    evenly(trials, MOST_ROWS - kept.cardinality(), numbers);
    return trials.stream().filter(trial -> numbers.get(trial.number())).toList();
  }

  /** What the columns are, as JSON. */
  String description() {
    var parameters = new ArrayList<String>();
    for (Parameter parameter : view.result().space().parameters()) {
      Scale scale = Scale.of(parameter);
      List<String> values =
          parameter instanceof ItemsParameter<?> list
              ? list.items().stream().map(String::valueOf).toList()
              : scale.choices();
      parameters.add(
          "{\"key\":%s,\"name\":%s,\"low\":%s,\"high\":%s,\"log\":%s,\"integer\":%s,\"choices\":%s,\"values\":%s,\"quoted\":%s%s}"
              .formatted(
                  JsonText.of(parameter.name()),
                  JsonText.of(Encoder.visible(parameter.name())),
                  JsonText.of(scale.low()),
                  JsonText.of(scale.high()),
                  scale.logarithmic(),
                  parameter instanceof IntegerParameter,
                  JsonText.of(scale.choices().stream().map(Encoder::visible).toList()),
                  JsonText.of(values),
                  isQuoted(parameter),
                  exactly(parameter, values)));
    }
    List<String> objectives =
        view.result().objectives().stream()
            .map(o ->
                "{\"name\":%s,\"sign\":%s}"
                    .formatted(JsonText.of(Encoder.visible(o.metric())), o.loss(1)))
            .toList();
    List<String> states = new ArrayList<>();
    for (State state : State.values()) {
      states.add(
          "{\"word\":%s,\"color\":%s}"
              .formatted(JsonText.of(state.word()), JsonText.of(state.color())));
    }
    return "{\"rows\":%s,\"trials\":%s,\"kept\":%s,\"parameters\":[%s],\"objectives\":[%s],\"states\":[%s]}"
        .formatted(
            rows.size(),
            view.result().trials().size(),
            kept.length,
            String.join(",", parameters),
            String.join(",", objectives),
            String.join(",", states));
  }

  private static boolean isQuoted(Parameter parameter) {
    List<?> values =
        switch (parameter) {
          case ChoiceParameter<?> choice -> choice.values();
          case ItemsParameter<?> list -> list.items();
          case RealParameter _, IntegerParameter _ -> List.of();
        };
    return values.stream().noneMatch(value -> value instanceof Number || value instanceof Boolean);
  }

  /** The values of kept trials where a double does not tell them: digits, or places of items. */
  private String exactly(Parameter parameter, List<String> items) {
    if (parameter instanceof ItemsParameter<?> list) {
      return ",\"items\":%s,\"lists\":%s"
          .formatted(
              JsonText.of(items.stream().map(Encoder::visible).toList()),
              ofKept(
                  value ->
                      ((List<?>) value)
                          .stream()
                              .map(item -> Integer.toString(list.items().indexOf(item)))
                              .collect(Collectors.joining(",", "[", "]")),
                  parameter));
    }
    boolean wide =
        parameter instanceof IntegerParameter integer
            && (integer.low() < -MOST_EXACT || integer.high() > MOST_EXACT);
    return wide ? ",\"digits\":" + ofKept(value -> JsonText.of(value.toString()), parameter) : "";
  }

  private String ofKept(Function<Object, String> text, Parameter parameter) {
    return Arrays.stream(kept)
        .mapToObj(row -> rows.get(row).treatment().value(parameter.name()))
        .map(value -> value == null ? "null" : text.apply(value))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** The columns in base64. */
  String base64() {
    List<Parameter> parameters = view.result().space().parameters();
    int objectives = view.result().objectives().size();
    int n = rows.size();
    int size =
        n * (8 * objectives + 4 + 4 + 2 * parameters.size() + 1)
            + kept.length * (8 * parameters.size() + 4);
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    for (int m = 0; m < objectives; m++) {
      for (Trial trial : rows) {
        out.putDouble(trial.isCompleted() ? trial.value(m) : Double.NaN);
      }
    }
    for (Parameter parameter : parameters) {
      for (int row : kept) {
        out.putDouble(Values.of(rows.get(row), parameter));
      }
    }
    rows.forEach(trial -> out.putFloat((float) (trial.duration().toNanos() / 1e9)));
    rows.forEach(trial -> out.putInt(trial.number()));
    for (int row : kept) {
      out.putInt(row);
    }
    for (Parameter parameter : parameters) {
      Scale scale = Scale.of(parameter);
      for (Trial trial : rows) {
        out.putShort((short) step(scale, Values.of(trial, parameter)));
      }
    }
    rows.forEach(trial -> out.put((byte) State.of(trial).rank()));
    return Base64.getEncoder().encodeToString(out.array());
  }

  static int step(Scale scale, double value) {
    if (Double.isNaN(value)) {
      return INACTIVE;
    }
    if (scale.isChoice()) {
      return (int) Math.min(STEPS, value);
    }
    return (int) Math.round(Math.max(0, Math.min(1, scale.place(value))) * STEPS);
  }
}
