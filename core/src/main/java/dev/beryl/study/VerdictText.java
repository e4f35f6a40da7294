package dev.beryl.study;

import dev.beryl.study.Verdict.Difference;
import dev.beryl.study.Verdict.Finalist;
import dev.beryl.study.Verdict.Method;
import dev.beryl.study.Verdict.OnConstraint;
import dev.beryl.study.Verdict.OnObjective;
import dev.beryl.study.Verdict.Standing;
import dev.beryl.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A verdict in words. */
final class VerdictText {
  private final Verdict verdict;
  private final StringBuilder text = new StringBuilder();

  private VerdictText(Verdict verdict) {
    this.verdict = verdict;
  }

  static String sentence(Verdict verdict) {
    var text = new VerdictText(verdict);
    text.best();
    text.others();
    text.baseline();
    text.constraints();
    text.assumptions();
    return text.text.toString();
  }

  private void best() {
    Finalist winner = verdict.winner();
    OnObjective first = verdict.first();
    add(
        "Of %s finalists %s is best: %s %s%s"
            .formatted(
                verdict.finalists().size(),
                winner.name(),
                metric(first),
                value(first),
                isExact() ? "" : ", " + count(winner.replicates())));
    for (OnObjective other : verdict.objectives().subList(1, verdict.objectives().size())) {
      text.append("; ").append(metric(other)).append(' ').append(value(other));
    }
    text.append('.');
  }

  private static String metric(OnObjective on) {
    String aggregation = on.objective().aggregation().name();
    return aggregation.equals("mean")
        ? on.objective().metric()
        : aggregation + " of " + on.objective().metric();
  }

  private static String value(OnObjective on) {
    String number = number(on.value(), on.interval());
    return isPoint(on.interval()) ? number : number + ", " + interval(on.interval());
  }

  private void others() {
    List<String> near = names(Standing.NOT_RULED_OUT);
    if (!near.isEmpty() && isExact()) {
      add(
          (near.size() == 1 ? "%s is equal to it." : "%s are equal to it.")
              .formatted(subject(near)));
    } else if (!near.isEmpty()) {
      add("%s can't be told from it%s.".formatted(subject(near), bound()));
    }
    if (verdict.method() != Method.INDIFFERENCE_ZONE) {
      worse(names(Standing.WORSE));
    } else if (near.isEmpty()) {
      add(
          "With a probability of %s it is the best finalist, or less than %s worse."
              .formatted(percent(verdict.confidence()), Numbers.shown(verdict.indifference())));
    }
    for (Finalist finalist : verdict.finalists()) {
      if (finalist.standing() == Standing.INFEASIBLE || finalist.standing() == Standing.FAILED) {
        finalist
            .reason()
            .ifPresent(
                reason -> add("%s is out: %s.".formatted(capitalized(finalist.name()), reason)));
      }
    }
  }

  private void worse(List<String> worse) {
    if (worse.size() == verdict.finalists().size() - 1) {
      add(
          isExact()
              ? "All others are worse."
              : "All others are worse, with a confidence of %s."
                  .formatted(percent(verdict.confidence())));
    } else if (!worse.isEmpty()) {
      add((worse.size() == 1 ? "%s is worse." : "%s are worse.").formatted(subject(worse)));
    }
  }

  private static String subject(List<String> names) {
    return capitalized(listed(names));
  }

  private String winner() {
    return capitalized(verdict.winner().name());
  }

  /** By how much it may be worse than those that can't be told from it. */
  private String bound() {
    double worse = verdict.atMostWorse();
    return Double.isFinite(worse)
        ? "; with a confidence of %s it is at most %s worse"
            .formatted(percent(verdict.confidence()), rounded(Math.max(0, worse)))
        : ", with too few replicates to say how much worse it may be";
  }

  private List<String> names(Standing standing) {
    return verdict.finalists().stream()
        .filter(finalist -> finalist.standing() == standing)
        .map(Finalist::name)
        .toList();
  }

  private void baseline() {
    if (verdict.baseline().isEmpty()) {
      return;
    }
    int index = verdict.baseline().getAsInt();
    if (index == verdict.best()) {
      add("%s is the baseline itself.".formatted(winner()));
      return;
    }
    Difference difference = verdict.first().differences().get(index);
    if (Double.isNaN(difference.worseBy())) {
      add("%s and the baseline have no replicates in common.".formatted(winner()));
      return;
    }
    Interval interval = difference.interval();
    boolean isBehind = difference.worseBy() < 0;
    add(
        "%s is %s than the baseline by %s%s%s."
            .formatted(
                winner(),
                isBehind ? "worse" : "better",
                number(Math.abs(difference.worseBy()), interval),
                isPoint(interval) ? "" : ", " + interval(isBehind ? negated(interval) : interval),
                !isPoint(interval) && interval.contains(0) ? ", which may be none" : ""));
  }

  private void constraints() {
    for (OnConstraint on : verdict.bounds()) {
      String number = number(on.value(), on.interval());
      add(
          "%s has a %s of %s of %s, which %s \"%s\"%s."
              .formatted(
                  winner(),
                  on.constraint().aggregation().name(),
                  on.constraint().metric(),
                  number,
                  on.satisfied() ? "satisfies" : "violates",
                  on.constraint(),
                  on.certain() || isExact() ? "" : "; the race has not shown it with confidence"));
    }
  }

  private void assumptions() {
    switch (verdict.method()) {
      case BOOTSTRAP -> add("The confidence is approximate, by a bootstrap.");
      case EVERY_REPLICATE -> add("Finalists ran all the replicates that there are.");
      case WITHOUT_NOISE -> add("The objective has no noise: replicates do not differ.");
      case PAIRED_T, SIGNS, BETTING, INDIFFERENCE_ZONE -> {}
    }
    add("Treatments that did not reach the race are not covered.");
  }

  private boolean isExact() {
    return verdict.method() == Method.EVERY_REPLICATE || verdict.method() == Method.WITHOUT_NOISE;
  }

  private void add(String sentence) {
    text.append(text.isEmpty() ? "" : " ").append(sentence);
  }

  static String table(Verdict verdict) {
    var rows = new ArrayList<List<String>>();
    var header = new ArrayList<>(List.of("finalist", "standing", "replicates"));
    for (OnObjective on : verdict.objectives()) {
      header.add(metric(on) + ": worse by");
      header.add("%s interval".formatted(percent(verdict.confidence())));
    }
    rows.add(header);
    IntStream.range(0, verdict.finalists().size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> verdict.first().differences().get(i).worseBy()))
        .forEach(i -> rows.add(row(verdict, i)));
    return aligned(rows);
  }

  private static List<String> row(Verdict verdict, int finalist) {
    Finalist shown = verdict.finalists().get(finalist);
    var row =
        new ArrayList<>(
            List.of(shown.name(), words(shown.standing()), Integer.toString(shown.replicates())));
    for (OnObjective on : verdict.objectives()) {
      Difference difference = on.differences().get(finalist);
      boolean isKnown = !difference.ofTheBest() && !Double.isNaN(difference.worseBy());
      row.add(isKnown ? number(difference.worseBy(), difference.interval()) : "-");
      row.add(isKnown && !isPoint(difference.interval()) ? ends(difference.interval()) : "-");
    }
    return row;
  }

  private static String aligned(List<List<String>> rows) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    var text = new StringBuilder();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  static String words(Standing standing) {
    return switch (standing) {
      case BEST -> "best";
      case NOT_RULED_OUT -> "not ruled out";
      case WORSE -> "worse";
      case INFEASIBLE -> "infeasible";
      case FAILED -> "failed";
    };
  }

  static String count(int replicates) {
    return replicates == 1 ? "1 replicate" : replicates + " replicates";
  }

  private static String interval(Interval interval) {
    return Double.isFinite(interval.low()) || Double.isFinite(interval.high())
        ? "%s interval %s".formatted(percent(interval.level()), ends(interval))
        : "too few replicates for an interval";
  }

  private static String ends(Interval interval) {
    double step = (interval.high() - interval.low()) / 4;
    return "%s to %s"
        .formatted(Numbers.upTo(step, interval.low()), Numbers.upTo(step, interval.high()));
  }

  private static Interval negated(Interval interval) {
    return new Interval(-interval.high(), -interval.low(), interval.level());
  }

  /** A number with the digits that its interval leaves certain. */
  private static String number(double number, Interval interval) {
    return Numbers.upTo((interval.high() - interval.low()) / 4, number);
  }

  private static String rounded(double number) {
    return Numbers.upTo(number, number);
  }

  private static boolean isPoint(Interval interval) {
    return interval.low() == interval.high();
  }

  static String percent(double share) {
    return Numbers.shown(Math.round(share * 1e6) / 1e4) + " %";
  }

  private static String listed(List<String> names) {
    return names.size() == 1
        ? names.getFirst()
        : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }

  private static String capitalized(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
