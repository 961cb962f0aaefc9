// What each session did in the last five minutes: a sample a second, put together from the lists that the server sends.

const MOST = 300;
const LOSS_WINDOW = 30;
const SILENCE = 2500;
const NOTHING = { rtt: null, loss: null, packetsIn: null, packetsOut: null, bytesIn: null, bytesOut: null };

export class History {
  #traces = new Map();

  /** Takes the list of this second. Who is no longer in it is forgotten. */
  add(sessions, now = performance.now()) {
    const known = new Map();
    for (const session of sessions) {
      const trace = this.#traces.get(session.id) ?? new Trace();
      trace.add(session, now);
      known.set(session.id, trace);
    }
    this.#traces = known;
  }

  of(id) {
    return this.#traces.get(id) ?? new Trace();
  }
}

class Trace {
  /** One a second, the oldest first; null stands for what nobody knows. */
  samples = [];
  #last = null;
  #checks = [];

  add({ counters, rtt, end }, now) {
    if (end) {
      return;
    }
    const last = this.#last;
    this.#last = { counters, now, rtts: rtt?.samples ?? 0 };
    if (!last) {
      return;
    }
    if (now - last.now > SILENCE) {
      this.samples.push(...Array(Math.min(MOST, Math.round((now - last.now) / 1000) - 1)).fill(NOTHING));
    }
    const rate = name => ((counters[name] - last.counters[name]) * 1000) / (now - last.now);
    this.samples.push({
      rtt: rtt && rtt.samples > last.rtts ? rtt.lastMs : null,
      loss: this.#loss(counters),
      packetsIn: rate('datagramsIn'),
      packetsOut: rate('datagramsOut'),
      bytesIn: rate('bytesIn'),
      bytesOut: rate('bytesOut'),
    });
    this.samples = this.samples.slice(-MOST);
  }

  get latest() {
    return this.samples.at(-1) ?? NOTHING;
  }

  line(name) {
    return this.samples.map(sample => sample[name]);
  }

  /**
   * The share of Floe's checks in the last half minute that stayed without an answer. One may be on its way at any moment, so what is
   * open counts as lost only when it was open three times in a row.
   */
  #loss({ checksOut, responsesIn }) {
    this.#checks.push({ asked: checksOut, open: Math.max(0, checksOut - responsesIn) });
    this.#checks = this.#checks.slice(-LOSS_WINDOW - 3);
    const lost = at => Math.min(...this.#checks.slice(Math.max(0, at - 2), at + 1).map(check => check.open));
    const last = this.#checks.length - 1;
    const first = Math.max(0, last - LOSS_WINDOW);
    const asked = checksOut - this.#checks[first].asked;
    return asked > 0 ? Math.min(1, Math.max(0, lost(last) - lost(first)) / asked) : null;
  }
}
