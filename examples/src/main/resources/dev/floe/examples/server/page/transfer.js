// A file, sent in pieces over a channel of its own and taken back from the server's echo: there and back, never whole in memory.

import { Sha256 } from './sha256.js';

const PIECE = 64 * 1024;
const ENOUGH = 4 * 1024 * 1024;

/** Sends a file; calls back with { sent, back, size, rate }; resolves to both digests. */
export async function transfer(pc, file, onProgress) {
  const channel = pc.createDataChannel(`file ${file.name}`);
  channel.binaryType = 'arraybuffer';
  channel.bufferedAmountLowThreshold = ENOUGH / 4;
  const progress = { sent: 0, back: 0, size: file.size, rate: 0 };
  const report = reporter(progress, onProgress);
  try {
    await event(channel, 'open');
    const back = takeBack(channel, progress, report);
    const sent = await send(channel, file, progress, report);
    return { sent, back: await back };
  } finally {
    report(true);
    channel.close();
  }
}

/** Tells of progress ten times a second at most. */
function reporter(progress, onProgress) {
  const start = performance.now();
  let last = 0;
  return now => {
    const time = performance.now();
    if (now || time - last > 100) {
      last = time;
      progress.rate = (progress.sent + progress.back) / ((time - start) / 1000);
      onProgress(progress);
    }
  };
}

async function send(channel, file, progress, report) {
  const digest = new Sha256();
  for (let at = 0; at < file.size; at += PIECE) {
    const piece = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
    if (channel.bufferedAmount > ENOUGH) {
      await event(channel, 'bufferedamountlow');
    }
    digest.update(piece);
    channel.send(piece);
    progress.sent += piece.length;
    report();
  }
  return digest.hex();
}

function takeBack(channel, progress, report) {
  const digest = new Sha256();
  return new Promise((resolve, reject) => {
    const check = () => progress.back >= progress.size && resolve(digest.hex());
    channel.addEventListener('message', ({ data }) => {
      digest.update(new Uint8Array(data));
      progress.back += data.byteLength;
      report();
      check();
    });
    channel.addEventListener('close', () => reject(new Error('The connection was lost before all of it was back.')));
    check();
  });
}

function event(target, type) {
  return new Promise((resolve, reject) => {
    target.addEventListener(type, resolve, { once: true });
    target.addEventListener('close', () => reject(new Error('The connection was lost.')), { once: true });
  });
}
