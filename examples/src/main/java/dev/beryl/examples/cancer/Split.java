package dev.beryl.examples.cancer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/**
 * A hold-out split.
 *
 * @param train the examples that train a model
 * @param test the examples that judge it
 */
record Split(List<Example<Label>> train, List<Example<Label>> test) {

  /** Draws a split in which each class has the given share of the test part, up to rounding. */
  static Split stratified(List<Example<Label>> examples, double testShare, RandomGenerator random) {
    var classes = new TreeMap<String, List<Example<Label>>>();
    for (Example<Label> example : examples) {
      classes
          .computeIfAbsent(example.getOutput().getLabel(), label -> new ArrayList<>())
          .add(example);
    }
    var train = new ArrayList<Example<Label>>();
    var test = new ArrayList<Example<Label>>();
    for (List<Example<Label>> members : classes.values()) {
      Collections.shuffle(members, random);
      int tested = Math.toIntExact(Math.round(testShare * members.size()));
      test.addAll(members.subList(0, tested));
      train.addAll(members.subList(tested, members.size()));
    }
    return new Split(train, test);
  }
}
