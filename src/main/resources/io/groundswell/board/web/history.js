// Past alerts; each can be watched again.

import { state, curveOf, postOf } from './data.js';
import { el, icon, name, refresh } from './dom.js';
import * as f from './format.js';
import { w } from './words.js';
import { CrossingChart } from './charts.js';
import { badge, moments, sentence, title, topSupporters, whatToDo } from './now.js';

const PLAY_MS = 9000;
const AFTER_MS = 1200000;

export function history(ctx) {
  const list = el('ul', { class: 'plain past' });
  const detail = el('div', { class: 'detail' });
  const body = el('div', { class: 'two' }, list, detail);
  const empty = el('div', { class: 'empty' }, el('h2', {}, w.histEmpty), el('p', {}, w.histEmptyText));
  const node = el('div', { class: 'view' }, el('div', { class: 'hero small' }, el('h1', {}, w.histTitle), el('p', { class: 'lead' }, w.histText)), empty, body);
  let chosen = linked();
  let player = null;

  function sorted() {
    return [...state.rows.alert].filter(([, a]) => ctx.matches(a)).sort(([, a], [, b]) => b.opened - a.opened);
  }

  function drawList() {
    const all = sorted();
    empty.hidden = all.length > 0;
    body.hidden = all.length === 0;
    if (!all.length) return;
    if (!all.some(([id]) => id === chosen)) {
      chosen = all[0][0];
      drawDetail();
    }
    refresh(list, all.map(([id, a]) => el('li', {}, el('button', {
      'data-k': id, class: 'pastone', 'aria-pressed': String(id === chosen),
      onclick: () => { chosen = id; drawList(); drawDetail(); },
    }, el('span', { class: 'over' }, badge(a), ' ', el('span', { class: 'quiet' }, f.moment(a.opened))),
      el('span', { class: 'what', dir: 'auto' }, title(a)),
      el('span', { class: 'quiet' }, name(a.page), ' · ', w.peak(f.times(peak(id, a))), ' · ',
        a.status === 'closed' ? w.lasted(f.duration(a.at - a.opened)) : w.stillOpen)))));
  }

  async function drawDetail() {
    player?.stop();
    const id = chosen;
    const alert = state.rows.alert.get(id);
    if (!alert) return;
    const until = alert.status === 'closed' ? alert.at + AFTER_MS : Infinity;
    const curve = await curveOf('alert ' + id, { alert: id }, postOf(id), until);
    if (id !== chosen) return;
    player = curve && curve.t.length > 1 ? replay(alert, curve) : null;
    refresh(detail, el('article', { class: 'card' },
      el('p', { class: 'over' }, badge(alert), ' ', el('span', { class: 'quiet' }, name(alert.page), ' · ', f.moment(alert.opened))),
      el('h2', { dir: 'auto' }, title(alert)), el('p', { class: 'sentence', dir: 'auto' }, sentence(alert)),
      player ? player.node : el('p', { class: 'quiet' }, w.noCurve),
      el('div', { class: 'pair' }, whatToDo(alert), topSupporters(alert))));
    player?.draw();
  }

  drawList();
  drawDetail();
  return {
    node,
    leave: () => player?.stop(),
    update: changed => {
      if (!changed.has('alert') && !changed.has('curves')) return;
      drawList();
      if (changed.has('curves')) drawDetail();
    },
  };
}

/** The highest ratio: while an alert is open, its post may be higher by now than it was when last told. */
function peak(id, alert) {
  const now = alert.status === 'closed' ? null : state.rows.post.get(postOf(id))?.ratio;
  return Math.max(alert.peakRatio, now ?? 0);
}

/** A chart with a hand on its time. */
function replay(alert, curve) {
  const chart = new CrossingChart(300);
  const last = curve.t.length - 1;
  let at = last;
  let timer = null;
  const slider = el('input', { type: 'range', min: 0, max: last, value: last, 'aria-label': w.position, oninput: () => { stop(); at = Number(slider.value); draw(); } });
  const button = el('button', { class: 'primary', onclick: () => timer ? stop() : play() });

  function draw() {
    slider.value = at;
    slider.setAttribute('aria-valuetext', f.clock(curve.t[at]));
    chart.set(curve, moments(alert), title(alert), at === last ? Infinity : curve.t[at]);
    label();
  }

  function label() {
    button.replaceChildren(icon(timer ? 'pause' : 'play'), timer ? w.stop : w.play);
  }

  function play() {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      // Step by step with the slider instead.
      at = 0;
      draw();
      slider.focus();
      return;
    }
    at = at === last ? 0 : at;
    timer = setInterval(() => {
      at = Math.min(last, at + Math.max(1, Math.round(last / (PLAY_MS / 100))));
      if (at === last) stop();
      draw();
    }, 100);
    label();
  }

  function stop() {
    clearInterval(timer);
    timer = null;
    label();
  }

  return { node: el('div', { class: 'replay' }, chart.figure, el('div', { class: 'player' }, button, slider)), draw, stop };
}

/** The alert that the address names. */
function linked() {
  try {
    return decodeURIComponent(location.hash.split('/').slice(2).join('/')) || null;
  } catch {
    return null;
  }
}
