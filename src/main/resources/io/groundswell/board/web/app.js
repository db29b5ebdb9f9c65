// The frame: language, theme, page filter, pause, which view is shown, and how the link is.

import { state, load, onChange, pause, dataTime, stillSince } from './data.js';
import { el, icon, refresh } from './dom.js';
import * as f from './format.js';
import { w, choose } from './words.js';
import { recolour } from './charts.js';
import { now } from './now.js';
import { posts } from './posts.js';
import { supporters } from './supporters.js';
import { outcomes } from './outcomes.js';
import { history } from './history.js';
import { health } from './health.js';

const VIEWS = { now, posts, supporters, outcomes, history, health };
const UPDATE_MS = 400;
const root = document.documentElement;
const main = document.getElementById('main');
const banner = document.getElementById('banner');

/** What every view may ask. */
const ctx = {
  page: '',
  matches: row => !ctx.page || row.page === ctx.page,
  announce,
};

function stored(key) {
  try { return localStorage.getItem(key); } catch { return null; }
}

function store(key, value) {
  try { localStorage.setItem(key, value); } catch { /* private windows may refuse: then it is for now only */ }
}

let lang = stored('lang') ?? (navigator.languages?.[0] ?? navigator.language ?? 'en').toLowerCase().startsWith('fr');
lang = lang === true || lang === 'fr' ? 'fr' : 'en';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');
let theme = stored('theme');

function applyTheme() {
  root.dataset.theme = theme ?? (prefersDark.matches ? 'dark' : 'light');
  recolour();
}
prefersDark.addEventListener('change', () => { applyTheme(); drawFrame(); });

function applyLanguage() {
  choose(lang);
  root.lang = lang;
  document.getElementById('skip').textContent = w.skip;
}

// Said once, politely, and not all at once.
let toSay = [];
function announce(words) {
  toSay.push(words);
}
setInterval(() => {
  if (!toSay.length) return;
  document.getElementById('live').textContent = toSay.slice(-3).join(' ');
  toSay = [];
}, 3000);

// ------------------------------------------------------------------ frame

let pages = [];

function drawFrame() {
  const at = route();
  refresh(document.getElementById('nav'), Object.keys(VIEWS).map(id => el('a', {
    href: '#/' + id, 'data-k': 'nav-' + id, 'aria-current': id === at ? 'page' : null,
  }, icon(id), el('span', {}, w.nav[id]))));
  document.getElementById('nav').setAttribute('aria-label', w.navLabel);
  const dark = root.dataset.theme === 'dark';
  refresh(document.getElementById('tools'),
    pages.length > 1 && el('label', { class: 'pick' }, el('span', { class: 'visually-hidden' }, w.page),
      el('select', { 'data-k': 'page', onchange: e => { ctx.page = e.target.value; show(); } },
        el('option', { value: '' }, w.allPages),
        pages.map(p => el('option', { value: p, selected: p === ctx.page }, p)))),
    el('span', { class: 'link', id: 'link' }),
    el('button', { 'data-k': 'pause', class: 'ghost', 'aria-pressed': String(state.paused), onclick: () => { pause(!state.paused); drawFrame(); } },
      icon(state.paused ? 'play' : 'pause'), el('span', { class: 'wide' }, state.paused ? w.resume : w.pause),
      el('span', { class: 'visually-hidden narrow' }, state.paused ? w.resume : w.pause)),
    el('button', { 'data-k': 'theme', class: 'ghost', 'aria-label': dark ? w.toLight : w.toDark, onclick: () => {
      theme = dark ? 'light' : 'dark';
      store('theme', theme);
      applyTheme();
      drawFrame();
    } }, icon(dark ? 'sun' : 'moon')),
    el('div', { class: 'switch', role: 'group', 'aria-label': w.language }, ['fr', 'en'].map(l => el('button', {
      'data-k': 'lang-' + l, lang: l, 'aria-pressed': String(l === lang),
      'aria-label': l === 'fr' ? 'Français (FR)' : 'English (EN)',
      onclick: () => { lang = l; store('lang', l); applyLanguage(); show(); },
    }, l.toUpperCase()))));
  drawLink();
}

function drawLink() {
  const link = document.getElementById('link');
  if (!link) return;
  const s = state.status;
  const behind = (s?.streams ?? []).reduce((sum, each) => sum + each.behind, 0);
  let kind = 'live';
  let words = w.live;
  if (state.link === 'loading') [kind, words] = ['held', w.connecting];
  else if (state.link === 'lost') [kind, words] = ['bad', w.lost];
  else if (s && s.broker !== 'there') [kind, words] = ['bad', w.waiting];
  else if (state.paused) [kind, words] = ['held', w.paused];
  else if (s && !s.caughtUp) [kind, words] = ['held', w.catching];
  else if (stillSince()) [kind, words] = ['held', w.still];
  link.className = 'link ' + kind;
  const t = dataTime();
  // Data may be of another day than this one: then it says which.
  const told = t ? (Math.abs(Date.now() - t) < 12 * 3600e3 ? f.clock(t) : f.moment(t)) : null;
  if (link.dataset.said !== words + told) {
    link.dataset.said = words + told;
    link.replaceChildren(el('span', { class: 'how' }, words, told && ' · '), told ?? '');
  }

  let message = null;
  if (state.link === 'lost') message = state.loaded ? w.lostBanner(f.moment(state.heard || Date.now())) : w.loadFailed;
  else if (s?.broker === 'lost') message = w.brokerLost(f.moment(s.lostSince));
  else if (s?.broker === 'unknown' && s.now - s.lostSince > 6000) message = w.brokerUnknown;
  else if (state.paused) message = w.pausedBanner(f.clock(state.pausedAt));
  else if (s && !s.caughtUp && behind > 0) message = w.catchingUp(behind);
  else if (stillSince()) message = w.stillBanner(f.moment(stillSince()));
  if (banner.dataset.said !== kind + message) {
    banner.dataset.said = kind + message;
    banner.replaceChildren(...(message ? [el('p', { class: 'notice ' + kind }, message)] : []));
  }
  root.classList.toggle('stale', kind === 'bad');
}

function findPages() {
  const found = new Set();
  for (const kind of ['post', 'alert', 'day']) for (const row of state.rows[kind].values()) found.add(row.page);
  const sorted = [...found].sort((a, b) => a.localeCompare(b, lang)).slice(0, 500);
  if (sorted.length === pages.length && sorted.every((p, i) => p === pages[i])) return;
  pages = sorted;
  if (document.activeElement?.dataset.k !== 'page') drawFrame();
}

// ------------------------------------------------------------------ views

let view = null;

function route() {
  const id = /^#\/([^/]*)/.exec(location.hash)?.[1];
  return Object.hasOwn(VIEWS, id) ? id : 'now';
}

// Within the page it is the view that the address names, so this link must not change it.
document.getElementById('skip').addEventListener('click', e => {
  e.preventDefault();
  main.focus();
});

function show(moved = false) {
  drawFrame();
  view?.leave?.();
  view = null;
  document.title = w.nav[route()] + ' · groundswell';
  if (!state.loaded) {
    main.replaceChildren(el('p', { class: 'loading' }, el('span', { class: 'wave', 'aria-hidden': 'true' }), w.loading));
    return;
  }
  view = VIEWS[route()](ctx);
  main.replaceChildren(view.node);
  if (moved) {
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}
addEventListener('hashchange', () => show(true));

let changed = new Set();
let due = null;
function update() {
  due = null;
  const all = changed;
  changed = new Set();
  drawLink();
  findPages();
  if (!state.loaded) return;
  if (!view) show();
  else view.update(all);
}
onChange(kinds => {
  tellNews(kinds);
  kinds.forEach(k => changed.add(k));
  // A hidden page draws when it is seen again.
  if (due === null) due = setTimeout(() => requestAnimationFrame(update), view ? UPDATE_MS : 0);
});

const told = new Map();
function tellNews(kinds) {
  if (!kinds.has('alert')) return;
  const first = kinds.has('curves');
  for (const [id, a] of state.rows.alert) {
    if (told.get(id) === a.status + a.at) continue;
    told.set(id, a.status + a.at);
    if (first) continue;
    const title = a.about?.text ?? a.post;
    announce({ opened: w.announceOpened, raised: w.announceRaised, closed: w.announceClosed }[a.status](title));
  }
}

setInterval(drawLink, 1000);

applyLanguage();
applyTheme();
show();
load();
