// What the board knows: everything once, then what changes, by server-sent events. The browser
// resumes by itself where it was cut off; after a longer absence everything is loaded again.

const KINDS = ['alert', 'post', 'supporter', 'outcome', 'cohort', 'day', 'letter', 'rule'];
const SPARK = 24;
const QUIET_MS = 12000;
const ANSWER_MS = 15000;
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 15000;
const HELD_BATCHES = 2000;
const STILL_MS = 300000;

export const state = {
  rows: Object.fromEntries(KINDS.map(k => [k, new Map()])),
  names: false,
  status: null,
  link: 'loading', // loading, live, lost
  heard: 0,
  paused: false,
  pausedAt: 0,
  loaded: false,
  curves: new Map(),
};

let events = null;
let listener = () => {};
let held = [];
let heldSnapshot = null;
let retry = FIRST_RETRY_MS;
let loading = false;
let again = null;
let silentSince = 0;

export function onChange(call) {
  listener = call;
}

/** The newest event time of anything: what "now" is for the data. */
export function dataTime() {
  let newest = 0;
  for (const s of state.status?.streams ?? []) {
    if (s.topic === 'post-momentum' || s.topic === 'alerts') newest = Math.max(newest, s.newest ?? 0);
  }
  return newest;
}

/** Since when nothing came: a followed post has a figure every minute, so silence means that nobody computes. */
export function stillSince() {
  const s = state.status;
  const arrived = state.rows.post.size > 0 && s?.streams.find(each => each.topic === 'post-momentum')?.arrived;
  return arrived && s.now - arrived > STILL_MS ? arrived : null;
}

export async function load() {
  if (loading) return;
  loading = true;
  clearTimeout(again);
  events?.close();
  events = null;
  try {
    // A request that was under way when a laptop fell asleep may never be answered.
    const response = await fetch('/api/snapshot', { cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MS) });
    if (response.status === 401) {
      location.reload();
      return;
    }
    if (!response.ok) throw new Error(response.status);
    const all = await response.json();
    state.status = all.status;
    held = [];
    heldSnapshot = null;
    // Whoever holds everything still to read it is not to be overtaken by a connection that came back.
    if (state.paused && state.loaded) heldSnapshot = all;
    else begin(all);
    connect(all.id);
    listener(new Set(['status']));
  } catch {
    lost();
    later();
  } finally {
    loading = false;
  }
}

/** Everything anew. */
function begin(all) {
  for (const kind of KINDS) state.rows[kind] = new Map(all.rows[kind]);
  state.names = all.names;
  state.loaded = true;
  state.curves.clear();
  asked.clear();
  listener(new Set([...KINDS, 'status', 'curves']));
}

/** Each time later, until something is heard: many browsers must not press a board that refuses them. */
function later() {
  clearTimeout(again);
  again = setTimeout(load, retry);
  retry = Math.min(LAST_RETRY_MS, retry * 2);
}

function connect(last) {
  const source = new EventSource('/api/events?last=' + encodeURIComponent(last));
  events = source;
  silentSince = Date.now();
  source.addEventListener('rows', e => { heard(); take(JSON.parse(e.data)); });
  source.addEventListener('status', e => {
    heard();
    state.status = JSON.parse(e.data);
    listener(new Set(['status']));
  });
  source.addEventListener('reload', () => { source.close(); load(); });
  source.addEventListener('open', heard);
  source.addEventListener('error', () => {
    lost();
    // The browser tries again by itself unless the answer was no event stream.
    if (source.readyState === EventSource.CLOSED && events === source) {
      events = null;
      later();
    }
  });
}

function heard() {
  retry = FIRST_RETRY_MS;
  state.heard = silentSince = Date.now();
  if (state.link !== 'live') {
    state.link = 'live';
    listener(new Set(['status']));
  }
}

function lost() {
  if (state.link !== 'lost') {
    state.link = 'lost';
    listener(new Set(['status']));
  }
}

/** A connection may die without a word, as when a laptop sleeps, or never come about. */
function listen() {
  if (events && Date.now() - silentSince > QUIET_MS) {
    lost();
    load();
  }
}
setInterval(listen, 2000);
document.addEventListener('visibilitychange', () => { if (!document.hidden) listen(); });
addEventListener('online', () => { if (state.loaded) load(); });

function take(rows) {
  if (state.paused) {
    if (held.length < HELD_BATCHES) held.push(rows);
    return;
  }
  apply(rows);
}

function apply(rows) {
  const changed = new Set();
  for (const [kind, id, row] of rows) {
    changed.add(kind);
    const table = state.rows[kind];
    if (!table) continue;
    if (row === null) {
      table.delete(id);
    } else if (kind === 'post') {
      table.set(id, post(table.get(id), row, id));
    } else {
      table.set(id, row);
    }
  }
  listener(changed);
}

/** A post's new row, its sparkline and the curves that it goes on with. */
function post(before, row, id) {
  const points = row.points;
  row.so = before?.so ?? [];
  row.ss = before?.ss ?? [];
  for (let i = 0; i < points.t.length; i++) {
    if (before && points.t[i] <= before.at) continue;
    row.so.push(points.o[i]);
    row.ss.push(points.s[i]);
  }
  row.so.splice(0, Math.max(0, row.so.length - SPARK));
  row.ss.splice(0, Math.max(0, row.ss.length - SPARK));
  delete row.points;
  for (const curve of state.curves.values()) {
    if (curve.post !== id || curve.until < points.t[0]) continue;
    for (let i = 0; i < points.t.length; i++) {
      if (points.t[i] > curve.t.at(-1) && points.t[i] <= curve.until) {
        curve.t.push(points.t[i]);
        curve.o.push(points.o[i]);
        curve.l.push(points.l[i]);
        curve.s.push(points.s[i]);
      }
    }
  }
  return row;
}

export function pause(on) {
  state.paused = on;
  state.pausedAt = Date.now();
  if (!on) {
    if (held.length >= HELD_BATCHES) load();
    const [all, snapshot] = [held, heldSnapshot];
    held = [];
    heldSnapshot = null;
    if (snapshot) begin(snapshot);
    all.forEach(apply);
  }
  listener(new Set(['status']));
}

/** The key of an alert's post: its id begins with it. */
export function postOf(alertId) {
  return alertId.split('/', 2).join('/');
}

const asked = new Map();

/** The curve of an alert or a post; from the server once, then kept up to date. Null if there is none to be had. */
export async function curveOf(key, query, post, until = Infinity) {
  if (!state.curves.has(key)) {
    if (!asked.has(key)) asked.set(key, fetchCurve(query).finally(() => asked.delete(key)));
    const curve = await asked.get(key);
    if (!curve) return null;
    curve.post = post;
    if (!state.curves.has(key)) state.curves.set(key, curve);
  }
  const curve = state.curves.get(key);
  curve.until = until;
  return curve;
}

async function fetchCurve(query) {
  try {
    const response = await fetch('/api/curve?' + new URLSearchParams(query), { cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MS) });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
