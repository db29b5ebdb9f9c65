// What came of it: through people, through ads, or not known; and whether those who came stayed.

import { state } from './data.js';
import { el, name, refresh, table } from './dom.js';
import * as f from './format.js';
import { outcomeName, w } from './words.js';
import { who } from './now.js';

const ORIGINS = ['organic', 'sponsored', 'unknown'];
const PERIODS = [1, 7, 28];
const DAY_MS = 86400000;
let period = 7;

function add(to, money, sign = 1) {
  for (const [currency, value] of Object.entries(money ?? {})) to[currency] = (to[currency] ?? 0) + sign * value;
}

/** Sums over days; what must not be added up (people, costs) is not. */
function sums(days) {
  const kinds = new Map();
  const spend = {};
  for (const day of days) {
    add(spend, day.spend);
    for (const o of day.outcomes) {
      if (!kinds.has(o.kind)) kinds.set(o.kind, { organic: 0, sponsored: 0, unknown: 0, value: {}, pages: new Set(), spend: {} });
      const kind = kinds.get(o.kind);
      kind.pages.add(day.page);
      kind[o.origin] += o.count;
      add(kind.value, o.value);
    }
  }
  // What a page spent that had no such outcome says nothing of their cost.
  for (const kind of kinds.values()) for (const day of days) if (kind.pages.has(day.page)) add(kind.spend, day.spend);
  return { kinds: [...kinds].sort(([, a], [, b]) => total(b) - total(a)), spend };
}

function total(kind) {
  return kind.organic + kind.sponsored + kind.unknown;
}

function stack(kind) {
  const all = total(kind) || 1;
  return el('div', { class: 'stack', 'aria-hidden': 'true' }, ORIGINS.map(o => kind[o] > 0 && el('span', { class: o, style: { width: 100 * kind[o] / all + '%' } })));
}

function outcomeCard([label, kind]) {
  const all = total(kind);
  return el('article', { class: 'card' }, el('h2', { class: 'kind' }, name(outcomeName(label)), ' ', el('span', { class: 'quiet' }, f.count(all), ' ', w.total)),
    stack(kind),
    el('ul', { class: 'keyed' }, ORIGINS.map(o => el('li', { class: o }, el('span', { class: 'swatch', 'aria-hidden': 'true' }),
      el('b', {}, f.count(kind[o])), ' ', w.origin[o], ' ', el('span', { class: 'quiet' }, f.percent(kind[o] / (all || 1)))))),
    Object.keys(kind.value).length > 0 && el('p', {}, w.worth, ' ', el('b', {}, money(kind.value))),
    Object.keys(kind.spend).length > 0 && el('p', {}, w.cost, ' ', kind.sponsored > 0
      ? el('b', {}, money(Object.fromEntries(Object.entries(kind.spend).map(([c, v]) => [c, v / kind.sponsored]))))
      : el('span', { class: 'quiet' }, w.noCost)));
}

function money(of) {
  return f.list(Object.entries(of).map(([currency, value]) => f.money(value, currency)));
}

function cohorts(ctx) {
  const rows = [...state.rows.cohort.values()].filter(ctx.matches);
  const sum = { organic: {}, sponsored: {} };
  for (const origin of ['organic', 'sponsored']) {
    for (const back of ['back1', 'back7', 'back28']) {
      const counted = rows.filter(r => r.origin === origin && r[back] !== null);
      sum[origin][back] = { came: counted.reduce((n, r) => n + r.size, 0), back: counted.reduce((n, r) => n + r[back], 0) };
    }
    sum[origin].size = rows.filter(r => r.origin === origin).reduce((n, r) => n + r.size, 0);
  }
  const any = ['organic', 'sponsored'].some(o => sum[o].back1.came > 0);
  const share = part => part.came ? f.percent(part.back / part.came) : w.tooEarly;
  const newest = rows.sort((a, b) => a.day < b.day ? 1 : a.day > b.day ? -1 : a.origin < b.origin ? -1 : 1).slice(0, 60);
  return el('section', {}, el('h2', {}, w.cohorts), el('p', { class: 'lead' }, w.cohortText),
    !any && el('p', { class: 'note' }, w.cohortNone),
    rows.length > 0 && el('figure', { class: any ? 'card' : null },
      any && el('div', { class: 'cohort-bars' }, ['back1', 'back7', 'back28'].filter(b => sum.organic[b].came || sum.sponsored[b].came).map(b => el('div', {},
        el('h3', {}, w[b]),
        ['organic', 'sponsored'].map(o => el('div', { class: 'bar ' + (o === 'organic' ? 'people' : 'ads') }, el('span', { class: 'what' }, o === 'organic' ? w.bySelf : w.byAd),
          el('span', { class: 'track', 'aria-hidden': 'true' }, el('span', { class: 'fill', style: { width: (sum[o][b].came ? 100 * sum[o][b].back / sum[o][b].came : 0) + '%' } })),
          el('span', { class: 'value' }, el('b', {}, share(sum[o][b])))))))),
      el('details', { 'data-k': 'cohorts' }, el('summary', {}, w.asTable),
        table(w.cohorts, [w.first, w.page, w.ofPeople, w.size, w.back1, w.back7, w.back28], newest.map(r => [f.day(r.day), name(r.page), r.origin === 'organic' ? w.bySelf : w.byAd,
          f.count(r.size), ...['back1', 'back7', 'back28'].map(b => r[b] === null ? w.tooEarly : `${f.count(r[b])} (${f.percent(r[b] / (r.size || 1))})`)])))));
}

function credited(ctx) {
  const by = new Map();
  let all = 0;
  for (const o of state.rows.outcome.values()) {
    if (ctx.matches(o)) all++;
    if (!ctx.matches(o) || !o.creditedTo || o.origin !== 'organic') continue;
    by.set(o.creditedTo, (by.get(o.creditedTo) ?? 0) + 1);
  }
  const most = [...by].sort((a, b) => b[1] - a[1]).slice(0, 5);
  return most.length > 0 && el('section', {}, el('h2', {}, w.credited), el('p', { class: 'lead' }, w.creditedOf(all)), el('ol', { class: 'plain rows card' }, most.map(([label, n]) =>
    el('li', {}, name(who(label)), el('span', { class: 'quiet' }, w.creditedTimes(n))))));
}

export function outcomes(ctx) {
  const body = el('div', {});
  const choice = el('div', { class: 'filters' });
  const node = el('div', { class: 'view' }, el('div', { class: 'hero small' }, el('h1', {}, w.outTitle), el('p', { class: 'lead' }, w.outText)), choice, body);
  let drawn = 0;

  function draw() {
    drawn = performance.now();
    refresh(choice, el('div', { class: 'switch', role: 'group', 'aria-label': w.period }, PERIODS.map(n => el('button', {
      'data-k': 'p' + n, 'aria-pressed': String(n === period), onclick: () => { period = n; draw(); } }, w.days(n)))));
    const all = [...state.rows.day.values()].filter(ctx.matches);
    const newest = all.reduce((last, d) => d.day > last ? d.day : last, '');
    const from = newest && new Date(Date.parse(newest) - (period - 1) * DAY_MS).toISOString().slice(0, 10);
    const { kinds, spend } = sums(all.filter(d => d.day >= from));
    if (!kinds.length && !state.rows.cohort.size) {
      refresh(body, el('div', { class: 'empty' }, el('h2', {}, w.outEmpty), el('p', {}, w.outEmptyText)));
      return;
    }
    refresh(body,
      kinds.length ? el('section', {},
        Object.keys(spend).length > 0 && el('p', { class: 'figure' }, w.spend, ' ', el('b', {}, money(spend))),
        el('div', { class: 'folk' }, kinds.slice(0, 24).map(outcomeCard)),
        el('p', { class: 'quiet' }, w.costHint))
        : el('div', { class: 'empty' }, el('h2', {}, w.outEmpty), el('p', {}, w.outEmptyText)),
      cohorts(ctx), credited(ctx));
  }

  draw();
  return { node, update: changed => {
    if (changed.has('curves') || (['day', 'cohort', 'outcome'].some(k => changed.has(k)) && performance.now() - drawn > 2000)) draw();
  } };
}
