// Sends the camera to the server over a connection of its own, and shows what comes back.

const CAMERA = { video: { width: { ideal: 640 }, height: { ideal: 480 } } };
const LOOK_EVERY_MS = 250;

const element = id => document.getElementById(id);

class Echo {
  #api;
  #pc = new RTCPeerConnection();
  #camera;
  #url = null;
  #closed = false;

  constructor(api, camera) {
    this.#api = api;
    this.#camera = camera;
    this.#pc.addEventListener('track', event => show(event.track));
    this.#pc.addEventListener('connectionstatechange', () => this.#changed());
  }

  async open() {
    const [track] = this.#camera.getVideoTracks();
    track.contentHint = 'detail'; // under load rather fewer frames than smaller ones
    this.#pc.addTransceiver(track, { direction: 'sendrecv', streams: [this.#camera] });
    await this.#pc.setLocalDescription();
    const { answer, url } = await this.#api.offer(this.#pc.localDescription.sdp);
    this.#url = url;
    if (this.#closed) {
      await this.#api.end(url);
      return;
    }
    await this.#pc.setRemoteDescription({ type: 'answer', sdp: answer });
  }

  async frames() {
    const reports = [...(await this.#pc.getStats()).values()];
    return reports.find(report => report.type === 'inbound-rtp' && report.kind === 'video')?.framesDecoded ?? 0;
  }

  close() {
    this.#closed = true;
    this.#pc.close();
    this.#camera.getTracks().forEach(track => track.stop());
    return this.#url ? this.#api.end(this.#url) : Promise.resolve();
  }

  #changed() {
    const state = this.#pc.connectionState;
    say(state === 'connected' ? 'What you see has been to the server and back.' : `The connection is ${state}.`);
  }
}

function show(track) {
  const video = element('video-echo');
  video.srcObject = new MediaStream([track]);
  video.hidden = false;
  video.play().catch(() => undefined); // a stream that ends before it plays is no fault
}

function say(words) {
  element('video-words').textContent = words;
}

function buttons(start, stop) {
  element('video-start').disabled = !start;
  element('video-stop').disabled = !stop;
}

/** Asks for the camera. Browsers hand it to secure pages only: https, or this very machine. */
function camera() {
  return navigator.mediaDevices?.getUserMedia(CAMERA) ?? Promise.reject(new Error('this page is not secure enough for it'));
}

/** Lets the buttons start and stop the echo. */
export function startVideo(api) {
  let echo = null;

  const stop = async words => {
    const mine = echo;
    echo = null;
    buttons(true, false);
    element('video-echo').hidden = true;
    element('video-echo').srcObject = null;
    say(words);
    await mine?.close();
  };

  const start = async () => {
    buttons(false, false);
    element('video-frames').textContent = '0';
    say('Your browser asks whether this page may use the camera.');
    let mine = null;
    try {
      mine = new Echo(api, await camera());
      echo = mine;
      buttons(false, true);
      await mine.open();
    } catch (fault) {
      if (echo === mine) {
        await stop(`There is no video: ${fault.message}.`);
      }
    }
  };

  const look = async () => {
    const mine = echo;
    const frames = await mine?.frames();
    if (mine && mine === echo) {
      element('video-frames').textContent = String(frames);
    }
  };

  element('video-start').addEventListener('click', start);
  element('video-stop').addEventListener('click', () => stop('You stopped it.'));
  window.addEventListener('pagehide', () => echo && stop('The page went away.'));
  setInterval(look, LOOK_EVERY_MS);
}
