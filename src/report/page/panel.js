/* What stands beside the picture about the node or tie that was chosen, and what shows under the mouse. */

const TIP_WORDS = 2;

function evidenceOfTie(t) {
  const all = {statements: new Set(), tellings: new Set(), offices: new Set()};
  for (const e of t.edges)
    for (const [kind, list] of Object.entries(evidenceOf(e))) list.forEach((x) => all[kind].add(x));
  return all;
}

function factLine(n) {
  return [
    n.kind.label, n.title ? [' · ', bdi(n.title)] : '',
    n.country && n.kind.name !== 'country' ? ` · ${countryName(n.country)}` : ''
  ];
}
const numbersLine = (n) => `${n.statements ? plural(n.statements, 'statement') + ', ' : ''}in ${
    plural(n.articles, 'article')}${n.first ? `, ${span(n.first, n.last)}` : ''}`;

function nodeTip(n) {
  const said = n.said[n.said.length - 1], told = n.tellings[0], named = n.named[n.named.length - 1];
  const evidence = said ? words(said) :
      told              ? el('p', {class: 'words', dir: 'auto'}, told.text) :
      named             ? [el('p', {class: 'muted'}, 'spoken of by ', whoText(named)), words(named)] :
                          '';
  return [
    el('p', {class: 'head'}, el('b', null, bdi(n.label))), el('p', {class: 'muted'}, factLine(n)),
    el('p', {class: 'muted'}, numbersLine(n)), evidence
  ];
}
const whoText = (s) => (s.who.length ? s.who.map(nameOf).join(', ') : 'nobody named');

function tieTip(t) {
  const found = evidenceOfTie(t), statementsFound = [...found.statements], tellingsFound = [...found.tellings];
  const shown = statementsFound.slice(0, TIP_WORDS).map((s) => words(s));
  if (shown.length < TIP_WORDS)
    tellingsFound.slice(0, TIP_WORDS - shown.length)
        .forEach((x) => shown.push(el('p', {class: 'words', dir: 'auto'}, x.text)));
  const rest = statementsFound.length + tellingsFound.length - shown.length;
  return [
    t.shown.map((e) => el('p', {class: 'head'}, edgeLine(e))),
    shown.length ? shown : [...found.offices].slice(0, 2).map((o) => el('p', null, officeLine(o))),
    el('p', {class: 'muted'}, rest > 0 ? `and ${rest} more: click to read them` : 'click to read it in its article')
  ];
}

let tipOf = null;
function showTip(what, x, y) {
  const tip = byId('tip');
  if (tipOf !== what) clear(tip, what.a ? tieTip(what) : nodeTip(what));
  tipOf = what;
  tip.hidden = false;
  const w = tip.offsetWidth, h = tip.offsetHeight;
  tip.style.left = `${Math.max(8, Math.min(x + 16, window.innerWidth - w - 8))}px`;
  tip.style.top = `${Math.max(8, y + 16 + h > window.innerHeight ? y - h - 16 : y + 16)}px`;
}
function hideTip() {
  byId('tip').hidden = true;
  tipOf = null;
}

function section(title, count, ...content) {
  return count ? [el('h3', null, title, el('span', {class: 'muted'}, ` ${count.toLocaleString('en')}`)), content] : '';
}

function tiesOf(n) {
  const list = n.ties.filter((t) => t.path && t.path.isConnected).sort((a, b) => b.weight - a.weight);
  const line = (t) => el(
      'li', null,
      el('button', {type: 'button', class: 'plain', onclick: () => pick(t)}, bdi((t.a === n ? t.b : t.a).label)),
      el('span', {class: 'muted'}, ` ${[...new Set(t.shown.map((e) => e.relation.label))].join(', ')} (${t.weight})`));
  return section(
      'Tied to', list.length, el('ul', {class: 'tied'}, list.slice(0, 40).map(line)),
      list.length > 40 ? el('p', {class: 'muted'}, `and ${list.length - 40} more`) : '');
}

function nodePanel(n) {
  const page = n.statements > 0 && n.group !== 'event' ?
      el('p', null, el('a', {class: 'go', href: hashOf('speaker', n.key)}, 'Page of this speaker')) :
      '';
  const byDay = (list) => list.slice().reverse();
  return [
    el('h2', null, bdi(n.label)), el('p', {class: 'muted'}, factLine(n)), el('p', {class: 'muted'}, numbersLine(n)),
    n.aliases ? el('p', {class: 'muted'}, 'also ', bdi(n.aliases)) : '', page,
    drawn.nodes.includes(n) ?
        '' :
        el('p', {class: 'note'}, 'Not in the picture: the filter, or the limit of what is drawn, leaves it out.'),
    section('What happened', n.tellings.length, more(n.tellings, 8, tellingCard)),
    section('Said', n.said.length, more(byDay(n.said), 8, (s) => statementCard(s))),
    n.statements > n.said.length && n.group !== 'event' ?
        el('p', {class: 'note'},
           `${plural(n.statements, 'statement')} in all; ${n.said.length} have room in this page.`) :
        '',
    section('Held here', n.held.length, more(n.held, 5, tellingCard)),
    section('Took part in', n.met.length, more(n.met, 5, tellingCard)),
    section('Spoken of', n.named.length, more(byDay(n.named), 8, (s) => statementCard(s))), tiesOf(n)
  ];
}

function tiePanel(t) {
  const found = evidenceOfTie(t), said = [...found.statements].reverse(), told = [...found.tellings],
        held = [...found.offices];
  const end = (n) => el('button', {type: 'button', class: 'plain', onclick: () => pick(n)}, bdi(n.label));
  return [
    el('h2', null, end(t.a), ' – ', end(t.b)), t.edges.map((e) => el('p', {class: 'muted'}, edgeLine(e))),
    section('Events', told.length, more(told, 8, tellingCard)),
    section('Statements', said.length, more(said, 8, (s) => statementCard(s, true))),
    section('Offices', held.length, el('ul', null, held.map((o) => el('li', null, officeLine(o))))),
    said.length + told.length + held.length ?
        '' :
        el('p', {class: 'note'},
           'The statements behind this tie have no room in this page: make the report of fewer articles, or with a greater --top.')
  ];
}

/* Where to begin: nothing is chosen yet. */
function startPanel() {
  const spoke = speakers.slice().sort((a, b) => b.statements - a.statements || a.i - b.i).slice(0, 12);
  const met = events.slice(0, 8),
        line = (n, count) =>
            el('li', null,
               el('button', {
                 type: 'button',
                 class: 'plain',
                 onclick: () => {
                   if (n.element && n.element.isConnected) lookAt(n);
                   pick(n);
                 }
               },
                  bdi(n.label)),
               el('span', {class: 'muted'}, ` ${count}`));
  return [
    el('p', {class: 'muted'},
       'Click a name or a line to read what stands behind it. Drag to move, turn the wheel to come nearer.'),
    wordKey(),
    spoke.length ?
        [
          el('h3', null, 'Who spoke most'),
          el('ul', {class: 'tied'}, spoke.map((n) => line(n, n.statements.toLocaleString('en'))))
        ] :
        '',
    met.length ?
        [
          el('h3', null, 'Events told most'),
          el('ul', {class: 'tied'},
             met.map((n) => line(n, eventDay(n) && n.label.includes(eventDay(n)) ? '' : day(eventDay(n)))))
        ] :
        ''
  ];
}

function showPanel(what) {
  const panel = byId('panel');
  panel.classList.toggle('empty', !what);
  const close = el('button', {type: 'button', class: 'close', 'aria-label': 'Close', onclick: () => pick(null)}, '×');
  if (!what) return clear(panel, startPanel());
  clear(panel, close, what.a ? tiePanel(what) : nodePanel(what));
  panel.scrollTop = 0;
  if (window.innerWidth <= 1150 && !byId('view-network').hidden)
    panel.scrollIntoView({block: window.innerWidth <= 800 ? 'start' : 'nearest'});
  return panel;
}
