// Numbers and times as people of a language write them.

let lang = 'en'; // with the region that the browser names, if it is of that language
let cache = {};

export function setLanguage(to) {
  lang = (globalThis.navigator?.languages ?? []).find(l => l.toLowerCase().startsWith(to + '-')) ?? to;
  cache = {};
}

function made(key, make) {
  return cache[key] ?? (cache[key] = make());
}

/** A whole number of people, of things. */
export function count(n) {
  return made('count', () => new Intl.NumberFormat(lang, { maximumFractionDigits: 0 })).format(n);
}

/** With one digit at most. */
export function decimal(n, digits = 1) {
  return made('d' + digits, () => new Intl.NumberFormat(lang, { maximumFractionDigits: digits })).format(n);
}

/** How many times as many: 2.8×. */
export function times(n) {
  const digits = n >= 100 ? 0 : 1;
  if (n > 0 && n < 0.05) return '<\u00a0' + decimal(0.1) + '\u00a0×';
  // On which side of one it is must not be rounded away.
  if (n !== 1 && Math.abs(n - 1) < 0.05) return decimal(n < 1 ? Math.min(n, 0.99) : Math.max(n, 1.01), 2) + '\u00a0×';
  return decimal(n, digits) + '\u00a0×';
}

export function percent(part) {
  return made('percent', () => new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 0 })).format(part);
}

/** Money; a currency that is none is shown as it came. */
export function money(value, currency) {
  try {
    return new Intl.NumberFormat(lang, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', maximumFractionDigits: value < 100 ? 2 : 0 }).format(value);
  } catch {
    return decimal(value, 2) + '\u00a0' + currency;
  }
}

/** 10:15. */
export function clock(ms) {
  return made('clock', () => new Intl.DateTimeFormat(lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })).format(ms);
}

/** Tue 13 Oct, 10:15. */
export function moment(ms) {
  return made('moment', () => new Intl.DateTimeFormat(lang, {
    weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  })).format(ms);
}

/** 13 October. */
export function day(iso) {
  return made('day', () => new Intl.DateTimeFormat(lang, { day: 'numeric', month: 'long', timeZone: 'UTC' }))
    .format(Date.parse(iso + 'T00:00:00Z'));
}

/** How long: 34 min, 2 h 5 min. */
export function duration(ms) {
  const minutes = Math.max(0, Math.round(ms / 60000));
  if (ms < 60000) return Math.max(0, Math.round(ms / 1000)) + '\u00a0s';
  if (minutes < 60) return minutes + '\u00a0min';
  if (minutes < 48 * 60) {
    const rest = minutes % 60;
    return Math.floor(minutes / 60) + '\u00a0h' + (rest ? '\u00a0' + rest + '\u00a0min' : '');
  }
  return Math.round(minutes / 1440) + '\u00a0' + (lang.startsWith('fr') ? 'j' : 'd');
}

/** One, two and three. */
export function list(items) {
  return made('list', () => new Intl.ListFormat(lang, { type: 'conjunction' })).format(items);
}

/** 1st of a pair of words for one, 2nd for more, as the language counts. */
export function plural(n, one, many) {
  return made('plural', () => new Intl.PluralRules(lang)).select(n) === 'one' ? one : many;
}

/** Finds without regard to case and accents. */
export function folded(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
