package dev.beryl.tck;

import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import java.util.List;
import java.util.Optional;

/** Rule 13: capabilities say what create accepts. */
final class Declaring {
  private Declaring() {}

  static void accepts(OptimizerCase test) {
    accepts(test, test.setting(1000, 1));
    accepts(
        test,
        test.setting(
                Problem.of(test.space(), Objective.minimize("loss"), Objective.maximize("gain")))
            .withTrials(1000));
    accepts(
        test,
        test.setting(
                Problem.of(test.space(), Objective.minimize("loss"))
                    .withConstraints(List.of(OutcomeConstraint.atMost("latency", 0.05))))
            .withTrials(1000));
    accepts(test, test.open());
  }

  private static void accepts(OptimizerCase test, OptimizerSetting setting) {
    Optional<String> declined = test.declined(setting);
    String asked =
        "create for %s%s%s"
            .formatted(
                setting.objectives(),
                setting.outcomeConstraints().isEmpty()
                    ? ""
                    : " with " + setting.outcomeConstraints(),
                setting.trials().isPresent() ? "" : " without a limit on trials");
    try {
      Object made = test.provider().create(setting);
      test.require(made != null, -1, "%s returned null", asked);
      test.require(
          declined.isEmpty(), -1, "%s accepts what is %s", asked, declined.orElse("declined"));
    } catch (IllegalArgumentException refusal) {
      if (declined.isEmpty()) {
        throw test.broken(
            -1,
            "%s refuses what its capabilities [%s] cover: %s"
                .formatted(asked, test.provider().capabilities(), refusal.getMessage()),
            refusal);
      }
      String message = refusal.getMessage();
      test.require(
          message != null && !message.isBlank(),
          -1,
          "%s refuses without saying why; expected a message such as '%s'",
          asked,
          declined.orElse(""));
    } catch (BrokenRule own) {
      throw own;
    } catch (Throwable other) {
      throw test.broken(
          -1,
          "%s threw %s; a refusal is an IllegalArgumentException".formatted(asked, other),
          other);
    }
  }
}
