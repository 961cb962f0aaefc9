// Puts what is known onto the page. Everything goes through textContent: nothing that comes from outside becomes markup.

import { Chart } from './chart.js';
import { Wire, ring } from './wire.js';
import { CONSENT, STATES, ago, count, dropLine, dtlsVersion, millis, reasonOf } from './words.js';

const element = id => document.getElementById(id);

function put(id, text, value = text) {
  const target = element(id);
  target.textContent = text ?? '–';
  target.dataset.value = value ?? '';
}

function lower(text) {
  return text?.toLowerCase() ?? '–';
}

export class View {
  #plot = new Chart(element('plot'), value => `${value} ms`, 1);
  #wire = new Wire(element('wire'));
  #proof = null;

  constructor() {
    setInterval(() => this.#age(), 200);
  }

  /** Forgets the last session's figures. */
  clear() {
    this.#plot.draw([]);
    this.#wire.clear();
    this.#proof = null;
    element('end').hidden = true;
    element('end').dataset.reason = '';
    element('session-id').textContent = '–';
    document.querySelectorAll('[data-counter], .sides td[id], .stack dd').forEach(cell => (cell.textContent = '–'));
    document.querySelectorAll('#steps li').forEach(step => {
      delete step.dataset.done;
      step.querySelector('time').textContent = '–';
    });
    this.#drops({});
  }

  state(state, sentence = STATES[state]) {
    const word = element('state');
    word.textContent = state;
    word.dataset.state = state;
    document.body.dataset.phase = state;
    document.title = `${state} · Floe`;
    element('sentence').textContent = sentence ?? '';
  }

  step(name, after) {
    const step = document.querySelector(`#steps [data-step="${name}"]`);
    step.dataset.done = '';
    step.querySelector('time').textContent = name === 'offer' ? 'start' : `${Math.round(after)} ms`;
  }

  log(text) {
    const line = document.createElement('li');
    const time = document.createElement('time');
    time.textContent = new Date().toLocaleTimeString('en-GB');
    const words = document.createElement('span');
    words.textContent = text;
    line.append(time, words);
    element('log').prepend(line);
    [...element('log').children].slice(50).forEach(old => old.remove());
  }

  ask(wanted) {
    element('ask').hidden = !wanted;
    if (wanted) {
      element('token').focus();
    }
  }

  restartable(possible) {
    element('restart').disabled = !possible;
  }

  feed(kind) {
    const words = { live: 'live, once a second', asking: 'asked for, once a second', off: 'the server does not answer' };
    put('feed', words[kind], kind);
  }

  live(sessions) {
    const live = sessions.filter(session => session.end === null).length;
    put('live', `${live} live ${live === 1 ? 'session' : 'sessions'}`, live);
  }

  /** What Floe says about this session, and did in it over time. */
  server(session, trace) {
    put('session-id', session.id);
    put('ice-server', lower(session.state), session.state);
    put('pair-local', session.pair?.local);
    put('pair-remote', session.pair?.remote);
    put('wire-local', session.pair?.local ?? '');
    put('wire-remote', session.pair?.remote ?? '');
    put('dtls-server', lower(session.dtls.state), session.dtls.state);
    put('version-server', session.dtls.version);
    put('cipher-server', session.dtls.cipher);
    this.#consent(session);
    this.#times(session);
    this.#plot.draw(trace.line('rtt'));
    this.#drops(session.drops);
    this.#counters(session.counters);
    this.#end(session.end);
    document.body.dataset.age = session.ageMs;
  }

  /** What the browser says about its side. */
  browser({ transport, pair, local, remote }) {
    put('ice-browser', transport?.iceState);
    put('dtls-browser', transport?.dtlsState);
    put('version-browser', dtlsVersion(transport?.tlsVersion), transport?.tlsVersion);
    put('cipher-browser', transport?.dtlsCipher);
    put('candidate-browser', local && `${local.candidateType}, ${local.protocol}`);
    put('candidate-server', remote && `${remote.candidateType}, ${remote.protocol}`);
    put('requests-received', pair ? count(pair.requestsReceived) : '–', pair?.requestsReceived);
    const rtt = pair?.currentRoundTripTime;
    put('rtt-browser', rtt === undefined ? '–' : millis(rtt * 1000));
  }

  /** The browser says nothing any more about a connection that it has closed. */
  closed() {
    put('ice-browser', 'closed');
    put('dtls-browser', 'closed');
  }

  #consent(session) {
    put('consent', lower(session.consent.state), session.consent.state);
    element('consent-words').textContent = CONSENT[session.consent.state] ?? '';
    const age = session.consent.lastProofAgoMs;
    this.#proof = age === null ? null : { age, at: session.end ? null : performance.now() };
    this.#age();
  }

  #age() {
    const proof = this.#proof;
    const age = proof && proof.age + (proof.at === null ? 0 : performance.now() - proof.at);
    put('proof-age', ago(age), age === null ? '' : Math.round(age));
    ring(element('ring'), age, element('consent').dataset.value);
  }

  #times(session) {
    put('rtt', millis(session.rttMs), session.rttMs);
    put('rtt-min', millis(session.rtt?.minMs));
    put('rtt-smoothed', millis(session.rtt?.smoothedMs));
    put('rtt-max', millis(session.rtt?.maxMs));
  }

  #counters(counters) {
    document.querySelectorAll('[data-counter]').forEach(cell => {
      const value = counters[cell.dataset.counter] ?? 0;
      cell.textContent = count(value);
      cell.dataset.value = value;
    });
    this.#wire.show(counters);
  }

  #drops(drops) {
    const reasons = Object.entries(drops);
    const total = reasons.reduce((sum, [, number]) => sum + number, 0);
    put('drops-total', count(total), total);
    element('drops-none').hidden = total > 0;
    element('drops').replaceChildren(...reasons.map(([reason, number]) => dropLine(reason, number)));
  }

  #end(end) {
    const note = element('end');
    note.hidden = !end;
    note.dataset.reason = end?.reason ?? '';
    note.textContent = end ? `${reasonOf(end)} It had lasted ${ago(end.afterMs)}.` : '';
  }
}
