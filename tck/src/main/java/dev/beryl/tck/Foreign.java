package dev.beryl.tck;

import dev.beryl.space.Treatment;
import dev.beryl.spi.OptimizerSetting;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with an answer that is no treatment of the space. */
final class Foreign {
  private Foreign() {}

  static String describe(OptimizerSetting setting, @Nullable Treatment treatment) {
    if (treatment == null) {
      return "null among its treatments";
    }
    String kind =
        treatment.space().isPresent()
            ? ", which belongs to another space: make treatments with setting.space()"
            : ", which was made by hand: use space.fromUnit, space.fromCoordinates or space.bind";
    try {
      setting.space().bind(treatment);
      return treatment + kind;
    } catch (IllegalArgumentException refused) {
      return treatment + kind + "; nor would it fit: " + refused.getMessage();
    }
  }
}
