// Every post, live. Only the rows in sight are in the page, so that ten thousand do not weigh.

import { state, curveOf } from './data.js';
import { el, icon, name, refresh } from './dom.js';
import * as f from './format.js';
import { w } from './words.js';
import { CrossingChart, setSpark, spark, bars } from './charts.js';
import { title, moments } from './now.js';
import { postOf } from './data.js';

const SPARE = 6;
const ORDER_MS = 2000;

const COLUMNS = [
  { id: 'post', text: true, value: p => title(p) },
  { id: 'organic', value: p => p.organic },
  { id: 'lower', value: p => p.lower },
  { id: 'sponsored', value: p => p.sponsored },
  { id: 'ratio', value: p => p.ratio ?? -1 },
  { id: 'spark' },
  { id: 'supporters', value: p => p.supporters },
  { id: 'actions', value: p => p.likes + p.comments + p.shares },
  { id: 'at', value: p => p.at },
];

let sort = { id: 'organic', down: true };
let find = '';
let onlyAhead = false;

export function posts(ctx) {
  let order = [];
  let ordered = 0;
  const pool = [];
  const body = el('tbody', { role: 'rowgroup' });
  const above = el('tr', { 'aria-hidden': 'true', class: 'space' }, el('td', {}));
  const below = el('tr', { 'aria-hidden': 'true', class: 'space' }, el('td', {}));
  const head = el('tr', { role: 'row' });
  // Roles are said, for on a phone the rows are laid out as cards, and then a table is none by itself.
  const sheet = el('table', { class: 'posts', role: 'table' }, el('caption', { class: 'visually-hidden' }, w.postsTitle), el('thead', { role: 'rowgroup' }, head), body);
  const scroller = el('div', { class: 'scroll tall', tabindex: '0', role: 'region', 'aria-label': w.postsTitle }, sheet);
  const counted = el('p', { class: 'quiet', role: 'status' });
  const none = el('div', { class: 'empty' });
  const dialog = el('dialog', { 'aria-labelledby': 'post-title' });
  const sorter = el('select', { 'data-k': 'sort', onchange: e => { sortBy(e.target.value); } });
  const node = el('div', { class: 'view' },
    el('div', { class: 'hero small' }, el('h1', {}, w.postsTitle), el('p', { class: 'lead' }, w.postsText)),
    el('div', { class: 'filters' },
      el('label', {}, el('span', {}, w.find), el('input', { type: 'search', value: find, 'data-k': 'find', oninput: e => { find = e.target.value; reorder(); } })),
      el('label', { class: 'check' }, el('input', { type: 'checkbox', checked: onlyAhead, onchange: e => { onlyAhead = e.target.checked; reorder(); } }), ' ', w.onlyAhead),
      el('label', { class: 'on-phones' }, el('span', {}, w.sort), sorter),
      counted),
    none, scroller, dialog);

  function sortBy(id) {
    const column = COLUMNS.find(c => c.id === id);
    sort = { id, down: sort.id === id ? !sort.down : !column.text };
    drawHead();
    reorder();
  }

  function drawHead() {
    sorter.replaceChildren(...COLUMNS.filter(c => c.value).map(c => el('option', { value: c.id, selected: c.id === sort.id }, w.col[c.id])));
    refresh(head, COLUMNS.map(c => el('th', {
      scope: 'col', role: 'columnheader', class: 'c-' + c.id,
      'aria-sort': sort.id === c.id ? (sort.down ? 'descending' : 'ascending') : null,
    }, c.value ? el('button', { 'data-k': 'sort-' + c.id, class: 'sort', title: w.sortBy(w.col[c.id]), onclick: () => sortBy(c.id) }, sort.id === c.id && el('span', { 'aria-hidden': 'true', class: 'arrow' }, sort.down ? '▼ ' : '▲ '), w.col[c.id]) : w.col[c.id])));
  }

  function reorder() {
    ordered = performance.now();
    const wanted = f.folded(find.trim());
    const column = COLUMNS.find(c => c.id === sort.id);
    const all = [];
    let matching = 0;
    for (const [id, p] of state.rows.post) {
      if (!ctx.matches(p)) continue;
      matching++;
      if (onlyAhead && !(p.ratio > 1)) continue;
      if (wanted && !f.folded(title(p) + ' ' + p.post + ' ' + p.page + ' ' + (p.about?.topics ?? []).join(' ')).includes(wanted)) continue;
      all.push([id, column.value(p)]);
    }
    const way = sort.down ? -1 : 1;
    const collator = column.text ? new Intl.Collator(document.documentElement.lang) : null;
    all.sort((a, b) => way * (collator ? collator.compare(a[1], b[1]) : a[1] - b[1]) || (a[0] < b[0] ? -1 : 1));
    order = all.map(([id]) => id);
    const said = w.shown(order.length, matching);
    if (counted.textContent !== said) counted.textContent = said;
    const empty = order.length === 0;
    scroller.hidden = empty;
    none.hidden = !empty;
    if (empty) refresh(none, el('h2', {}, matching ? w.postsNone : w.postsEmpty), !matching && el('p', {}, w.postsEmptyText));
    sheet.setAttribute('aria-rowcount', order.length + 1);
    paint();
  }

  function row() {
    const button = el('button', { class: 'linkish' });
    const sub = name('', { class: 'quiet' });
    const cells = {};
    const tr = el('tr', { role: 'row' }, COLUMNS.map(c => {
      if (c.id === 'post') return el('th', { scope: 'row', role: 'rowheader', class: 'c-post' }, button, sub);
      if (c.id === 'spark') return (cells.spark = el('td', { role: 'cell', class: 'c-spark' }, spark([0], [0])));
      return (cells[c.id] = el('td', { role: 'cell', class: 'c-' + c.id, 'data-label': w.short[c.id] }));
    }));
    const made = { tr, button, sub, cells, id: null, row: null };
    button.addEventListener('click', () => open(made.id));
    return made;
  }

  function fill(r, id, index) {
    const p = state.rows.post.get(id);
    if (!p || (r.id === id && r.row === p && r.index === index)) return;
    Object.assign(r, { id, row: p, index });
    r.tr.setAttribute('aria-rowindex', index + 2);
    text(r.button, title(p));
    r.button.dir = 'auto';
    text(r.sub, p.page);
    text(r.cells.organic, f.count(p.organic));
    text(r.cells.lower, f.count(p.lower));
    text(r.cells.sponsored, f.count(p.sponsored));
    const ahead = p.ratio > 1;
    r.cells.ratio.replaceChildren(p.ratio === null ? el('span', { class: 'quiet' }, w.noAds)
      : el('span', { class: 'verdict ' + (ahead ? 'ahead' : 'behind'), title: ahead ? w.ahead : w.behind },
        el('span', { 'aria-hidden': 'true' }, ahead ? '▲ ' : '▽ '), f.times(p.organic > 0 ? Math.max(p.ratio, 0.001) : p.ratio), el('span', { class: 'visually-hidden' }, ' ', ahead ? w.ahead : w.behind)));
    setSpark(r.cells.spark.firstChild, p.so, p.ss);
    text(r.cells.supporters, f.count(p.supporters));
    r.cells.actions.replaceChildren(el('span', { 'aria-hidden': 'true' }, `${f.count(p.likes)} · ${f.count(p.comments)} · ${f.count(p.shares)}`),
      el('span', { class: 'visually-hidden' }, w.actions(f.count(p.likes), f.count(p.comments), f.count(p.shares))));
    text(r.cells.at, f.clock(p.at));
  }

  function text(node, words) {
    if (node.textContent !== words) node.textContent = words;
  }

  let shown = '';
  function paint() {
    const height = rowHeight();
    const first = Math.max(0, Math.floor(scroller.scrollTop / height) - SPARE);
    const most = Math.ceil((scroller.clientHeight || 600) / height) + 2 * SPARE;
    const from = Math.max(0, Math.min(first, order.length - most));
    const to = Math.min(order.length, from + most);
    while (pool.length < to - from) pool.push(row());
    const now = [from, to, order.length].join();
    if (now !== shown) {
      shown = now;
      above.firstChild.style.setProperty('height', from * height + 'px');
      below.firstChild.style.setProperty('height', (order.length - to) * height + 'px');
      const wanted = [above, ...pool.slice(0, to - from).map(r => r.tr), below];
      if (wanted.length !== body.childNodes.length) body.replaceChildren(...wanted);
    }
    for (let i = from; i < to; i++) fill(pool[i - from], order[i], i);
  }

  function rowHeight() {
    return parseFloat(getComputedStyle(sheet).getPropertyValue('--row')) || 56;
  }

  let painting = false;
  scroller.addEventListener('scroll', () => {
    if (painting) return;
    painting = true;
    requestAnimationFrame(() => { painting = false; paint(); });
  }, { passive: true });
  const sized = new ResizeObserver(() => { shown = ''; paint(); });
  sized.observe(scroller);

  let opened = null;
  async function open(id) {
    const p = state.rows.post.get(id);
    if (!p) return;
    const chart = new CrossingChart(280);
    const figures = el('div', {});
    opened = { id, chart, figures };
    refresh(dialog,
      el('div', { class: 'dialog-head' }, el('h2', { id: 'post-title', dir: 'auto' }, title(p)),
        el('button', { class: 'ghost', 'aria-label': w.close, onclick: () => dialog.close() }, icon('close'))),
      el('p', { class: 'quiet' }, name(p.page)), figures, chart.figure);
    dialog.showModal();
    await drawOpened();
  }
  dialog.addEventListener('close', () => { opened = null; });

  async function drawOpened() {
    if (!opened) return;
    const { id, chart, figures } = opened;
    const p = state.rows.post.get(id);
    if (!p) return;
    refresh(figures, bars(p.organic, p.lower, p.sponsored, 'reach'));
    const curve = await curveOf('post ' + id, { page: p.page, post: p.post }, id);
    if (!curve) return;
    const words = [];
    for (const [alert, a] of state.rows.alert) if (postOf(alert) === id) words.push(...moments(a));
    chart.set(curve, words.filter(m => m.at >= curve.t[0]), title(p));
  }

  drawHead();
  reorder();
  return {
    node,
    leave: () => { sized.disconnect(); if (dialog.open) dialog.close(); },
    update: changed => {
      if (!changed.has('post') && !changed.has('curves')) return;
      // Rows do not jump about under somebody's finger: figures change at once, the order now and then.
      if (performance.now() - ordered > ORDER_MS) reorder();
      else paint();
      drawOpened();
    },
  };
}
