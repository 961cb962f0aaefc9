// One session: what it is, what it did over time, and what happened to it.

import { Chart } from './chart.js';
import { CONSENT, ENDS, ago, bytes, count, dropLine, millis, reasonOf, span, stateOf } from './words.js';

const element = id => document.getElementById(id);

export class Detail {
  #api;
  #id = null;
  #told = '';
  #charts = {
    rtt: new Chart(element('plot-rtt'), value => `${value} ms`, 1),
    loss: new Chart(element('plot-loss'), value => `${value} %`, 10),
    bytes: new Chart(element('plot-bytes'), value => `${bytes(value)}/s`, 1000),
  };

  constructor(api) {
    this.#api = api;
    document.querySelectorAll('[data-download]').forEach(button => button.addEventListener('click', () => this.#download(button)));
  }

  /** Turns to a session; null turns away. */
  open(id) {
    this.#id = id;
    this.#told = '';
    element('detail-id').textContent = id ?? '';
    element('detail-peer').textContent = 'Session';
    element('detail-state').hidden = true;
    element('detail-note').textContent = '';
    ['detail-facts', 'timeline', 'detail-drops', 'detail-counters'].forEach(list => element(list).replaceChildren());
    Object.values(this.#charts).forEach(chart => chart.draw([]));
  }

  /** Takes what is known this second. */
  show(sessions, history) {
    const session = sessions.find(one => one.id === this.#id);
    if (!session) {
      element('detail-note').textContent = 'The server does not know it: it ended more than a minute ago, or there never was one.';
      return;
    }
    const trace = history.of(session.id);
    this.#charts.rtt.draw(trace.line('rtt'));
    this.#charts.loss.draw(trace.line('loss').map(loss => (loss === null ? null : loss * 100)));
    this.#charts.bytes.draw(trace.line('bytesIn'), trace.line('bytesOut'));
    this.#figures(session);
    this.#events(session);
  }

  #figures(session) {
    const state = stateOf(session);
    element('detail-peer').textContent = session.pair?.remote ?? 'No path yet';
    element('detail-state').hidden = false;
    element('detail-state').textContent = state;
    element('detail-state').dataset.state = state;
    element('detail-note').textContent = session.end ? reasonOf(session.end) : CONSENT[session.consent.state];
    element('detail-facts').replaceChildren(
      ...pairs({
        'this side': session.pair?.local ?? '–',
        consent: session.consent.state.toLowerCase(),
        'last proof': ago(session.consent.lastProofAgoMs),
        'round trip': millis(session.rttMs),
        'least – most': session.rtt ? `${millis(session.rtt.minMs)} – ${millis(session.rtt.maxMs)}` : '–',
        encryption: session.dtls.version ?? session.dtls.state.toLowerCase(),
        cipher: session.dtls.cipher?.replace(/^TLS_/, '').replaceAll('_', ' ') ?? '–',
        [session.end ? 'lasted' : 'lasts']: span(session.end ? session.end.afterMs : session.ageMs),
      }),
    );
    const reasons = Object.entries(session.drops);
    element('detail-nodrops').hidden = reasons.length > 0;
    element('detail-drops').replaceChildren(...reasons.map(([reason, number]) => dropLine(reason, number)));
    const counters = Object.entries(session.counters).map(([name, number]) => [name, count(number)]);
    element('detail-counters').replaceChildren(...pairs(Object.fromEntries(counters)));
  }

  /**
   * The list of all sessions has no events: they are asked for, once a second while somebody looks. They are drawn when they are others
   * than before, of which there need not be more: the server forgets the oldest.
   */
  async #events({ id }) {
    try {
      const { timeline } = await this.#api.session(id);
      const told = JSON.stringify(timeline);
      if (this.#id === id && this.#told !== told) {
        this.#told = told;
        element('timeline').replaceChildren(...timeline.map(event).reverse());
      }
    } catch {
      // Forgotten meanwhile, or the server is away, which the feed tells.
    }
  }

  async #download(button) {
    const form = button.dataset.download;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await this.#api.recording(this.#id, form));
    link.download = `floe-${this.#id}.${form}`;
    link.click();
    URL.revokeObjectURL(link.href);
  }
}

function pairs(facts) {
  return Object.entries(facts).map(([name, value]) => {
    const pair = document.createElement('div');
    pair.append(text('dt', name), text('dd', value));
    return pair;
  });
}

function event({ atMs, words }) {
  const line = document.createElement('li');
  const [kind] = words.match(/^\w+/) ?? [''];
  line.dataset.kind = kind.toLowerCase();
  line.append(text('time', `+${(atMs / 1000).toFixed(3)} s`), text('span', inWords(words)));
  return line;
}

/** The end's reason in words, behind its name. */
function inWords(words) {
  const [, reason] = words.match(/^ended: (\w+)/) ?? [];
  return reason in ENDS ? `${words}. ${ENDS[reason]}` : words;
}

function text(name, content) {
  const node = document.createElement(name);
  node.textContent = content;
  return node;
}
