// What the board knows: everything once, then what changes, by server-sent events. The browser
// resumes by itself where it was cut off; after a longer absence everything is loaded again.

const KINDS = ['alert', 'post', 'supporter', 'outcome', 'cohort', 'day', 'letter', 'rule'];
const SPARK = 24;
const QUIET_MS = 12000;
const HELD_BATCHES = 2000;

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
let retry = 1000;
let loading = false;

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

export async function load() {
  if (loading) return;
  loading = true;
  events?.close();
  events = null;
  try {
    const response = await fetch('/api/snapshot', { cache: 'no-store' });
    if (response.status === 401) {
      location.reload();
      return;
    }
    if (!response.ok) throw new Error(response.status);
    const all = await response.json();
    for (const kind of KINDS) state.rows[kind] = new Map(all.rows[kind]);
    state.names = all.names;
    state.status = all.status;
    state.loaded = true;
    state.curves.clear();
    held = [];
    retry = 1000;
    connect(all.id);
    listener(new Set([...KINDS, 'status', 'curves']));
  } catch {
    lost();
    setTimeout(load, retry);
    retry = Math.min(15000, retry * 2);
  } finally {
    loading = false;
  }
}

function connect(last) {
  const source = new EventSource('/api/events?last=' + encodeURIComponent(last));
  events = source;
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
      setTimeout(load, retry);
      retry = Math.min(15000, retry * 2);
    }
  });
}

function heard() {
  state.heard = Date.now();
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

/** A connection may die without a word, as when a laptop sleeps. */
setInterval(() => {
  if (state.link === 'live' && Date.now() - state.heard > QUIET_MS) {
    lost();
    load();
  }
}, 2000);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && state.loaded && Date.now() - state.heard > QUIET_MS) load();
});
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
    const all = held;
    held = [];
    all.forEach(apply);
  }
  listener(new Set(['status']));
}

/** The key of an alert's post: its id begins with it. */
export function postOf(alertId) {
  return alertId.split('/', 2).join('/');
}

/** The curve of an alert or a post; from the server once, then kept up to date. */
export async function curveOf(key, query, post, until = Infinity) {
  const known = state.curves.get(key);
  if (known) return known;
  const response = await fetch('/api/curve?' + new URLSearchParams(query), { cache: 'no-store' });
  if (!response.ok) return null;
  const curve = await response.json();
  curve.post = post;
  curve.until = until;
  state.curves.set(key, curve);
  return curve;
}
