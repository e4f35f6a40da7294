'use strict';
// When replicates ran in which slot, and which trial slots waited for: docs/report.md of the project says how it is defined.

/** In which order one process told trials, or took in replicates, and so which one held up the others when. */
class TellingOrder {
  constructor(inFlight) {
    this.inFlight = inFlight;
    this.told = [];
    this.pending = new Map();
    this.items = 0;
    this.ended = false;
  }

  next() {
    const next = new TellingOrder(this.inFlight);
    [...this.pending.keys()].forEach((trial) => next.asked(trial));
    return next;
  }

  item(trial, start, end) {
    return {trial, place: this.items++, start, end};
  }

  asked(trial) {
    this.pending.set(trial, this.item(trial, Infinity, -Infinity));
  }

  ran(trial, start, end) {
    const item = this.pending.get(trial);
    if (item !== undefined) {
      item.start = Math.min(item.start, start);
      item.end = Math.max(item.end, end);
    }
  }

  tell(trial) {
    const item = this.pending.get(trial);
    if (item !== undefined) {
      this.pending.delete(trial);
      this.told.push(item);
    }
  }

  tookIn(trial, start, end) {
    this.told.push(this.item(trial, start, end));
  }

  /** The times in which a trial was waited for by slots that ran nothing; spans are the replicates by their start. */
  holds(spans) {
    const pending = new Set(this.pending.values());
    const items = [...this.told.slice(-Timeline.most), ...pending];
    let known = -Infinity;
    const asked = Float64Array.from([...items].sort((a, b) => a.place - b.place),
      ({start}) => (known = start === Infinity ? known : start)).sort();
    const limit = this.ended ? spans.at(-1).start : Infinity;
    const busy = TellingOrder.busy(spans);
    const holds = [];
    let before = -Infinity;
    let b = 0;
    items.forEach((item, i) => {
      const end = pending.has(item) ? Infinity : Math.max(before, item.end);
      const full = i + this.inFlight - 1 < asked.length ? asked[i + this.inFlight - 1] : Infinity;
      const from = Math.max(full, before);
      const to = Math.min(end, limit);
      while (b < busy.length && busy[b].to <= from) {
        b++;
      }
      for (let k = b; k < busy.length && busy[k].from < to; k++) {
        TellingOrder.add(holds, item.trial, Math.max(from, busy[k].from), Math.min(to, busy[k].to));
      }
      before = end;
    });
    return holds;
  }

  /** The times in which any replicate ran. */
  static busy(spans) {
    const busy = [];
    for (const {start, end} of spans) {
      if (busy.length > 0 && start <= busy.at(-1).to) {
        busy.at(-1).to = Math.max(busy.at(-1).to, end);
      } else {
        busy.push({from: start, to: end});
      }
    }
    return busy;
  }

  static add(holds, trial, from, to) {
    const last = holds.at(-1);
    if (from < to && last !== undefined && last.trial === trial && last.to === from) {
      last.to = to;
    } else if (from < to) {
      holds.push({trial, from, to});
    }
  }
}

/** Replicates as a journal has them, process by process. */
class Timeline {
  constructor(inFlight, racing) {
    this.racing = racing;
    this.order = new TellingOrder(inFlight);
    this.process = 0;
    this.spans = [];
    this.last = null; // the process that recorded the newest replicate
  }

  opened() {
    this.process++;
    this.order = this.order.next();
  }

  asked(trial) {
    if (!this.racing) {
      this.order.asked(trial);
    }
  }

  told(trial) {
    this.order.tell(trial);
  }

  ended() {
    this.order.ended = true;
  }

  ran(trial, state, start, nanos) {
    if (this.last === null || this.last.process !== this.process) {
      this.last = {process: this.process, order: this.order};
      this.spans = [];
    }
    const span = {start, end: start + nanos, trial, state};
    this.spans.push(span);
    if (this.spans.length >= 2 * Timeline.most) {
      this.spans = this.spans.slice(-Timeline.most);
    }
    if (this.racing) {
      this.order.tookIn(trial, span.start, span.end);
    } else {
      this.order.ran(trial, span.start, span.end);
    }
  }

  /** What the last process ran in which slot, and what slots waited for; null if no start is known. */
  lastProcess() {
    if (this.last === null) {
      return null;
    }
    const spans = this.spans.slice(-Timeline.most).sort((a, b) => a.start - b.start || a.end - b.end);
    const slots = Timeline.slots(spans);
    const holds = this.last.order.holds(spans);
    return {number: this.last.process, spans, slots, holds, start: spans[0].start,
      end: spans.reduce((most, span) => Math.max(most, span.end), 0), ...Timeline.use(spans, slots.length, holds)};
  }

  /** The first slot that is free takes the next replicate. */
  static slots(spans) {
    const slots = [];
    for (const span of spans) {
      const free = slots.findIndex((slot) => slot.at(-1).end <= span.start);
      if (free < 0) {
        slots.push([span]);
      } else {
        slots[free].push(span);
      }
    }
    return slots;
  }

  /** The shares of the slots' time, and for each trial that was waited for how long, the longest first. */
  static use(spans, slots, holds) {
    const starts = Float64Array.from(spans, (span) => span.start).sort();
    const ends = Float64Array.from(spans, (span) => span.end).sort();
    const times = [...new Set([...starts, ...ends, ...holds.flatMap(({from, to}) => [from, to])])].sort((a, b) => a - b);
    const parts = [0, 0, 0, 0];
    const waits = new Map();
    let started = 0;
    let ended = 0;
    let hold = 0;
    for (let i = 0; i + 1 < times.length; i++) {
      const time = times[i + 1] - times[i];
      while (started < starts.length && starts[started] <= times[i]) {
        started++;
      }
      while (ended < ends.length && ends[ended] <= times[i]) {
        ended++;
      }
      while (hold < holds.length && holds[hold].to <= times[i]) {
        hold++;
      }
      const running = started - ended;
      const held = hold < holds.length && holds[hold].from <= times[i];
      parts[0] += running * time;
      parts[held ? 1 : running > 0 && times[i] >= starts.at(-1) ? 2 : 3] += (slots - running) * time;
      if (held && running < slots) {
        const wait = waits.get(holds[hold].trial) || {trial: holds[hold].trial, slots: 0, held: 0};
        waits.set(wait.trial, {trial: wait.trial, slots: wait.slots + (slots - running) * time, held: wait.held + time});
      }
    }
    const all = Math.max(1, parts.reduce((sum, part) => sum + part));
    const [ran, waited, atTheEnd, notChosen] = parts.map((part) => part / all);
    return {ran, waited, atTheEnd, notChosen, waits: [...waits.values()].sort((a, b) => b.slots - a.slots || a.trial - b.trial)};
  }

  /** The times in which a slot waited, each with the trial that it waited for longest in it. */
  static gaps(slot, process) {
    const gaps = [];
    let h = 0;
    let free = process.start;
    for (const span of [...slot, {start: process.end, end: process.end}]) {
      while (h < process.holds.length && process.holds[h].to <= free) {
        h++;
      }
      let gap = null;
      for (let k = h; k < process.holds.length && process.holds[k].from < span.start; k++) {
        const from = Math.max(free, process.holds[k].from);
        const to = Math.min(span.start, process.holds[k].to);
        if (from < to) {
          gap = gap || {from, to, trial: 0, longest: 0};
          gap.to = to;
          Object.assign(gap, to - from > gap.longest ? {trial: process.holds[k].trial, longest: to - from} : {});
        }
      }
      if (gap !== null) {
        gaps.push(gap);
      }
      free = span.end;
    }
    return gaps;
  }
}

/** The most replicates; of more, the last ones. */
Timeline.most = 20000;
