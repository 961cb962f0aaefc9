// Lines over time, a value a second: plots with axes, and sparklines.

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 560;
const HEIGHT = 170;
const BOTTOM = 26;
const LEFT = 66;
const LEAST = 30;

export function shape(name, attributes, text = '') {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.textContent = text;
  return element;
}

/** One or more lines in one plot; null is a second without a value. */
export class Chart {
  #svg;
  #format;
  #least;

  /** Formats the values of the axis by a function; the axis reaches to `least` at least. */
  constructor(svg, format, least) {
    this.#svg = svg;
    this.#format = format;
    this.#least = least;
    this.draw([]);
  }

  /** Draws arrays of the same length. The first is the one that is filled. */
  draw(...lines) {
    const length = lines[0].length;
    const top = scale(lines.flat().filter(value => value !== null), this.#least);
    const width = Math.max(LEAST, length);
    const x = i => LEFT + ((i + width - length) * (WIDTH - LEFT - 8)) / (width - 1);
    const y = value => HEIGHT - BOTTOM - (Math.min(value, top) / top) * (HEIGHT - BOTTOM - 14);
    const curves = lines.flatMap((values, i) => curve(values, x, y, i));
    this.#svg.replaceChildren(...this.#axes(top, y, width), ...curves);
  }

  #axes(top, y, width) {
    const lines = [0, top / 2, top].flatMap(value => [
      shape('line', { class: 'axis', x1: LEFT, x2: WIDTH - 8, y1: y(value), y2: y(value) }),
      shape('text', { class: 'tick', x: LEFT - 8, y: y(value) + 4, 'text-anchor': 'end' }, this.#format(value)),
    ]);
    return [
      ...lines,
      shape('text', { class: 'tick', x: LEFT, y: HEIGHT - 6 }, width > 120 ? `${Math.round(width / 60)} min ago` : `${width} s ago`),
      shape('text', { class: 'tick', x: WIDTH - 8, y: HEIGHT - 6, 'text-anchor': 'end' }, 'now'),
    ];
  }
}

function curve(values, x, y, number) {
  const points = values.map((value, i) => ({ value, x: x(i).toFixed(1), y: y(value ?? 0).toFixed(1) }));
  const shapes = [];
  for (const run of runs(points)) {
    const line = run.map(point => `${point.x},${point.y}`).join(' L');
    if (number === 0) {
      shapes.push(shape('path', { class: 'area', d: `M${run[0].x},${HEIGHT - BOTTOM} L${line} L${run.at(-1).x},${HEIGHT - BOTTOM}Z` }));
    }
    shapes.push(shape('path', { class: `line line-${number}`, d: `M${line}` }));
  }
  const last = points.findLast(point => point.value !== null);
  if (last) {
    shapes.push(shape('circle', { class: `last line-${number}`, cx: last.x, cy: last.y, r: 4.5 }));
  }
  return shapes;
}

/** The stretches without a gap. A single missing second is no gap: the checks are jittered. */
function runs(points) {
  const all = [];
  let silence = 2;
  for (const point of points) {
    if (point.value === null) {
      silence++;
      continue;
    }
    if (silence >= 2) {
      all.push([]);
    }
    all.at(-1).push(point);
    silence = 0;
  }
  return all;
}

/** What the top of the plot stands for: 1, 2 or 5 of some power of ten. One outlier in twelve may stick out: it would flatten all the others. */
function scale(values, least) {
  const sorted = values.toSorted((a, b) => a - b);
  const most = sorted[Math.floor((sorted.length - 1) * (11 / 12))] ?? 0;
  const wanted = Math.max(least, most * 1.25);
  const power = 10 ** Math.floor(Math.log10(wanted));
  return [1, 2, 5, 10].map(step => step * power).find(step => step >= wanted) ?? wanted;
}

/** The last minute as one small line; where nothing is known, none. */
export function spark(svg, values) {
  const minute = values.slice(-60);
  const known = minute.filter(value => value !== null);
  const top = Math.max(...known) * 1.15 || 1;
  const points = minute
    .map((value, i) => value !== null && `${(100 - (minute.length - 1 - i) * (100 / 59)).toFixed(1)},${(23 - (value / top) * 22).toFixed(1)}`)
    .filter(Boolean);
  svg.replaceChildren(...(points.length > 1 ? [shape('polyline', { points: points.join(' ') })] : []));
}
