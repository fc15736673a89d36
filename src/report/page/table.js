/* The statements as a table: sorted by its heads, filtered by words, kind, day and confidence, a page at a time. */

const ROWS = 50;
const look = {
  text: '',
  kind: '',
  act: '',
  from: '',
  to: '',
  sure: 0,
  by: 'date',
  down: false,
  page: 0,
  all: false
};
const COLUMNS = {
  date: {label: 'Date', of: (s) => s.article.date || '\uffff'},
  who: {label: 'Who', of: (s) => (s.who.length ? fold(nameOf(s.who[0])) : '\uffff')},
  act: {label: 'How', of: (s) => `${s.act} ${s.kind}`},
  what: {label: 'Statement', of: (s) => fold(s.text)},
  article: {label: 'Article', of: (s) => fold(s.article.title || s.article.id)},
  sure: {label: 'Sure', of: (s) => s.confidence},
};
for (const s of statements)
  s.search = fold([s.text, ...s.who.map(nameOf), s.article.title || '', s.article.publisher || ''].join(' '));

/* All words must be there, in any order. */
function findStatements(text) {
  const needles = fold(text).split(/\s+/).filter(Boolean);
  return statements.filter((s) => needles.every((w) => s.search.includes(w)));
}

function lookedFor() {
  const found = findStatements(look.text).filter(
      (s) => (!look.kind || s.kind === look.kind) && (!look.act || s.act === look.act) &&
          (!look.from || (s.article.date || '') >= look.from) && (!look.to || (s.article.date || '9') <= look.to) &&
          s.confidence * 100 >= look.sure);
  const key = COLUMNS[look.by].of, sign = look.down ? -1 : 1;
  const keys = new Map(found.map((s) => [s, key(s)]));
  return found.sort((a, b) => (keys.get(a) < keys.get(b) ? -sign : keys.get(a) > keys.get(b) ? sign : a.i - b.i));
}

function statementRow(s) {
  return el(
      'tr', null, el('td', {class: 'date', 'data-label': 'Date'}, time(s.article.date)),
      el('td', {class: 'who', 'data-label': 'Who'}, whoOf(s)),
      el('td', {'data-label': 'How'}, actOf(s), el('br'), el('span', {class: 'muted'}, s.kind)),
      el('td', {class: 'what'}, words(s, true), el('a', {class: 'link', href: statementHash(s)}, 'details')),
      el('td', {class: 'from', 'data-label': 'Article'}, articleLine(s.article)),
      el('td', {class: 'number', 'data-label': 'Sure'}, Math.round(s.confidence * 100)));
}

function sortBy(name) {
  look.down = look.by === name ? !look.down : name === 'sure';
  look.by = name;
  look.page = 0;
  showRows();
}

function headRow() {
  return el(
      'tr', null,
      Object.entries(COLUMNS).map(
          ([name, c]) =>
              el('th', {
                scope: 'col',
                class: name,
                'aria-sort': look.by === name ? (look.down ? 'descending' : 'ascending') : 'none'
              },
                 el('button', {
                   type: 'button',
                   id: `sort-${name}`,
                   onclick: () => {
                     sortBy(name);
                     byId(`sort-${name}`).focus();
                   }
                 },
                    c.label,
                    el('span', {'aria-hidden': 'true', class: 'arrow'},
                       look.by === name ? (look.down ? ' ▼' : ' ▲') : '')))));
}

function showRows() {
  const found = lookedFor(), pages = Math.max(1, Math.ceil(found.length / ROWS));
  look.page = Math.min(look.page, pages - 1);
  const rows = look.all ? found : found.slice(look.page * ROWS, (look.page + 1) * ROWS);
  clear(byId('table-head'), headRow());
  clear(byId('table-rows'), rows.map(statementRow));
  byId('table-count').textContent =
      `${plural(found.length, 'statement')}${
          found.length < statements.length ? ` of ${statements.length.toLocaleString('en')}` : ''}` +
      (counts.statementsLeftOut ?
           `; ${counts.statementsLeftOut.toLocaleString('en')} more have no room in this page (--top)` :
           '');
  const turn = (by) => () => {
    look.page += by;
    showRows();
    byId('view-statements').scrollIntoView();
  };
  clear(
      byId('table-pages'),
      pages > 1 && !look.all ?
          [
            el('button', {type: 'button', disabled: look.page === 0, onclick: turn(-1)}, 'Back'),
            ` page ${look.page + 1} of ${pages} `,
            el('button', {type: 'button', disabled: look.page + 1 >= pages, onclick: turn(1)}, 'Next')
          ] :
          []);
}

function control(label, input) { return el('label', {class: 'field'}, label, input); }
function selection(name, all, values, text) {
  return el(
      'select', {
        id: `t-${name}`,
        onchange: (e) => {
          look[name] = e.target.value;
          look.page = 0;
          showRows();
        }
      },
      el('option', {value: ''}, all), values.map((v) => el('option', {value: v}, text ? text(v) : v)));
}

function makeTable() {
  const later = (name, read) => (e) => {
    look[name] = read ? read(e.target.value) : e.target.value;
    look.page = 0;
    showRows();
  };
  const date = (name) =>
      el('input', {type: 'date', id: `t-${name}`, min: DATA.first, max: DATA.last, onchange: later(name)});
  clear(
      byId('view-statements'),
      el('form', {class: 'bar', onsubmit: (e) => e.preventDefault()},
         control('Words', el('input', {type: 'search', id: 't-text', oninput: later('text')})),
         control('Kind', selection('kind', 'any', DATA.statementKinds)),
         control('How', selection('act', 'any', DATA.acts, (a) => ACTS[a] || a)), control('From', date('from')),
         control('To', date('to')),
         control(
             'At least sure',
             el('input',
                {type: 'number', id: 't-sure', min: 0, max: 100, step: 5, value: 0, oninput: later('sure', Number)}))),
      wordKey(),
      counts.articlesWithoutText ?
          el('p', {class: 'note'},
             `${
                 plural(
                     counts.articlesWithoutText,
                     'article')} could not be read again: of these the statements show their own words alone.`) :
          '',
      el('p', {id: 'table-count', role: 'status', class: 'muted'}),
      el('table', {class: 'statements'}, el('caption', {class: 'hidden'}, 'Statements; the heads sort'),
         el('thead', {id: 'table-head'}), el('tbody', {id: 'table-rows'})),
      el('p', {id: 'table-pages', class: 'pages'}));
}

function showStatements(text) {
  if (!byId('table-rows')) makeTable();
  if (text) {
    look.text = text;
    look.page = 0;
    byId('t-text').value = text;
  }
  showRows();
}
