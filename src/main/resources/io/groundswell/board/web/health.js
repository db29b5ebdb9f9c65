// How fresh everything is, and what was refused.

import { state, stillSince } from './data.js';
import { el, name, refresh, table } from './dom.js';
import * as f from './format.js';
import { w } from './words.js';

const QUIET_MS = 10 * 60000;
const KINDS = { alerts: 'alert', 'post-momentum': 'post', supporters: 'supporter', 'outcomes-attributed': 'outcome', cohorts: 'cohort', pages: 'day', 'dead-letters': 'letter' };

/** So few are read at once: a stream that is written to always has some to go. */
const AT_ONCE = 500;

/** A stream's state: how bad, a sign, words. */
function freshness(stream, s) {
  if (!stream.exists) return stream.topic === 'posts' ? ['quiet', '○', w.missing] : ['bad', '✕', w.missing];
  if (stream.behind > (s.caughtUp ? AT_ONCE : 0)) return ['held', '…', w.behindBy];
  if (stream.records === 0) return ['quiet', '○', w.nothing];
  if (stream.topic === 'post-momentum' && stillSince()) return ['held', '!', w.standsStill];
  const age = s.now - stream.arrived;
  return age > QUIET_MS ? ['quiet', '○', w.quiet(f.duration(age))] : ['live', '●', w.fresh];
}

/** One sentence for all streams, of the worst of them, so that it never says better than the table below. */
function verdictOf(s) {
  if (state.link === 'lost') return w.healthLost;
  if (s.broker !== 'there') return w.healthBroker;
  const all = s.streams.map(each => freshness(each, s));
  const have = kind => all.some(([each]) => each === kind);
  if (have('bad')) return w.healthMissing;
  if (stillSince()) return w.healthStill(f.moment(stillSince()));
  if (have('held')) return w.healthBehind;
  if (s.streams.every(each => each.records === 0)) return w.healthNothing;
  const newest = Math.max(...s.streams.map(each => each.arrived ?? 0));
  return s.now - newest > QUIET_MS ? w.healthQuiet(f.moment(newest)) : w.healthGood;
}

export function health() {
  const body = el('div', {});
  const verdict = el('p', { class: 'lead', role: 'status' });
  const node = el('div', { class: 'view' }, el('div', { class: 'hero small' }, el('h1', {}, w.healthTitle), verdict), body);

  function draw() {
    const s = state.status;
    if (!s) return;
    const refused = s.streams.find(each => each.topic === 'dead-letters')?.records ?? 0;
    const said = verdictOf(s) + ' ' + (refused ? w.healthLetters(refused) : w.lettersNone);
    if (verdict.textContent !== said) verdict.textContent = said;
    const rules = [...state.rows.rule.values()].sort((a, b) => b.count - a.count).slice(0, 50);
    const letters = [...state.rows.letter.values()].sort((a, b) => b.at - a.at).slice(0, 30);
    const dropped = s.streams.map(each => [each, s.kept[KINDS[each.topic]]]).filter(([, kept]) => kept && kept[1] > 0);
    refresh(body,
      el('section', {}, el('h2', {}, w.streams),
        table(w.streams, [w.stream, w.freshness, w.arrived, w.newest, w.records, w.toGo], s.streams.map(each => {
          const [kind, sign, words] = freshness(each, s);
          return [el('span', {}, w.streamName[each.topic], ' ', el('code', { class: 'quiet' }, each.topic)),
            el('span', { class: 'state ' + kind }, el('span', { 'aria-hidden': 'true' }, sign), ' ', words),
            each.arrived ? f.moment(each.arrived) : '–', each.newest ? f.moment(each.newest) : '–', f.count(each.records), f.count(each.behind)];
        }), { 'data-k': 'streams' }),
        dropped.map(([each, kept]) => el('p', { class: 'note' }, w.streamName[each.topic], ' – ', w.dropped(kept[0], kept[1]))),
        s.unreadable > 0 && el('p', { class: 'note' }, w.unreadable(s.unreadable)),
        el('p', { class: 'quiet' }, w.browsers(s.browsers))),
      el('section', {}, el('h2', {}, w.letters),
        rules.length === 0 ? el('p', { class: 'note' }, w.lettersNone) : [el('p', { class: 'lead' }, w.lettersText),
          table(w.letters, [w.reason, w.stream, w.times, w.last], rules.map(r => [name(r.rule), name(r.topic), f.count(r.count), f.moment(r.at)]), { 'data-k': 'rules' }),
          el('details', { 'data-k': 'letters' }, el('summary', {}, w.latest),
            table(w.latest, [w.letter, w.reason, w.last], letters.map(l => [name(`${l.topic} ${l.partition}:${l.offset}`), name(l.reason), f.moment(l.at)])))]));
  }

  draw();
  return { node, update: draw };
}
