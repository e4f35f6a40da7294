package dev.beryl.tck;

import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;

/** The gallery's spaces with conditional parameters. */
final class Conditional {
  private static final int DEPTH = 6;
  private static final int BRANCHES = 8;

  private Conditional() {}

  static List<GallerySpace> spaces() {
    return List.of(
        branch(),
        new GallerySpace("deep conditions", SearchSpace.of(chain())),
        new GallerySpace("children before parents", SearchSpace.of(chain().reversed())),
        new GallerySpace("many branches", SearchSpace.of(branches())),
        layers());
  }

  private static GallerySpace branch() {
    CategoricalParameter<String> kernel = Parameter.choice("kernel", "linear", "rbf", "poly");
    return SpaceGallery.space(
        "conditions",
        kernel,
        Parameter.real("cost", 1e-3, 1e3).log(),
        Parameter.real("gamma", 1e-4, 10).log().when(kernel, "rbf", "poly"),
        Parameter.integer("degree", 2, 5).when(kernel, "poly"));
  }

  /** Each flag but the first depends on the one before it, as a real does. */
  private static List<Parameter> chain() {
    var parameters = new ArrayList<Parameter>();
    CategoricalParameter<Boolean> parent = Parameter.flag("flag0");
    parameters.add(parent);
    for (int i = 1; i < DEPTH; i++) {
      CategoricalParameter<Boolean> child = Parameter.flag("flag" + i).when(parent, true);
      parameters.add(Parameter.real("real" + i, 0, i).when(parent, true));
      parameters.add(child);
      parent = child;
    }
    return parameters;
  }

  private static List<Parameter> branches() {
    var parameters = new ArrayList<Parameter>();
    IntegerParameter branch = Parameter.integer("branch", 1, BRANCHES);
    parameters.add(branch);
    for (int i = 1; i <= BRANCHES; i++) {
      parameters.add(Parameter.real("x" + i, -1, 1).when(branch, i));
      parameters.add(Parameter.integer("n" + i, 0, 9).when(branch, i));
      parameters.add(Parameter.choice("c" + i, "a", "b").when(branch, i));
    }
    return parameters;
  }

  private static GallerySpace layers() {
    IntegerParameter layers = Parameter.integer("layers", 0, 3);
    return SpaceGallery.space(
        "a parameter for each layer",
        layers,
        Parameter.integer("units1", 4, 64).log().when(layers, 1, 2, 3),
        Parameter.integer("units2", 4, 64).log().when(layers, 2, 3),
        Parameter.integer("units3", 4, 64).log().when(layers, 3),
        Parameter.real("dropout", 0, 0.5).step(0.1));
  }

  static GallerySpace finite() {
    CategoricalParameter<String> kind = Parameter.choice("kind", "none", "few", "many");
    IntegerParameter few = Parameter.integer("few", 1, 3).when(kind, "few");
    return SpaceGallery.space(
        "12 treatments under conditions",
        kind,
        few,
        Parameter.flag("twice").when(few, 2),
        Parameter.real("many", 0, 3).step(0.5).when(kind, "many"));
  }
}
