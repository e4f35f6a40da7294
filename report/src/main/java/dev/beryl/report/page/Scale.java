package dev.beryl.report.page;

import dev.beryl.report.study.Figures;
import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.ItemsParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import java.util.ArrayList;
import java.util.List;

/** An axis: how values become places between its two ends. */
final class Scale {
  /** A mark of an axis. */
  record Tick(double value, String text) {}

  private final double low;
  private final double high;
  private final boolean logarithmic;
  private final List<String> choices;
  private final double from; // of the ends, or of their logarithms
  private final double extent;

  /**
   * Makes a scale; ends that coincide are moved apart.
   *
   * @param low the value at the start
   * @param high the value at the end
   * @param logarithmic whether the scale is logarithmic; the ends are positive then
   * @param choices the texts of the values 0, 1, …; empty if it is a number
   */
  Scale(double low, double high, boolean logarithmic, List<String> choices) {
    boolean apart = high > low;
    double margin = Math.max(Math.abs(low) * 0.1, 0.5);
    boolean positive = logarithmic && low > 0;
    this.high = apart ? high : positive ? low * 1.5 : low + margin;
    this.low = apart ? low : positive ? low / 1.5 : low - margin;
    this.logarithmic = logarithmic;
    this.choices = List.copyOf(choices);
    this.from = logarithmic ? StrictMath.log(this.low) : this.low;
    this.extent = (logarithmic ? StrictMath.log(this.high) : this.high) - from;
  }

  static Scale linear(double low, double high) {
    return new Scale(low, high, false, List.of());
  }

  static Scale of(Parameter parameter) {
    return switch (parameter) {
      case RealParameter real ->
          new Scale(real.low(), real.high(), real.scale() == dev.beryl.space.Scale.LOG, List.of());
      case IntegerParameter integer ->
          new Scale(
              integer.low(),
              integer.high(),
              integer.scale() == dev.beryl.space.Scale.LOG,
              List.of());
      case ChoiceParameter<?> choice ->
          new Scale(
              -0.5,
              choice.values().size() - 0.5,
              false,
              choice.values().stream().map(String::valueOf).toList());
      case ItemsParameter<?> _ -> linear(0, 1);
    };
  }

  /** A scale for values, NaN left out: logarithmic if they are positive and over three decades. */
  static Scale around(double least, double most) {
    if (least > 0 && most / least > 1000) {
      return new Scale(least / 1.2, most * 1.2, true, List.of());
    }
    double margin = (most - least) * 0.04;
    return linear(least - margin, most + margin);
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }

  boolean logarithmic() {
    return logarithmic;
  }

  List<String> choices() {
    return choices;
  }

  boolean isChoice() {
    return !choices.isEmpty();
  }

  /** The place of a value: 0 at the start, 1 at the end. */
  double place(double value) {
    return logarithmic ? (StrictMath.log(value) - from) / extent : value / extent - from / extent;
  }

  /** Marks at round values, about as many as wanted. */
  List<Tick> ticks(int wanted) {
    if (isChoice()) {
      var ticks = new ArrayList<Tick>();
      int every = (choices.size() + 2 * wanted - 1) / (2 * wanted);
      for (int i = 0; i < choices.size(); i += every) {
        ticks.add(new Tick(i, choices.get(i)));
      }
      return ticks;
    }
    List<Tick> ticks = logarithmic ? powers(wanted) : List.of();
    return ticks.size() < 2 ? steps(wanted) : ticks;
  }

  private List<Tick> powers(int wanted) {
    int first = (int) Math.ceil(StrictMath.log10(low) - 1e-9);
    int last = (int) Math.floor(StrictMath.log10(high) + 1e-9);
    int every = Math.max(1, (last - first) / Math.max(1, wanted) + (last - first > wanted ? 1 : 0));
    var ticks = new ArrayList<Tick>();
    for (int power = first; power <= last; power += every) {
      double value = StrictMath.pow(10, power);
      ticks.add(new Tick(value, Figures.rounded(value, 1)));
    }
    return ticks;
  }

  private List<Tick> steps(int wanted) {
    double raw = (high - low) / wanted;
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(raw)));
    double step = power;
    for (double factor : new double[] {2, 5, 10}) {
      step = step < raw * 0.75 ? factor * power : step;
    }
    var ticks = new ArrayList<Tick>();
    for (long i = (long) Math.ceil(low / step - 1e-9);
        i * step <= high + 1e-9 * step && ticks.size() < 4 * wanted;
        i++) {
      double value = i * step;
      ticks.add(new Tick(value, Figures.within(value, step * 100)));
    }
    return ticks;
  }
}
