// What can be tried over data channels: a line of text that comes back, a file that comes back.

import { transfer } from './transfer.js';

const element = id => document.getElementById(id);

export class Data {
  #session = null;
  #chat = null;
  #busy = false;

  constructor() {
    element('chat').addEventListener('submit', event => {
      event.preventDefault();
      this.#say(element('line').value);
    });
    element('file').addEventListener('submit', event => {
      event.preventDefault();
      this.#send(element('pick').files[0]);
    });
  }

  /** Takes the channel of a new connection. */
  use(session) {
    this.#session = session;
    this.#chat = session.pc.createDataChannel('chat');
    element('lines').replaceChildren();
    this.#chat.addEventListener('open', () => this.#usable());
    this.#chat.addEventListener('close', () => this.#usable());
    this.#chat.addEventListener('message', ({ data }) => this.#show(data, 'back'));
    this.#usable();
  }

  #usable() {
    const open = this.#chat?.readyState === 'open';
    element('say').disabled = !open;
    element('send').disabled = !open || this.#busy;
  }

  #say(text) {
    if (text && this.#chat?.readyState === 'open') {
      this.#chat.send(text);
      this.#show(text, 'sent');
      element('line').value = '';
    }
  }

  #show(text, kind) {
    const line = document.createElement('li');
    line.dataset.kind = kind;
    line.textContent = text;
    element('lines').append(line);
    [...element('lines').children].slice(0, -20).forEach(old => old.remove());
    line.scrollIntoView({ block: 'nearest' });
  }

  async #send(file) {
    if (!file || this.#busy) {
      return;
    }
    this.#busy = true;
    this.#usable();
    this.#result('', '');
    try {
      const { sent, back } = await transfer(this.#session.pc, file, progress => this.#progress(progress));
      const same = sent === back;
      this.#result(same ? `Back as it was: SHA-256 ${sent}` : 'Something else came back.', same ? 'same' : 'different');
    } catch (fault) {
      this.#result(fault.message, 'failed');
    } finally {
      this.#busy = false;
      this.#usable();
    }
  }

  #progress({ sent, back, size, rate }) {
    const share = bytes => (size === 0 ? 1 : bytes / size);
    element('sent').value = share(sent);
    element('back').value = share(back);
    element('rate').textContent = `${(rate / 1e6).toFixed(1)} MB/s`;
    element('rate').dataset.value = Math.round(rate);
  }

  #result(text, value) {
    element('result').textContent = text;
    element('result').dataset.value = value;
  }
}
