/* The list of speakers, and a page for each. */

const listed = {
  by: 'statements',
  down: true
};
const SPEAKER_COLUMNS = {
  label: {label: 'Name', of: (n) => fold(n.label), cell: (n) => nodeLink(n, 'speaker')},
  title: {label: 'Office', of: (n) => fold(n.title || '\uffff'), cell: (n) => bdi(n.title || '')},
  country: {label: 'Country', of: (n) => countryName(n.country) || '\uffff', cell: (n) => countryName(n.country)},
  statements: {label: 'Statements', of: (n) => n.statements, cell: (n) => n.statements.toLocaleString('en')},
  first: {label: 'First seen', of: (n) => n.first || '\uffff', cell: (n) => time(n.first)},
  last: {label: 'Last seen', of: (n) => n.last || '', cell: (n) => time(n.last)},
};

function showSpeakers() {
  const {of} = SPEAKER_COLUMNS[listed.by], sign = listed.down ? -1 : 1;
  const rows = speakers.slice().sort((a, b) => (of(a) < of(b) ? -sign : of(a) > of(b) ? sign : a.i - b.i));
  const sort = (name) => {
    listed.down = listed.by === name ? !listed.down : name === 'statements';
    listed.by = name;
    showSpeakers();
    byId(`by-${name}`).focus();
  };
  const head =
      Object.entries(SPEAKER_COLUMNS)
          .map(
              ([name, c]) => el(
                  'th',
                  {class: name === 'statements' ? 'number' : '', scope: 'col', 'aria-sort': listed.by === name ? (listed.down ? 'descending' : 'ascending') : 'none'},
                  el('button', {type: 'button', id: `by-${name}`, onclick: () => sort(name)}, c.label,
                     el('span', {class: 'arrow', 'aria-hidden': 'true'},
                        listed.by === name ? (listed.down ? ' ▼' : ' ▲') : ''))));
  const line = (n) =>
      el('tr', null,
         Object.entries(SPEAKER_COLUMNS)
             .map(([name,
                    c]) => el('td', {class: name === 'statements' ? 'number' : '', 'data-label': c.label}, c.cell(n))));
  clear(
      byId('view-speakers'), el('h2', null, `${plural(speakers.length, 'speaker')}`),
      el('table', {class: 'speakers'}, el('caption', {class: 'hidden'}, 'Speakers; the heads sort'),
         el('thead', null, el('tr', null, head)), el('tbody', null, rows.slice(0, 1000).map(line))),
      rows.length > 1000 ? el('p', {class: 'note'}, `and ${rows.length - 1000} more: find them by the search above`) :
                           '');
}

/* Bars over time: the steps are days, weeks, months or years, counted from the first day of all articles. */
function stepLabel(k) {
  const [y, m, d] = DATA.first.split('-').map(Number);
  if (DATA.step === 'year') return String(y + k);
  if (DATA.step === 'month') {
    const at = y * 12 + m - 1 + k;
    return `${MONTHS[at % 12]} ${Math.floor(at / 12)}`;
  }
  const start = Date.UTC(y, m - 1, d), monday = (new Date(start).getUTCDay() + 6) % 7;
  const at = new Date(start + 864e5 * (DATA.step === 'week' ? 7 * k - monday : k)).toISOString().slice(0, 10);
  return (DATA.step === 'week' ? 'week of ' : '') + day(at);
}
function stepCount() {
  return Math.max(nodes.reduce((m, n) => n.when.reduce((x, [k]) => Math.max(x, k), m), 0) + 1, 1);
}

function chart(n) {
  const all = stepCount(), most = n.when.reduce((m, [, c]) => Math.max(m, c), 1), w = 640, h = 110, foot = 18,
        wide = Math.min(26, (w - 30) / all);
  const x = (k) => 26 + k * ((w - 30) / all),
        bars = n.when.map(
            ([k, c]) =>
                svg('rect', {
                  class: 'bar',
                  x: x(k),
                  y: 8 + (h - foot - 8) * (1 - c / most),
                  width: Math.max(2, wide - 1.5),
                  height: ((h - foot - 8) * c) / most
                },
                    svg('title', null, `${stepLabel(k)}: ${plural(c, 'statement')}`)));
  const undated = n.statements - n.when.reduce((sum, [, c]) => sum + c, 0),
        told = n.when.map(([k, c]) => `${stepLabel(k)} ${c}`).join('; ');
  return el(
      'figure', {class: 'chart'},
      svg('svg', {viewBox: `0 0 ${w} ${h}`, role: 'img', 'aria-label': `Statements by ${DATA.step}: ${told}`},
          svg('line', {class: 'axis', x1: 26, x2: w - 4, y1: h - foot, y2: h - foot}),
          svg('text', {x: 22, y: 16, 'text-anchor': 'end'}, String(most)), bars,
          svg('text', {x: 26, y: h - 4}, stepLabel(0)),
          all > 1 ? svg('text', {x: w - 4, y: h - 4, 'text-anchor': 'end'}, stepLabel(all - 1)) : ''),
      el('figcaption', {class: 'muted'},
         `Statements by ${DATA.step}${undated > 0 ? `; ${undated.toLocaleString('en')} without a date` : ''}`));
}

/* Edges of one relation as bars: about whom, by whom. */
function bars(list, other) {
  const most = list.reduce((m, e) => Math.max(m, e.weight), 1);
  return el(
      'ol', {class: 'bars'}, list.slice(0, 12).map((e) => {
        const bar = el('span', {class: 'length', 'aria-hidden': 'true'});
        bar.style.width = `${(100 * e.weight) / most}%`;
        return el(
            'li', null, el('span', {class: 'name'}, nodeLink(e[other])), el('span', {class: 'track'}, bar),
            el('span', {class: 'number'}, e.weight.toLocaleString('en')));
      }),
      list.length > 12 ? el('li', {class: 'muted'}, `and ${list.length - 12} more`) : '');
}
const edgesOf = (n, relation, from) => n.edges.filter((e) => e.relation.name === relation && e[from] === n)
                                           .sort((a, b) => b.weight - a.weight || a.i - b.i);

function whereLine(t, n) {
  const others = [...new Set([...t.participants, t.host])].filter((p) => p && p !== n);
  return el(
      'li', null, time(isNode(t.event) ? eventDay(t.event) : null), ' · ', nodeLink(t.event, 'network'),
      t.place ? [' · ', nodeLink(t.place)] : '', others.length ? [' · with ', listOf(others)] : '',
      el('p', {class: 'words', dir: 'auto'}, t.text));
}

function showSpeaker(key) {
  const box = byId('view-speaker'), n = nodeByKey.get(key);
  if (!n) return clear(box, el('p', null, 'There is no such speaker in this page.'));
  const dated = n.said.filter((s) => s.article.date), first = dated[0] || n.said[0],
        last = dated[dated.length - 1] || n.said[n.said.length - 1];
  const about = edgesOf(n, 'names', 'source'), by = edgesOf(n, 'names', 'target'),
        by4 = edgesOf(n, 'speaks-for', 'source');
  const block = (title, content) => (content ? el('section', {class: 'block'}, el('h3', null, title), content) : '');
  return clear(
      box,
      el('div', {class: 'heading'},
         el('div', null, el('h2', null, bdi(n.label)), el('p', {class: 'muted'}, factLine(n)),
            n.aliases ? el('p', {class: 'muted'}, 'also ', bdi(n.aliases)) : ''),
         el('p', null, el('a', {class: 'go', href: hashOf('network', n.key)}, 'Show in the network'))),
      el('p', null, numbersLine(n)),
      n.statements > n.said.length ?
          el('p', {class: 'note'}, `${n.said.length} of these statements ${n.said.length === 1 ? 'has' : 'have'} room in this page.`) :
          '',
      n.when.length ? chart(n) : '',
      el('div', {class: 'columns'}, block('First statement', first && statementCard(first, true)),
         block('Last statement', last && last !== first && statementCard(last, true)),
         block('Speaks of', about.length && bars(about, 'target')),
         block('Spoken of by', by.length && bars(by, 'source')), block('Speaks for', by4.length && bars(by4, 'target')),
         block('Offices', n.offices.length && el('ul', null, n.offices.map((o) => el('li', null, officeLine(o))))),
         block(
             'Where, and with whom',
             n.met.length &&
                 more(
                     n.met.slice().sort((a, b) => (eventDay(b.event) || '').localeCompare(eventDay(a.event) || '')), 6,
                     (t) => whereLine(t, n)))),
      section(
          'All statements', n.said.length, wordKey(),
          more(n.said.slice().reverse(), 20, (s) => statementCard(s, true))));
}
