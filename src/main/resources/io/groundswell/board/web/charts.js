// The picture of a crossing: people reached through people (a line with the band down to "at
// least") against people reached through ads (dashed), and the moments that were told.

import uPlot from './uplot.js';
import { el, icon, svg, table } from './dom.js';
import * as f from './format.js';
import { w } from './words.js';

function colours() {
  const css = getComputedStyle(document.documentElement);
  const get = n => css.getPropertyValue(n).trim();
  return { people: get('--people'), band: get('--band'), ads: get('--ads'), ink: get('--ink'), quiet: get('--quiet'), grid: get('--line'), paper: get('--card') };
}

/** What 1rem is: a wall's letters are larger, and its charts with them. */
function rem() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

const charts = new Set();

/** Colours may have changed: draw again. */
export function recolour() {
  for (const chart of [...charts]) {
    if (chart.box.isConnected) chart.build();
    else charts.delete(chart);
  }
}

/** The legend, with the pattern of each line and not its colour alone. */
export function legend() {
  const line = (kind, words) => el('span', { class: 'key ' + kind },
    svg('svg', { viewBox: '0 0 28 10', 'aria-hidden': 'true' }, svg('path', { d: 'M1 5h26' })), words);
  return el('div', { class: 'legend' }, line('people', w.people), line('band', w.band), line('ads', w.ads));
}

/**
 * A chart that stays.
 *   moments: [{at, status}], in order; height in px.
 */
export class CrossingChart {
  constructor(height) {
    this.height = height;
    this.box = el('div', { class: 'plot', 'aria-hidden': 'true' });
    this.read = el('p', { class: 'readout' });
    this.caption = el('figcaption', { class: 'visually-hidden' });
    this.twin = el('div', {});
    this.details = el('details', { 'data-k': 'twin' }, el('summary', {}, w.asTable), this.twin);
    this.details.addEventListener('toggle', () => this.fillTwin());
    this.figure = el('figure', {}, legend(), this.box, this.read, this.caption, this.details);
    this.curve = null;
    this.moments = [];
    this.upTo = Infinity;
    new ResizeObserver(() => this.resize()).observe(this.box);
    charts.add(this);
  }

  /** Sets what is drawn; cheap if nothing changed. */
  set(curve, moments, title, upTo = Infinity) {
    this.curve = curve;
    this.moments = moments;
    this.title = title;
    this.upTo = upTo;
    const data = this.data();
    if (!this.plot) this.build();
    else this.plot.setData(data);
    const last = curve.t.length - 1;
    if (last >= 0) {
      this.caption.textContent = w.chartText(title, f.moment(curve.t[0]), f.clock(curve.t[last]), f.count(Math.max(...curve.o)));
      let shown = last;
      while (shown > 0 && curve.t[shown] > upTo) shown--;
      this.say(shown);
    }
    if (this.details.open) this.fillTwin();
  }

  data() {
    const c = this.curve;
    const cut = values => this.upTo === Infinity ? values : values.map((v, i) => c.t[i] <= this.upTo ? v : null);
    return [c.t.map(t => t / 1000), cut(c.o), cut(c.l), cut(c.s)];
  }

  say(i) {
    const c = this.curve;
    this.read.textContent = w.chartAt(f.clock(c.t[i]), f.count(c.o[i]), f.count(c.l[i]), f.count(c.s[i]));
  }

  fillTwin() {
    if (!this.details.open || !this.curve) return;
    const c = this.curve;
    const step = Math.max(1, Math.ceil(c.t.length / 30));
    const rows = [];
    for (let i = c.t.length - 1; i >= 0; i -= step) {
      rows.push([f.moment(c.t[i]), f.count(c.o[i]), f.count(c.l[i]), f.count(c.s[i])]);
    }
    this.twin.replaceChildren(table(this.title, [w.time, w.people, w.least, w.ads], rows));
  }

  resize() {
    const width = Math.floor(this.box.clientWidth);
    if (this.plot && width > 0 && width !== this.plot.width) this.plot.setSize({ width, height: this.height * rem() / 16 });
    else if (!this.plot && this.curve && width > 0) this.build();
  }

  build() {
    const width = Math.floor(this.box.clientWidth);
    if (!this.curve || width === 0) return;
    this.plot?.destroy();
    const c = colours();
    const scale = rem() / 16;
    const font = Math.round(12 * scale) + 'px system-ui, sans-serif';
    const axis = { stroke: c.quiet, font, grid: { stroke: c.grid, width: 1 }, ticks: { show: false } };
    this.plot = new uPlot({
      width, height: this.height * scale, legend: { show: false }, padding: [40 * scale, 26 * scale, 0, 0],
      cursor: { y: false, drag: { setScale: false, x: false, y: false }, points: { size: 7 } },
      // Of the whole curve, also while only its beginning is shown.
      scales: { y: { range: () => [0, 1.08 * Math.max(10, ...this.curve.o, ...this.curve.s)] } },
      axes: [
        { ...axis, size: 32 * scale, grid: { show: false }, values: (_, ticks) => ticks.map(t => f.clock(t * 1000)), space: 64 * scale },
        { ...axis, size: 52 * scale, space: 30 * scale, values: (_, ticks) => ticks.map(t => f.count(t)) },
      ],
      series: [{},
        { stroke: c.people, width: 2.5, points: { show: false } },
        { stroke: c.people, width: 1, dash: [2, 3], points: { show: false } },
        { stroke: c.ads, width: 2.5, dash: [8, 5], points: { show: false } }],
      bands: [{ series: [1, 2], fill: c.band }],
      hooks: {
        draw: [u => this.drawMoments(u, c)],
        setCursor: [u => { if (u.cursor.idx !== null && u.cursor.idx !== undefined && this.curve.o[u.cursor.idx] !== undefined) this.say(u.cursor.idx); }],
      },
    }, this.data(), this.box);
  }

  /** The moments: a line, a dot where the curve is, and a word. */
  drawMoments(u, c) {
    const ctx = u.ctx;
    const dpr = (devicePixelRatio || 1) * rem() / 16;
    ctx.save();
    ctx.font = `600 ${12 * dpr}px system-ui, sans-serif`;
    ctx.textBaseline = 'bottom';
    ctx.textAlign = 'left';
    const freeFrom = [-Infinity, -Infinity];
    for (const moment of this.moments) {
      if (moment.at > this.upTo) continue;
      const x = Math.round(u.valToPos(moment.at / 1000, 'x', true));
      if (x < u.bbox.left - 1 || x > u.bbox.left + u.bbox.width + 1) continue;
      const y = u.valToPos(moment.organic, 'y', true);
      ctx.strokeStyle = c.ink;
      ctx.globalAlpha = 0.5;
      ctx.lineWidth = dpr;
      ctx.setLineDash([3 * dpr, 3 * dpr]);
      ctx.beginPath();
      ctx.moveTo(x, u.bbox.top);
      ctx.lineTo(x, u.bbox.top + u.bbox.height);
      ctx.stroke();
      ctx.globalAlpha = 1;
      ctx.setLineDash([]);
      ctx.fillStyle = c.paper;
      ctx.strokeStyle = moment.status === 'closed' ? c.quiet : c.people;
      ctx.lineWidth = 3 * dpr;
      ctx.beginPath();
      ctx.arc(x, y, 5 * dpr, 0, 7);
      ctx.fill();
      ctx.stroke();
      const words = f.clock(moment.at) + ' ' + (moment.status === 'opened' ? w.crossing : moment.status === 'raised' ? w.doubled : w.ended);
      const length = ctx.measureText(words).width;
      const from = Math.max(u.bbox.left, Math.min(x - 4 * dpr, u.bbox.left + u.bbox.width - length));
      const line = freeFrom.findIndex(free => from > free);
      if (line >= 0) {
        ctx.fillStyle = c.ink;
        ctx.fillText(words, from, u.bbox.top - (4 + 16 * line) * dpr);
        freeFrom[line] = from + length + 8 * dpr;
      }
    }
    ctx.restore();
  }
}

/** Two small lines on one scale: people solid, ads dashed. */
export function spark(so, ss) {
  const node = svg('svg', { class: 'spark', viewBox: '0 0 96 28', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('polyline', { class: 'a' }), svg('polyline', { class: 'o' }));
  setSpark(node, so, ss);
  return node;
}

export function setSpark(node, so, ss) {
  const top = Math.max(1, ...so, ...ss);
  const line = values => {
    if (values.length === 1) values = [values[0], values[0]];
    const step = 94 / Math.max(1, values.length - 1);
    return values.map((v, i) => (1 + i * step).toFixed(1) + ',' + (26 - 24 * v / top).toFixed(1)).join(' ');
  };
  node.firstChild.setAttribute('points', line(ss));
  node.lastChild.setAttribute('points', line(so));
}

/** Two bars to be compared at a glance. */
export function bars(people, least, ads, basis) {
  const top = Math.max(people, ads, 1);
  const bar = (kind, value, label, note) => el('div', { class: 'bar ' + kind },
    el('span', { class: 'what' }, label),
    el('span', { class: 'track', 'aria-hidden': 'true' },
      value > 0 && el('span', { class: 'fill', style: { width: Math.max(1, 100 * value / top) + '%' } })),
    el('span', { class: 'value' }, el('b', {}, f.count(value)), ' ', note));
  return el('div', { class: 'bars' }, el('p', { class: 'quiet' }, w.reached),
    bar('people', people, w.people, w.atLeast(f.count(least))),
    bar('ads', ads, w.ads, basis === 'reach' ? '' : w.basis[basis] ?? ''));
}

export { icon };
