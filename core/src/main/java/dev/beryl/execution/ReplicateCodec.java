package dev.beryl.execution;

import dev.beryl.binary.BytesIn;
import dev.beryl.binary.BytesIn.Malformed;
import dev.beryl.binary.BytesOut;
import dev.beryl.binary.OutcomeCodec;
import dev.beryl.binary.RecordKind;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results of replicates as bytes. */
final class ReplicateCodec {
  private static final int VERSION = 1;

  private ReplicateCodec() {}

  static byte[] toBytes(ReplicateResult result) {
    var out = new BytesOut(64);
    out.putByte(RecordKind.REPLICATE);
    out.putByte(VERSION);
    out.putVarint(result.trial());
    out.putVarint(result.replicate());
    out.putVarint(result.duration().toNanos());
    OutcomeCodec.put(out, result.status());
    out.putVarint(result.metrics().size());
    for (MetricValues metric : result.metrics()) {
      put(out, metric);
    }
    out.putVarint(result.reports().size());
    for (Report report : result.reports()) {
      out.putLong(report.step());
      out.putDoubles(report.values());
    }
    out.putVarint(result.notes().size());
    result
        .notes()
        .forEach((key, text) -> {
          out.putText(key);
          out.putText(text);
        });
    return out.toBytes();
  }

  private static void put(BytesOut out, MetricValues metric) {
    out.putText(metric.name());
    out.putVarint(metric.size());
    for (int i = 0; i < metric.size(); i++) {
      out.putDouble(metric.get(i));
    }
  }

  static ReplicateResult fromBytes(byte[] bytes) {
    var in = new BytesIn(bytes);
    try {
      ReplicateResult result = take(in);
      in.requireEnd();
      return result;
    } catch (Malformed | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "replicate result: malformed at byte %s: %s".formatted(in.position(), e.getMessage()), e);
    }
  }

  private static ReplicateResult take(BytesIn in) throws Malformed {
    in.takeForm(RecordKind.REPLICATE, VERSION);
    int trial = in.takeInt();
    int replicate = in.takeInt();
    Duration duration = Duration.ofNanos(in.takeVarint());
    Outcome status = OutcomeCodec.take(in);
    return new ReplicateResult(
        trial, replicate, status, metrics(in), reports(in, replicate), notes(in), duration);
  }

  private static List<MetricValues> metrics(BytesIn in) throws Malformed {
    var metrics = new ArrayList<MetricValues>();
    for (int left = in.takeCount(2 + Double.BYTES); left > 0; left--) {
      metrics.add(new MetricValues(in.takeText(), in.takeDoubles()));
    }
    return metrics;
  }

  private static List<Report> reports(BytesIn in, int replicate) throws Malformed {
    var reports = new ArrayList<Report>();
    for (int left = in.takeCount(Long.BYTES + 1); left > 0; left--) {
      reports.add(new Report(replicate, in.takeLong(), in.takeDoubles()));
    }
    return reports;
  }

  private static Map<String, String> notes(BytesIn in) throws Malformed {
    var notes = new LinkedHashMap<String, String>();
    for (int left = in.takeCount(2); left > 0; left--) {
      String key = in.takeText();
      if (notes.put(key, in.takeText()) != null) {
        throw new Malformed("two notes have the key '%s'".formatted(key));
      }
    }
    return notes;
  }
}
