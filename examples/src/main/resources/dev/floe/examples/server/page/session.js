// One connection of this browser to a Floe session.

import { fragmentOf, renewed, ufragOf } from './sdp.js';

export class Session extends EventTarget {
  #api;
  #url = null;
  #tag = null;
  #answer = null;
  #startedAt = performance.now();
  #done = new Set();
  pc = new RTCPeerConnection();
  ufrag = null;
  closedHere = false;

  constructor(api) {
    super();
    this.#api = api;
    this.pc.addEventListener('connectionstatechange', () => this.#tell('connection', this.pc.connectionState));
    this.pc.addEventListener('iceconnectionstatechange', () => this.#iceChanged());
  }

  /** Offers and takes the answer. No candidate is waited for: Floe learns this browser's addresses from its checks. */
  async open() {
    await this.pc.setLocalDescription();
    this.#startedAt = performance.now();
    this.#step('offer');
    const { answer, url, tag } = await this.#api.offer(this.pc.localDescription.sdp);
    this.#url = url;
    this.#tag = tag;
    this.#answer = answer;
    if (this.closedHere) {
      await this.#api.end(url);
      return;
    }
    this.ufrag = ufragOf(answer);
    await this.pc.setRemoteDescription({ type: 'answer', sdp: answer });
    this.#step('answer');
    this.pc.sctp.transport.addEventListener('statechange', () => this.#dtlsChanged());
  }

  /** Looks for a path anew under new credentials, while the old one goes on. What was agreed on by DTLS stays. */
  async restart() {
    this.pc.restartIce();
    await this.pc.setLocalDescription();
    try {
      const { fragment, tag } = await this.#api.restart(this.#url, this.#tag, fragmentOf(this.pc.localDescription.sdp));
      this.#tag = tag;
      this.#answer = renewed(this.#answer, fragment);
    } catch (fault) {
      await this.pc.setLocalDescription({ type: 'rollback' });
      throw fault;
    }
    this.ufrag = ufragOf(this.#answer);
    await this.pc.setRemoteDescription({ type: 'answer', sdp: this.#answer });
  }

  /** Closes both ends; the one here says goodbye by DTLS, the other is told by HTTP as well, in case that got lost. */
  async close() {
    this.closedHere = true;
    this.pc.close();
    this.#tell('connection', 'closed');
    if (this.#url) {
      await this.#api.end(this.#url);
    }
  }

  /** What the browser itself says about its transport. */
  async stats() {
    const reports = [...(await this.pc.getStats()).values()];
    const transport = reports.find(report => report.type === 'transport');
    const byId = id => reports.find(report => report.id === id);
    const pair = byId(transport?.selectedCandidatePairId);
    return { transport, pair, local: byId(pair?.localCandidateId), remote: byId(pair?.remoteCandidateId) };
  }

  #iceChanged() {
    if (['connected', 'completed'].includes(this.pc.iceConnectionState)) {
      this.#step('ice');
    }
    this.#tell('ice', this.pc.iceConnectionState);
  }

  #dtlsChanged() {
    const state = this.pc.sctp.transport.state;
    if (state === 'connected') {
      this.#step('dtls');
    }
    this.#tell('dtls', state);
  }

  #step(name) {
    if (!this.#done.has(name)) {
      this.#done.add(name);
      this.#tell('step', { name, millis: performance.now() - this.#startedAt });
    }
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
