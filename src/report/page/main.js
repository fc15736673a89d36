/* Views by the address behind "#", the switch of colours, keys, printing. */

const VIEWS = {
  network: showNetwork,
  statements: showStatements,
  speakers: showSpeakers,
  speaker: showSpeaker,
  statement: showStatement,
  events: showEvents,
  about: showAbout
};
const MENU = {
  speaker: 'speakers',
  statement: 'statements'
};
let started = false;

function showNetwork(key) {
  if (!started) {
    started = true;
    startNetwork();
    showPanel(null);
  }
  const n = key && nodeByKey.get(key);
  if (!n) return;
  if (n.element && n.element.isConnected) lookAt(n);
  pick(n);
}

function readHash() {
  const [view, ...rest] = location.hash.slice(1).split('/');
  let key = rest.join('/');
  try {
    key = decodeURIComponent(key);
  } catch (error) { /* an address cut short is taken as it is */
  }
  return Object.prototype.hasOwnProperty.call(VIEWS, view) ? [view, key] : ['network', ''];
}

function route() {
  const [view, key] = readHash();
  hideTip();
  document.querySelectorAll('.view').forEach((v) => {
    v.hidden = v.id !== `view-${view}`;
  });
  document.querySelectorAll('#views a').forEach((a) => {
    if (a.hash === `#${MENU[view] || view}`)
      a.setAttribute('aria-current', 'page');
    else
      a.removeAttribute('aria-current');
  });
  VIEWS[view](key);
  if (view !== 'network') window.scrollTo(0, 0);
}

function showAbout() {
  const left = [
    [
      counts.statementsLeftOut, 'statements',
      'of each speaker the first, the last and then the surest have room; --top N gives room to more'
    ],
    [
      counts.nodesLeftOut, 'nodes',
      'the strongest have room, and whom the statements name; --nodes N gives room to more'
    ],
    [counts.edgesLeftOut, 'edges', 'the weakest, and those of nodes left out'],
    [counts.eventsLeftOut, 'events', 'the weakest']
  ].filter(([n]) => n);
  clear(
      byId('view-about'), el('h2', null, 'About this page'),
      el('p', null,
         `Made by dixit ${DATA.version} from ${
             plural(
                 counts.articles,
                 'article')}. It found who said what, of whom and where, and tied speakers, countries, institutions and events into a network. It errs; each statement says how sure it is (of statements at 90, nine in ten should be right), and every line of the network leads to the sentences behind it: read them before you rely on it.`),
      el('h3', null, 'What was left out'),
      left.length ?
          el('ul', null, left.map(([n, what, why]) => el('li', null, `${n.toLocaleString('en')} ${what}: ${why}.`))) :
          el('p', null, 'Nothing: all that was found is here.'),
      counts.articlesWithoutText ?
          el('p', null,
             `${
                 plural(
                     counts.articlesWithoutText,
                     'article')} could not be read again, so their statements show their own words alone (dixit report --articles tells where they are).`) :
          '',
      el('p', null,
         `The picture shows ${DRAWN_NODES.toLocaleString('en')} nodes and ${
             DRAWN_TIES.toLocaleString(
                 'en')} ties at most, the strongest that pass the filter. The strength of a node is the evidence of all its edges.`),
      el('h3', null, 'Keys'),
      el('dl', {class: 'facts'},
         [
           ['/', 'search'], ['Tab', 'from one control to the next'],
           ['arrow keys', 'in the picture: from node to node'], ['Enter', 'open the node'],
           ['+  −  0', 'nearer, farther, all'], ['Esc', 'close, let go']
         ].map(([k, what]) => [el('dt', null, el('kbd', null, k)), el('dd', null, what)])),
      el('h3', null, 'Offline'),
      el('p', null,
         'The file holds all it needs and asks no server for anything; its own policy forbids it. Only a link to an article leads out, where you follow it.'),
      el('p', {class: 'muted'}, 'Drawn with d3 by Mike Bostock (BSD licence, in the source of this page).'));
}

/* The reader's choice lasts where the browser lets a file keep something. */
function startTheme() {
  const button = byId('theme'), dark = window.matchMedia('(prefers-color-scheme: dark)'),
        root = document.documentElement;
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches);
  const name = () => {
    button.textContent = isDark() ? 'Light' : 'Dark';
    button.setAttribute('aria-label', `${isDark() ? 'Light' : 'Dark'} colours`);
  };
  try {
    const kept = localStorage.getItem('dixit-theme');
    if (kept === 'dark' || kept === 'light') root.dataset.theme = kept;
  } catch (error) { /* not kept */
  }
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    try {
      localStorage.setItem('dixit-theme', root.dataset.theme);
    } catch (error) { /* not kept */
    }
    name();
  });
  dark.addEventListener('change', name);
  name();
}

function onKey(event) {
  const writing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === '/' && !writing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    byId('search').focus();
  } else if (event.key === 'Escape' && !writing) {
    hideTip();
    if (chosen) {
      pick(null);
      byId('picture').focus();
    }
  }
}

byId('scope').textContent = [
  DATA.first ? span(DATA.first, DATA.last) : '', plural(counts.articles, 'article'),
  plural(counts.statements, 'statement'), plural(speakers.length, 'speaker'), plural(counts.events, 'event')
].filter(Boolean).join(' · ');
const measureTop = () =>
    document.documentElement.style.setProperty('--top', `${document.querySelector('.top').offsetHeight}px`);
new ResizeObserver(measureTop).observe(document.querySelector('.top'));
measureTop();
startTheme();
startSearch();
window.addEventListener('hashchange', route);
document.addEventListener('keydown', onKey);
/* On paper the table has all rows that were looked for, up to a thousand, and the picture what the screen shows. */
window.addEventListener('beforeprint', () => {
  if (byId('table-rows') && lookedFor().length <= 1000) {
    look.all = true;
    showRows();
  }
  if (!byId('view-network').hidden) picture.attr('viewBox', `0 0 ${size().join(' ')}`);
});
window.addEventListener('afterprint', () => {
  picture.attr('viewBox', null);
  if (look.all) {
    look.all = false;
    showRows();
  }
});
route();
