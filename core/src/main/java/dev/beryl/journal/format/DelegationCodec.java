package dev.beryl.journal.format;

import dev.beryl.binary.BytesIn;
import dev.beryl.binary.BytesIn.Malformed;
import dev.beryl.binary.BytesOut;
import dev.beryl.binary.RecordKind;
import dev.beryl.journal.JournalRecord;
import dev.beryl.spi.Delegation;

/** The record of a delegation as bytes. */
final class DelegationCodec {
  private static final int VERSION = 1;

  private DelegationCodec() {}

  static void put(BytesOut out, JournalRecord.Delegated record) {
    out.putByte(RecordKind.DELEGATED);
    out.putByte(VERSION);
    out.putVarint(record.delegation().trial());
    out.putText(record.delegation().optimizer());
    out.putText(record.delegation().reason());
  }

  /** Whether a payload is of this kind, in the form that is known here. */
  static boolean reads(byte[] payload) {
    return payload.length > 1
        && (payload[0] & 0xff) == RecordKind.DELEGATED
        && payload[1] == VERSION;
  }

  static JournalRecord take(byte[] payload) throws Malformed {
    var in = new BytesIn(payload);
    var _ = in.takeByte();
    var _ = in.takeByte();
    int trial = in.takeInt();
    String optimizer = in.takeText();
    String reason = in.takeText();
    in.requireEnd();
    try {
      return new JournalRecord.Delegated(new Delegation(trial, optimizer, reason));
    } catch (IllegalArgumentException e) {
      throw new Malformed(String.valueOf(e.getMessage()));
    }
  }
}
