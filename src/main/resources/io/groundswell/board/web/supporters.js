// Who carries the page, in words.

import { state } from './data.js';
import { el, name, refresh, svg } from './dom.js';
import * as f from './format.js';
import { outcomeName, w } from './words.js';
import { who } from './now.js';

const STEP = 24;
const UPDATE_MS = 2000;

/** A ring that is as full as the score. */
function dial(score) {
  const round = 2 * Math.PI * 26;
  return el('div', { class: 'dial' },
    svg('svg', { viewBox: '0 0 64 64', 'aria-hidden': 'true' },
      svg('circle', { cx: 32, cy: 32, r: 26, class: 'rail' }),
      svg('circle', { cx: 32, cy: 32, r: 26, class: 'arc', 'stroke-dasharray': `${round * score / 100} ${round}`, transform: 'rotate(-90 32 32)' })),
    el('span', { class: 'number' }, f.count(score)), el('span', { class: 'visually-hidden' }, ' ', w.scoreOf(f.count(score))));
}

function parts(s) {
  const text = {
    constancy: w.partsText.constancy(s.activeDays),
    spontaneity: w.partsText.spontaneity(f.percent(s.spontaneity)),
    commitment: w.partsText.commitment(s.month.likes, s.month.comments, s.month.shares),
    breadth: w.partsText.breadth(s.posts),
    pull: w.partsText.pull(s.brought),
  };
  return el('dl', { class: 'parts' }, Object.keys(text).map(part => el('div', {},
    el('dt', {}, w.parts[part]),
    el('dd', {},
      el('span', { class: 'track', 'aria-hidden': 'true' }, el('span', { class: 'fill', style: { width: Math.round(100 * s[part]) + '%' } })),
      el('span', { class: 'say' }, el('b', {}, w.level[Math.min(4, Math.floor(s[part] * 5))]), ' · ', text[part])))));
}

function vibrate(s) {
  const out = s.topics.filter(t => t.lift >= 1.2);
  return el('div', { class: 'vibrate' }, el('h4', {}, w.vibrate), out.length
    ? el('ul', { class: 'chips' }, out.map(t => el('li', {}, el('b', {}, name(t.topic)), ' ', w.lift(f.times(t.lift)))))
    : el('p', { class: 'quiet' }, w.vibrateNone));
}

function card(s, id) {
  const outcomes = Object.entries(s.outcomes ?? {});
  return el('article', { class: 'card person-card' },
    el('div', { class: 'person-head' }, dial(s.score),
      el('div', {}, el('h3', {}, name(who(s.name))),
        el('p', { class: 'quiet' }, name(s.page), ' · ', s.audience === null ? w.notStated : w.followers(s.audience),
          s.promptness !== null && [' · ', w.prompt(f.duration(s.promptness * 60000))]))),
    parts(s), vibrate(s),
    outcomes.length > 0 && el('div', {}, el('h4', {}, w.didOutcomes), el('ul', { class: 'chips' }, outcomes.map(([kind, n]) => el('li', {}, el('b', {}, name(outcomeName(kind))), ' ', f.count(n))))),
    el('p', { class: 'quiet foot' }, w.scoreWords(f.count(s.quality), f.count(s.quantity * 100)), ' · ', w.asOf(f.moment(s.at))));
}

export function supporters(ctx) {
  let most = STEP;
  let drawn = 0;
  const body = el('div', {});
  const node = el('div', { class: 'view' },
    el('div', { class: 'hero small' }, el('h1', {}, w.supTitle), el('p', { class: 'lead' }, w.supText), !state.names && el('p', { class: 'quiet' }, w.hidden)), body);

  function draw() {
    drawn = performance.now();
    const all = [...state.rows.supporter].filter(([, s]) => ctx.matches(s) && s.score > 0).sort(([, a], [, b]) => b.score - a.score);
    if (!all.length) {
      refresh(body, el('div', { class: 'empty' }, el('h2', {}, w.supEmpty), el('p', {}, w.supEmptyText)));
      return;
    }
    const nano = all.filter(([, s]) => s.nanoInfluencer);
    const others = all.filter(([, s]) => !s.nanoInfluencer);
    const nanoShown = nano.slice(0, most);
    const othersShown = others.slice(0, Math.max(6, most - nanoShown.length));
    const left = all.length - nanoShown.length - othersShown.length;
    refresh(body,
      el('section', {}, el('h2', {}, w.supNano, ' ', el('span', { class: 'quiet' }, f.count(nano.length))), el('p', { class: 'lead' }, w.supNanoText),
        nano.length ? el('div', { class: 'folk' }, nanoShown.map(([id, s]) => card(s, id))) : el('p', { class: 'note' }, w.supNanoNone)),
      others.length > 0 && el('section', {}, el('h2', {}, w.supOthers, ' ', el('span', { class: 'quiet' }, f.count(others.length))),
        el('div', { class: 'folk' }, othersShown.map(([id, s]) => card(s, id)))),
      left > 0 && el('p', { class: 'centre' }, el('button', { class: 'primary', 'data-k': 'more', onclick: () => { most += STEP; draw(); } }, w.more(Math.min(STEP, left)))));
  }

  draw();
  return { node, update: changed => { if (changed.has('curves') || (changed.has('supporter') && performance.now() - drawn > UPDATE_MS)) draw(); } };
}
