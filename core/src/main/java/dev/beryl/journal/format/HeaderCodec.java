package dev.beryl.journal.format;

import dev.beryl.binary.BytesIn;
import dev.beryl.binary.BytesIn.Malformed;
import dev.beryl.binary.BytesOut;
import dev.beryl.binary.RecordKind;
import dev.beryl.fault.Text;
import dev.beryl.journal.JournalHeader;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Direction;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/** The description of a study as bytes. */
public final class HeaderCodec {
  private static final int PLAIN = 1;
  private static final int EXTENDED = 2; // has margins and the study's name
  private static final int SESSION = 1;
  private static final int COMMON_SEEDS = 2;
  private static final int RACING = 8;
  private static final int EAGER = 4;

  private HeaderCodec() {}

  /**
   * The payload of a description.
   *
   * @return a new array
   */
  public static byte[] toBytes(JournalHeader header) {
    var out = new BytesOut(1024);
    Problem problem = header.problem();
    int version = version(header);
    out.putByte(RecordKind.STUDY);
    out.putByte(version);
    out.putText(header.identity());
    out.putByte(flags(header));
    ParameterCodec.put(out, problem.space().parameters());
    out.putVarint(problem.space().constraints().size());
    problem.space().constraints().forEach(constraint -> out.putText(constraint.name()));
    out.putVarint(problem.objectives().size());
    problem.objectives().forEach(objective -> put(out, objective));
    out.putVarint(problem.constraints().size());
    problem.constraints().forEach(constraint -> put(out, constraint, version));
    put(out, header.replication());
    out.putText(Text.requireWellFormed("name of the optimizer", header.search().optimizer()));
    out.putText(Text.requireWellFormed("options of the optimizer", header.search().options()));
    out.putLong(header.search().seed());
    out.putVarint(header.search().parallelism());
    if (version == EXTENDED) {
      out.putText(header.name());
    }
    return out.toBytes();
  }

  /** The least version that can say all of it, so that older libraries read what they can. */
  private static int version(JournalHeader header) {
    boolean extended =
        !header.name().isEmpty()
            || header.problem().constraints().stream().anyMatch(c -> c.margin() != 0);
    return extended ? EXTENDED : PLAIN;
  }

  private static int flags(JournalHeader header) {
    return (header.session() ? SESSION : 0)
        | (header.replication().commonSeeds() ? COMMON_SEEDS : 0)
        | (header.search().asCompleted() ? EAGER : 0)
        | (header.replication().racing() ? RACING : 0);
  }

  private static void put(BytesOut out, Objective objective) {
    out.putText(objective.metric());
    out.putText(objective.direction().name());
    out.putText(objective.aggregation().name());
  }

  private static void put(BytesOut out, OutcomeConstraint constraint, int version) {
    out.putText(constraint.metric());
    out.putText(constraint.sense().name());
    out.putDouble(constraint.bound());
    out.putText(constraint.aggregation().name());
    if (version == EXTENDED) {
      out.putDouble(constraint.margin());
    }
  }

  private static void put(BytesOut out, JournalHeader.Replication replication) {
    out.putVarint(replication.replicates());
    out.putVarint(replication.retries());
    out.putVarint(replication.tolerated());
    out.putVarint(replication.penalties().size());
    replication.penalties().forEach(out::putDouble);
  }

  /**
   * Reads the payload of a description.
   *
   * @return the description
   * @throws Malformed if the bytes are none
   */
  public static JournalHeader fromBytes(byte[] payload) throws Malformed {
    var in = new BytesIn(payload);
    try {
      JournalHeader header = take(in);
      in.requireEnd();
      return header;
    } catch (IllegalArgumentException refused) {
      throw new Malformed(String.valueOf(refused.getMessage()));
    }
  }

  private static JournalHeader take(BytesIn in) throws Malformed {
    int version = in.takeForm(RecordKind.STUDY, PLAIN, EXTENDED);
    String identity = in.takeText();
    int flags = in.takeByte();
    SearchSpace space = constrained(SearchSpace.of(ParameterCodec.take(in)), in);
    var problem = new Problem(space, objectives(in), constraints(in, version));
    var replication =
        new JournalHeader.Replication(
            in.takeInt(),
            (flags & COMMON_SEEDS) != 0,
            in.takeInt(),
            in.takeInt(),
            Arrays.stream(in.takeDoubles()).boxed().toList(),
            (flags & RACING) != 0);
    String optimizer = in.takeText();
    String options = in.takeText();
    long seed = in.takeLong();
    var search =
        new JournalHeader.Search(optimizer, options, seed, in.takeInt(), (flags & EAGER) != 0);
    String name = version == EXTENDED ? in.takeText() : "";
    return new JournalHeader(identity, (flags & SESSION) != 0, problem, replication, search, name);
  }

  private static SearchSpace constrained(SearchSpace space, BytesIn in) throws Malformed {
    var names = new HashSet<String>();
    SearchSpace constrained = space;
    for (int left = in.takeCount(1); left > 0; left--) {
      String name = in.takeText();
      if (!names.add(name)) {
        throw new Malformed("two constraints are named '%s'".formatted(name));
      }
      constrained = constrained.subjectTo(name, treatment -> true);
    }
    return constrained;
  }

  private static List<Objective> objectives(BytesIn in) throws Malformed {
    var objectives = new ArrayList<Objective>();
    for (int left = in.takeCount(3); left > 0; left--) {
      objectives.add(
          new Objective(
              in.takeText(), in.takeName(Direction.values()), Aggregation.named(in.takeText())));
    }
    return objectives;
  }

  private static List<OutcomeConstraint> constraints(BytesIn in, int version) throws Malformed {
    var constraints = new ArrayList<OutcomeConstraint>();
    for (int left = in.takeCount(3 + Double.BYTES); left > 0; left--) {
      constraints.add(
          new OutcomeConstraint(
              in.takeText(),
              in.takeName(OutcomeConstraint.Sense.values()),
              in.takeDouble(),
              Aggregation.named(in.takeText()),
              version == EXTENDED ? in.takeDouble() : 0));
    }
    return constraints;
  }
}
