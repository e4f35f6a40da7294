package dev.beryl.examples.cancer;

import dev.beryl.Context;
import dev.beryl.examples.cancer.ForestParameters.Impurity;
import dev.beryl.examples.cancer.ForestParameters.Smoothing;
import dev.beryl.examples.cancer.ForestParameters.SplitPoint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.Entropy;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.common.tree.ExtraTreesTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * A trained forest of decision trees.
 *
 * @param model gives the mean of the trees' probabilities
 * @param smoothing the weight of the expected shares beside the trees, in [0, 1)
 * @param expected label to the share that pseudo-votes give it
 */
record Forest(Model<Label> model, double smoothing, Map<String, Double> expected) {
  private static final Logger TRIBUO = Logger.getLogger("org.tribuo"); // kept, or its level is lost

  static {
    TRIBUO.setLevel(Level.WARNING); // it logs every tree
  }

  /** Trains on one thread; the forest depends on the examples, the treatment and the seed alone. */
  static Forest train(List<Example<Label>> examples, Context ctx) {
    var labels = new LabelFactory();
    var data =
        new MutableDataset<>(new SimpleDataSourceProvenance("breast cancer", labels), labels);
    examples.forEach(example -> data.add(example.copy())); // a data set writes to its examples
    int trees = ctx.getInt(ForestParameters.TREES);
    Smoothing kind = ctx.get(ForestParameters.SMOOTHING);
    double pseudoVotes = kind == Smoothing.NONE ? 0 : ctx.get(ForestParameters.PSEUDO_VOTES);
    return new Forest(
        trainer(ctx, trees).train(data),
        pseudoVotes / (trees + pseudoVotes),
        shares(examples, kind == Smoothing.PRIOR));
  }

  /** The share of each label: its share in the examples, or the same share for all. */
  private static Map<String, Double> shares(List<Example<Label>> examples, boolean counted) {
    var shares = new TreeMap<String, Double>();
    for (Example<Label> example : examples) {
      shares.merge(example.getOutput().getLabel(), 1.0 / examples.size(), Double::sum);
    }
    if (!counted) {
      shares.replaceAll((label, share) -> 1.0 / shares.size());
    }
    return shares;
  }

  private static Trainer<Label> trainer(Context ctx, int trees) {
    boolean anywhere = ctx.get(ForestParameters.SPLIT_POINT) == SplitPoint.RANDOM;
    boolean gini = ctx.get(ForestParameters.IMPURITY) == Impurity.GINI;
    var tree =
        new CARTClassificationTrainer(
            Integer.MAX_VALUE,
            (float) ctx.get(ForestParameters.MIN_WEIGHT),
            0,
            (float) ctx.get(ForestParameters.FEATURES),
            anywhere,
            gini ? new GiniIndex() : new Entropy(),
            ctx.random().nextLong());
    var vote = new FullyWeightedVotingCombiner();
    long seed = ctx.random().nextLong();
    return anywhere
        ? new ExtraTreesTrainer<>(tree, vote, trees, seed)
        : new RandomForestTrainer<>(tree, vote, trees, seed);
  }

  Prediction<Label> predict(Example<Label> example) {
    return model.predict(example);
  }

  /** The probability that a prediction gives to a class; 0 if that was not in training. */
  double probability(Prediction<Label> prediction, String label) {
    Label scored = prediction.getOutputScores().get(label);
    double voted = scored == null ? 0 : scored.getScore();
    return voted + smoothing * (expected.getOrDefault(label, 0.0) - voted);
  }
}
