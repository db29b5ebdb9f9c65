// Elements. Whatever comes from a topic is text: it goes in as a text node or an attribute value,
// never as markup (and the Content-Security-Policy forbids that as well).

const SVG = 'http://www.w3.org/2000/svg';

function fill(node, props, children) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'style') for (const [k, v] of Object.entries(value)) node.style.setProperty(k, v);
    else if (name === 'value' || name === 'checked' || name === 'selected' || name === 'open') node[name] = value;
    else node.setAttribute(name, value === true ? '' : value);
  }
  add(node, children);
  return node;
}

function add(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
}

/** An element of HTML. */
export function el(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** An element of SVG. */
export function svg(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

/** A name from a topic: its direction must not spill into the words around it. */
export function name(text, props) {
  return el('bdi', props, text);
}

/** Replaces what a node holds, and keeps the focus and what was unfolded (by data-k). */
export function refresh(node, ...children) {
  const focus = node.contains(document.activeElement) ? document.activeElement.dataset.k : null;
  const open = new Set([...node.querySelectorAll('details[open][data-k]')].map(d => d.dataset.k));
  node.replaceChildren();
  add(node, children);
  for (const details of node.querySelectorAll('details[data-k]')) {
    if (open.has(details.dataset.k)) details.open = true;
  }
  if (focus) {
    for (const each of node.querySelectorAll('[data-k]')) {
      if (each.dataset.k === focus) {
        each.focus({ preventScroll: true });
        break;
      }
    }
  }
}

const PATHS = {
  now: 'M3 14c3 0 4-8 8-8s4 7 7 7 2-2 3-2M3 19h18',
  posts: 'M4 5h16M4 10h16M4 15h16M4 20h10',
  supporters: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c0-4 3-6 6.5-6s6.500 2 6.500 6M16 4.500a3.500 3.500 0 0 1 0 6.500M18 14.500c2.200.800 3.500 2.700 3.500 5.500',
  outcomes: 'M4 20V10M10 20V4M16 20v-7M22 20H2',
  history: 'M4 12a8 8 0 1 0 3-6.200M4 4v4h4M12 8v4l3 2',
  health: 'M3 12h4l2-6 4 12 2-6h6',
  up: 'M12 20V5M6 11l6-6 6 6',
  double: 'M6 12l6-6 6 6M6 19l6-6 6 6',
  down: 'M12 4v15M6 13l6 6 6-6',
  check: 'M4 12l5 5L20 6',
  pause: 'M8 5v14M16 5v14',
  play: 'M7 4l13 8-13 8Z',
  sun: 'M12 17a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM12 1v2M12 21v2M1 12h2M21 12h2M4 4l1.500 1.500M18.500 18.500 20 20M4 20l1.500-1.500M18.500 5.500 20 4',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500Z',
  close: 'M5 5l14 14M19 5 5 19',
};

/** A small picture that says nothing by itself: words stand beside it. */
export function icon(which) {
  return svg('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { d: PATHS[which] }));
}

/** A table for people who do not see a chart, or want the numbers. */
export function table(caption, heads, rows, props) {
  return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption, ...props },
    el('table', {},
      el('caption', { class: 'visually-hidden' }, caption),
      el('thead', {}, el('tr', {}, heads.map(h => el('th', { scope: 'col' }, h)))),
      el('tbody', {}, rows.map(row => el('tr', {}, row.map((cell, i) =>
        i === 0 ? el('th', { scope: 'row' }, cell) : el('td', {}, cell)))))));
}
