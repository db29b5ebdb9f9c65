// Past alerts; each can be watched again.

import { state, curveOf, postOf } from './data.js';
import { el, icon, name, refresh } from './dom.js';
import * as f from './format.js';
import { w } from './words.js';
import { CrossingChart } from './charts.js';
import { badge, badgeOf, figures, moments, sentence, title, topSupporters, whatToDo } from './now.js';

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
  let listed = '';

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
    const rows = all.map(([id, a]) => ({
      id, a, now: figures(id, a), peak: w.peak(f.times(peak(id, a))),
      lasted: a.status === 'closed' ? w.lasted(f.duration(a.at - a.opened)) : w.stillOpen,
    }));
    // Figures come several times a second; most change no word of it.
    const key = JSON.stringify([chosen, document.documentElement.lang, rows.map(r => [r.id, r.a.status, badgeOf(r.a, r.now), title(r.a), r.peak, r.lasted])]);
    if (key === listed) return;
    listed = key;
    refresh(list, rows.map(({ id, a, now, peak, lasted }) => el('li', {}, el('button', {
      'data-k': id, class: 'pastone', 'aria-pressed': String(id === chosen),
      onclick: () => { chosen = id; drawList(); drawDetail(); },
    }, el('span', { class: 'over' }, badge(a, now), ' ', el('span', { class: 'quiet' }, f.moment(a.opened))),
      el('span', { class: 'what', dir: 'auto' }, title(a)),
      el('span', { class: 'quiet' }, name(a.page), ' · ', peak, ' · ', lasted)))));
  }

  const words = el('div', { class: 'words' });
  const film = el('div', {});
  const acts = el('div', { class: 'pair' });
  detail.append(el('article', { class: 'card' }, words, film, acts));

  /** Redrawn whenever the alert says something else: an alert that is over must not ask for money. */
  async function drawDetail() {
    const id = chosen;
    const alert = state.rows.alert.get(id);
    if (!alert) return;
    drawWords(id, alert);
    const until = alert.status === 'closed' ? alert.at + AFTER_MS : Infinity;
    const curve = await curveOf('alert ' + id, { alert: id }, postOf(id), until);
    if (id !== chosen || alert !== state.rows.alert.get(id)) return;
    if (!curve || curve.t.length < 2) {
      player?.stop();
      player = null;
      refresh(film, el('p', { class: 'quiet' }, w.noCurve));
    } else {
      if (player?.curve !== curve) {
        player?.stop();
        player = new Replay(curve);
        refresh(film, player.node);
      }
      player.show(alert);
    }
  }

  let said = '';
  function drawWords(id, alert) {
    const now = figures(id, alert);
    const key = JSON.stringify([id, alert.status, alert.at, now.ratio, title(alert), document.documentElement.lang]);
    if (key === said) return;
    said = key;
    refresh(words,
      el('p', { class: 'over' }, badge(alert, now), ' ', el('span', { class: 'quiet' }, name(alert.page), ' · ', f.moment(alert.opened))),
      el('h2', { dir: 'auto' }, title(alert)), el('p', { class: 'sentence', dir: 'auto' }, sentence(alert)));
    refresh(acts, whatToDo(alert, now), topSupporters(alert));
  }

  drawList();
  drawDetail();
  return {
    node,
    leave: () => player?.stop(),
    update: changed => {
      if (!['alert', 'curves', 'post'].some(k => changed.has(k))) return;
      drawList();
      drawDetail();
    },
  };
}

/** The highest ratio: while an alert is open, its post may be higher by now than it was when last told. */
function peak(id, alert) {
  const now = alert.status === 'closed' ? null : state.rows.post.get(postOf(id))?.ratio;
  return Math.max(alert.peakRatio, now ?? 0);
}

/** A chart with a hand on its time; it grows with its curve while the alert is open. */
class Replay {
  constructor(curve) {
    this.curve = curve;
    this.chart = new CrossingChart(300);
    this.last = curve.t.length - 1;
    this.at = this.last;
    this.timer = null;
    this.slider = el('input', { type: 'range', min: 0, max: this.last, value: this.last, 'aria-label': w.position, oninput: () => {
      this.stop();
      this.at = Number(this.slider.value);
      this.draw();
    } });
    this.button = el('button', { class: 'primary', onclick: () => this.timer ? this.stop() : this.play() });
    this.node = el('div', { class: 'replay' }, this.chart.figure, el('div', { class: 'player' }, this.button, this.slider));
  }

  /** The alert as it is now. A hand that was at the end stays there. */
  show(alert) {
    this.alert = alert;
    const following = this.at === this.last && !this.timer;
    this.last = this.curve.t.length - 1;
    this.slider.max = this.last;
    if (following) this.at = this.last;
    this.draw();
    this.label();
  }

  draw() {
    const { curve, at } = this;
    this.slider.value = at;
    this.slider.setAttribute('aria-valuetext', f.clock(curve.t[at]));
    this.chart.set(curve, moments(this.alert), title(this.alert), at === this.last ? Infinity : curve.t[at]);
  }

  label() {
    this.button.replaceChildren(icon(this.timer ? 'pause' : 'play'), this.timer ? w.stop : w.play);
  }

  play() {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      // Step by step with the slider instead.
      this.at = 0;
      this.draw();
      this.slider.focus();
      return;
    }
    this.at = this.at === this.last ? 0 : this.at;
    this.timer = setInterval(() => {
      this.at = Math.min(this.last, this.at + Math.max(1, Math.round(this.last / (PLAY_MS / 100))));
      if (this.at === this.last) this.stop();
      this.draw();
    }, 100);
    this.label();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.label();
  }
}

/** The alert that the address names. */
function linked() {
  try {
    return decodeURIComponent(location.hash.split('/').slice(2).join('/')) || null;
  } catch {
    return null;
  }
}
