/* How things get into the document: elements are made here and nowhere else, text goes in as text nodes, and there is no
 * innerHTML. Attributes with words of articles in them are labels only. */

const SVG = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on'))
      element.addEventListener(name.slice(2), value);
    else
      element.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children.flat(3)) {
    if (child !== null && child !== undefined && child !== '') element.append(child);
  }
  return element;
}
const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
const byId = (id) => document.getElementById(id);
const clear = (element, ...children) => {
  element.replaceChildren(...children.flat(3).filter((c) => c !== null && c !== ''));
  return element;
};

/* A name as it came, kept apart from the writing direction around it. */
const bdi = (text) => el('bdi', null, text);

/* Only http and https become links: an article's address could be "javascript:…". */
function outside(url, text) {
  let parsed = null;
  try {
    parsed = new URL(url);
  } catch (error) {
    return bdi(text);
  }
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return bdi(text);
  return el('a', {href: parsed.href, rel: 'noopener noreferrer', target: '_blank'}, bdi(text));
}

const hashOf = (view, key) => `#${view}/${encodeURIComponent(key)}`;
/* Speakers have a page, whoever else is a node is shown in the network. */
function nodeLink(ref, view) {
  if (!isNode(ref)) return bdi(ref || '');
  const page = view || (ref.statements > 0 && ref.group !== 'event' ? 'speaker' : 'network');
  return el('a', {href: hashOf(page, ref.key)}, bdi(ref.label));
}
const listOf = (refs, view) => refs.flatMap((r, k) => (k ? [', ', nodeLink(r, view)] : [nodeLink(r, view)]));

/* 2024-03-05 → 5 Mar 2024, without time zones. */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
function day(date) {
  if (!date) return 'no date';
  const [y, m, d] = date.split('-').map(Number);
  return `${d} ${MONTHS[m - 1]} ${y}`;
}
const time = (date) => (date ? el('time', {datetime: date}, day(date)) : el('span', {class: 'muted'}, 'no date'));
const span = (first, last) => (first === last ? day(first) : `${day(first)} to ${day(last)}`);

/* For searching: small letters without accents. */
const fold = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
const swatch = (colour, shape) => {
  const s = el('span', {class: `swatch ${shape || ''}`, 'aria-hidden': 'true'});
  s.style.setProperty('--c', colour);
  return s;
};

/* A list that shows some and a button for more. */
function more(items, step, make) {
  const box = el('div', {class: 'list'});
  let shown = 0;
  const button = el('button', {type: 'button', class: 'more', onclick: () => grow()});
  function grow() {
    const first = shown;
    box.append(...items.slice(shown, shown + step).map(make));
    shown = Math.min(items.length, shown + step);
    button.textContent = `Show ${Math.min(step, items.length - shown)} more of ${items.length}`;
    button.hidden = shown >= items.length;
    box.append(button);
    if (first && box.children[first]) box.children[first].setAttribute('tabindex', '-1'), box.children[first].focus();
  }
  grow();
  return box;
}
