// What happens now, and what to do about it.

import { state, curveOf, postOf, dataTime } from './data.js';
import { el, icon, name, refresh } from './dom.js';
import * as f from './format.js';
import { w } from './words.js';
import { CrossingChart, bars } from './charts.js';

const RECENT_MS = 3 * 3600e3;
const MOST_CARDS = 12;
const NEAR = 0.05;
/** An open alert whose ratio is below this part of what was last told is falling. */
const FALLEN = 0.75;

export function title(row) {
  return row.about?.text?.trim() || row.post;
}

export function who(label) {
  return state.names ? label : w.supporter(label);
}

/** How an alert stands: its kind, a picture, words; an open one by the figures that hold now, if they are known. */
export function badgeOf(alert, now) {
  if (now && falling(alert, now)) return ['falling', 'down', waning(alert, now) || !has(now.ratio) ? w.statusFalling : behind(now) ? w.statusBehind : w.statusCaught];
  return {
    opened: ['opened', 'up', w.statusOpened],
    raised: ['raised', 'double', w.statusRaised],
    closed: ['closed', 'down', w.statusClosed],
  }[alert.status];
}

export function badge(alert, now) {
  const [kind, picture, words] = badgeOf(alert, now);
  return el('span', { class: 'badge ' + kind }, icon(picture), words);
}

/** The sentence: the alert's own, or one of its figures where that would name somebody. */
export function sentence(alert) {
  const own = alert.text?.[document.documentElement.lang];
  if (own) return own;
  if (alert.status === 'closed') return w.headline.closed(f.times(alert.peakRatio));
  return w.headline[alert.status](f.count(alert.organic.supporters), f.times(alert.ratio));
}

/** The figures that hold now: the post's newest, else those of the alert's last word. */
export function figures(id, alert) {
  const post = state.rows.post.get(postOf(id));
  if (post && post.at >= alert.at) {
    return { at: post.at, organic: post.organic, lower: post.lower, sponsored: post.sponsored, ratio: post.ratio };
  }
  return { at: alert.at, organic: alert.organic.reach, lower: alert.organic.lower, sponsored: alert.sponsored.reach, ratio: alert.ratio };
}

const has = n => n !== null && n !== undefined;

/** Whether people do not reach further than ads. Without ads there is no ratio. */
function behind(now) {
  return has(now.ratio) ? now.ratio < 1 : !(now.organic > 0);
}

/** Whether an open alert's people are fewer: then money would come too late. */
function waning(alert, now) {
  return alert.status !== 'closed' && now.organic < FALLEN * alert.organic.reach;
}

/** Whether ads reach at least as far as people surely do: an alert is told of the lower bound, and so is its end. */
function caught(now) {
  return now.sponsored > 0 && now.lower <= now.sponsored;
}

/** Whether an open alert is no longer what was told: people are fewer, or not surely ahead of ads. */
export function falling(alert, now) {
  return alert.status !== 'closed' && (waning(alert, now) || behind(now) || caught(now));
}

function hold(alert, now) {
  if (waning(alert, now) || !has(now.ratio)) return w.doHold(f.count(now.organic), f.count(alert.organic.reach));
  return behind(now) ? w.doBehind(f.count(now.organic), f.count(now.sponsored)) : w.doCaught(f.count(now.lower), f.count(now.sponsored));
}

export function whatToDo(alert, now) {
  const thanked = alert.top.slice(0, 2).map(t => who(t.name));
  const items = [];
  if (alert.status === 'closed') items.push(w.doKeep, w.doLook);
  else {
    items.push(falling(alert, now) ? hold(alert, now) : alert.status === 'raised' ? w.doRaise : w.doSponsor);
    if (thanked.length) items.push(w.doThank(f.list(thanked)));
    items.push(w.doAnswer(alert.organic.comments));
  }
  return el('section', { class: 'todo' }, el('h3', {}, w.todo),
    el('ol', {}, items.map(item => el('li', { dir: 'auto' }, icon('check'), el('span', {}, item)))));
}

export function topSupporters(alert) {
  if (!alert.top.length) return null;
  const most = Math.max(1, ...alert.top.map(t => t.c));
  return el('section', { class: 'top-supporters' }, el('h3', {}, w.topSupporters),
    has(alert.organic.nano) && el('p', { class: 'quiet' }, w.nanoOf(f.count(alert.organic.nano), f.count(alert.organic.supporters))),
    el('ol', {}, alert.top.map(t => el('li', {},
      el('span', { class: 'person' }, name(who(t.name))),
      el('span', { class: 'did' }, w.kind[t.kind], t.tier && [' · ', el('span', { title: w.tier[t.tier] }, w.tierShort[t.tier])],
        t.score !== null && t.score !== undefined && [' · ', w.score, ' ', f.count(t.score)]),
      el('span', { class: 'gave' }, el('span', { class: 'mini', 'aria-hidden': 'true', style: { width: Math.round(60 * t.c / most) + 'px' } }),
        w.gave(f.count(t.c)))))));
}

/** The moments of an alert that charts mark. */
export function moments(alert) {
  return alert.words;
}

class Card {
  constructor(id) {
    this.id = id;
    this.chart = new CrossingChart(240);
    this.head = el('div', { class: 'card-head' });
    this.bars = el('div', { class: 'card-bars' });
    this.say = el('p', { class: 'sentence', dir: 'auto' });
    this.side = el('div', { class: 'card-side' });
    this.node = el('article', { class: 'card alert', 'aria-labelledby': 'a-' + hash(id) },
      this.head, this.bars, this.say, el('div', { class: 'card-chart' }, this.chart.figure), this.side);
  }

  async update(alert) {
    const now = figures(this.id, alert);
    const key = JSON.stringify([alert.at, alert.status, now, document.documentElement.lang, title(alert)]);
    if (key !== this.key) {
      this.key = key;
      refresh(this.head,
        el('p', { class: 'over' }, badge(alert, now), ' ', el('span', { class: 'quiet' },
          name(alert.page), ' · ', w.since(f.clock(alert.opened)), ' · ', f.duration(Math.max(0, now.at - alert.opened)))),
        el('h2', { id: 'a-' + hash(this.id), dir: 'auto' }, title(alert)));
      this.say.replaceChildren(el('b', {}, f.clock(alert.at)), ' ', sentence(alert));
      refresh(this.bars,
        now.ratio !== null && now.ratio !== undefined && el('p', { class: behind(now) ? 'ratio behind' : 'ratio' }, el('b', {}, f.times(now.ratio)), ' ', el('span', {}, w.timesAds('').trim())),
        bars(now.organic, now.lower, now.sponsored, alert.sponsored.basis));
      refresh(this.side, whatToDo(alert, now), topSupporters(alert));
    }
    const curve = await curveOf('alert ' + this.id, { alert: this.id }, postOf(this.id));
    if (curve) this.chart.set(curve, moments(alert), title(alert));
  }
}

/** For ids of elements. */
export function hash(text) {
  let h = 0;
  for (let i = 0; i < text.length; i++) h = (h * 31 + text.charCodeAt(i)) | 0;
  return (h >>> 0).toString(36);
}

export function now(ctx) {
  const hero = el('div', { class: 'hero' });
  const cards = el('div', { class: 'cards' });
  const further = el('div', { class: 'further' });
  const rest = el('div', { class: 'rest' });
  const node = el('div', { class: 'view now' }, hero, cards, further, rest);
  const known = new Map();
  let most = MOST_CARDS;

  function update(changed) {
    if (changed && !['alert', 'post', 'supporter', 'outcome', 'day', 'status', 'curves'].some(k => changed.has(k))) return;
    if (changed?.has('curves')) known.clear();
    const all = [...state.rows.alert].filter(([, a]) => ctx.matches(a));
    const open = all.filter(([, a]) => a.status !== 'closed')
      .map(([id, a]) => [id, a, falling(a, figures(id, a))])
      .sort(([, a, aFalls], [, b, bFalls]) => aFalls - bFalls || (b.status === 'raised') - (a.status === 'raised') || b.opened - a.opened);
    const time = dataTime();
    const over = all.filter(([, a]) => a.status === 'closed' && a.at > time - RECENT_MS)
      .sort(([, a], [, b]) => b.at - a.at).slice(0, 3);

    const watched = [...state.rows.post].filter(([, p]) => ctx.matches(p));
    drawHero(open, watched);

    const nodes = open.slice(0, most).map(([id, alert]) => {
      if (!known.has(id)) known.set(id, new Card(id));
      const card = known.get(id);
      card.update(alert);
      return card.node;
    });
    for (const id of known.keys()) if (!open.some(([other]) => other === id)) known.delete(id);
    if (nodes.length !== cards.childNodes.length || nodes.some((n, i) => n !== cards.childNodes[i])) cards.replaceChildren(...nodes);
    refresh(further, open.length > most && el('p', { class: 'centre' }, el('button', {
      class: 'primary', 'data-k': 'more-alerts', onclick: () => { most += MOST_CARDS; update(null); },
    }, w.moreAlerts(open.length - most))));

    drawRest(over, open, watched);
  }

  let heroKey = '';
  function drawHero(open, watched) {
    const stand = open.map(([id, a]) => [a, figures(id, a)]);
    const ahead = stand.filter(([, now]) => !behind(now)).length;
    const before = open.length === 0 && watched.length === 0 && hasRows();
    const unsure = watched.filter(([, p]) => p.ratio > 1).length;
    const [title, hint] = open.length === 0 ? ['', ''] : [ahead > 0 ? w.nowTitle(ahead) : w.nowBehind, hintOf(stand)];
    const key = [title, hint, watched.length, unsure, before, document.documentElement.lang].join();
    if (key === heroKey) return;
    heroKey = key;
    if (open.length > 0) refresh(hero, el('h1', {}, title), el('p', { class: 'lead' }, hint));
    else if (watched.length > 0) refresh(hero, el('h1', {}, w.nowQuiet), el('p', { class: 'lead' }, unsure > 0 ? w.nowUnsure(unsure) : w.nowQuietText), el('p', { class: 'quiet' }, w.watched(watched.length)));
    else if (before) refresh(hero, el('h1', {}, w.nowStill), el('p', { class: 'lead' }, w.nowStillText), el('p', {}, el('a', { href: '#/history' }, w.nowStillLook)));
    else refresh(hero, el('div', { class: 'empty' }, el('h1', {}, w.nowEmpty), el('p', {}, w.nowEmptyText), el('p', {}, el('a', { href: '#/health' }, w.nowEmptyLook))));
  }

  /** Whether anything was ever told of the page. */
  function hasRows() {
    for (const kind of ['alert', 'supporter', 'outcome', 'day']) for (const row of state.rows[kind].values()) if (ctx.matches(row)) return true;
    return false;
  }

  /** What the cards advise, in one sentence that none of them contradicts. */
  function hintOf(stand) {
    const fallen = stand.filter(([a, now]) => falling(a, now)).length;
    if (fallen === stand.length) return w.nowHintFalling;
    if (fallen > 0) return w.nowHintMixed;
    const raised = stand.filter(([a]) => a.status === 'raised').length;
    return raised === 0 ? w.nowHint(stand.length) : raised === stand.length ? w.nowHintRaised : w.nowHintBoth;
  }

  function drawRest(over, open, watched) {
    const busy = new Set(open.map(([id]) => postOf(id)));
    const near = open.length > 2 ? [] : watched
      .filter(([id, p]) => p.sponsored >= 1 && p.ratio >= NEAR && !busy.has(id))
      .sort(([, a], [, b]) => b.ratio - a.ratio).slice(0, 4);
    refresh(rest,
      near.length > 0 && el('section', { class: 'near' }, el('h2', {}, w.nearest), el('p', { class: 'lead' }, w.reached), el('ul', { class: 'plain' }, near.map(([, p]) =>
        el('li', { class: 'card small' }, el('h3', { dir: 'auto' }, title(p)), el('p', { class: 'quiet' }, name(p.page)),
          bars(p.organic, p.lower, p.sponsored, 'reach'), el('p', { class: 'quiet' }, p.ratio > 1 ? w.nearestAhead(f.times(p.ratio), f.count(p.lower)) : w.nearestText(f.percent(p.ratio))))))),
      over.length > 0 && el('section', { class: 'over-list' }, el('h2', {}, w.recent), el('ul', { class: 'plain' }, over.map(([id, a]) =>
        el('li', { class: 'card small' }, el('p', { class: 'over' }, badge(a), ' ', el('span', { class: 'quiet' }, name(a.page), ' · ', f.clock(a.at))),
          el('h3', { dir: 'auto' }, title(a)), el('p', { dir: 'auto' }, w.headline.closed(f.times(a.peakRatio))),
          el('p', {}, el('a', { href: '#/history/' + encodeURIComponent(id), 'data-k': 'h' + id }, w.play)))))));
  }

  update(null);
  return { node, update };
}
