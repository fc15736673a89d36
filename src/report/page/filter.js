/* Which nodes and ties are drawn, and the controls that say so; they are the picture's legend too. */

const DRAWN_NODES = 2000, DRAWN_TIES = 6000;
const groups = [
  ...kinds.filter((k) => !k.event).map((k) => ({name: k.name, label: k.label, colour: k.colour})),
  {name: 'event', label: 'Event', colour: (kinds.find((k) => k.event) || {}).colour}
].filter((g) => nodes.some((n) => n.group === g.name));
const usedRelations = relations.filter((r) => edges.some((e) => e.relation === r));
const SHAPES = {
  event: 'diamond',
  country: 'square',
  place: 'square'
};
const nothingFiltered = () => ({
  groups: new Set(groups.map((g) => g.name)),
  relations: new Set(usedRelations),
  country: '',
  from: '',
  to: '',
  weight: 1,
  lonely: true
});
const wanted = nothingFiltered();

/* Days of something that may have none; what has none is there at any time. */
const inTime = (o) =>
    (!wanted.from || !o.last || o.last >= wanted.from) && (!wanted.to || !o.first || o.first <= wanted.to);

function passes(n) { return wanted.groups.has(n.group) && inTime(n); }
function ofCountry(n) { return !wanted.country || n.country === wanted.country; }

/* {nodes, ties, left, tiesLeft}: the strongest that pass. A node all of whose ties were filtered out goes with them; of a country
 * its own nodes stay and those tied to them. */
function choose() {
  const pass = new Set(nodes.filter(passes)), tied = new Set();
  let open = [];
  for (const t of ties) {
    t.shown = t.edges.filter((e) => wanted.relations.has(e.relation) && e.weight >= wanted.weight && inTime(e));
    if (!t.shown.length || !pass.has(t.a) || !pass.has(t.b)) continue;
    if (!ofCountry(t.a) && !ofCountry(t.b)) continue;
    tied.add(t.a);
    tied.add(t.b);
    open.push(t);
  }
  const all = nodes.filter((n) => pass.has(n) && (tied.has(n) || (wanted.lonely && !n.ties.length && ofCountry(n))));
  const drawn = all.slice(0, DRAWN_NODES), there = new Set(drawn);
  open = open.filter((t) => there.has(t.a) && there.has(t.b));
  for (const t of open) t.drawnWeight = t.shown.reduce((sum, e) => sum + e.weight, 0);
  const tiesLeft = Math.max(0, open.length - DRAWN_TIES);
  if (tiesLeft) open = open.sort((a, b) => b.drawnWeight - a.drawnWeight).slice(0, DRAWN_TIES);
  return {nodes: drawn, ties: open, left: all.length - drawn.length, tiesLeft};
}

const checkbox = (label, on, mark, change) => {
  const input = el('input', {type: 'checkbox', onchange: () => change(input.checked)});
  input.checked = on;
  return el('label', {class: 'check'}, input, mark, label);
};

function toggle(set, value, on) {
  if (on)
    set.add(value);
  else
    set.delete(value);
}

/* Steps of the weight: 1, 2, 3, 5, 10 … as far as there are such edges. */
function weightSteps() {
  const most = edges.reduce((m, e) => Math.max(m, e.weight), 1), steps = [];
  for (let ten = 1; ten <= most; ten *= 10)
    for (const k of [1, 2, 3, 5])
      if (ten * k <= most) steps.push(ten * k);
  return steps;
}

function makeFilters(redraw) {
  const countries = [...new Set(nodes.map((n) => n.country).filter(Boolean))].sort(
      (a, b) => countryName(a).localeCompare(countryName(b), 'en'));
  const steps = weightSteps();
  const weight = el('input', {
    type: 'range',
    id: 'f-weight',
    min: 0,
    max: Math.max(0, steps.length - 1),
    value: 0,
    step: 1,
    disabled: steps.length < 2
  });
  const said = el('output', { for: 'f-weight'
  }, 'all');
  const set = (name, value) => {
    wanted[name] = value;
    redraw();
  };
  weight.addEventListener('input', () => {
    const w = steps[Number(weight.value)];
    said.textContent = w > 1 ? `${w} and more` : 'all';
    weight.setAttribute('aria-valuetext', said.textContent);
    set('weight', w);
  });
  const date = (id, name, label) => el('label', { class: 'field', for: id }, label,
    el('input', { type: 'date', id, min: DATA.first, max: DATA.last, onchange: (e) => set(name, e.target.value) }));
    const country =
        el('select', {id: 'f-country', onchange: (e) => set('country', e.target.value)},
           el('option', {value: ''}, 'all countries'), countries.map((c) => el('option', {value: c}, countryName(c))));
    const reset = el('button', {type: 'button', onclick: () => resetFilters(redraw)}, 'All again');
  clear(byId('filter-body'),
    el('fieldset', { id: 'f-kinds' }, el('legend', null, 'Who and what'),
      groups.map((g) => checkbox(g.label, wanted.groups.has(g.name), swatch(g.colour, SHAPES[g.name]), (on) => {
      toggle(wanted.groups, g.name, on);
      redraw(); }))),
    el('fieldset', { id: 'f-relations' }, el('legend', null, 'How they are tied'),
      usedRelations.map((r) => checkbox(r.label, wanted.relations.has(r), swatch(r.colour, 'stroke'), (on) => {
      toggle(wanted.relations, r, on);
      redraw(); }))),
    el('label', { class: 'field', for: 'f-country' }, 'Country, and who is tied to it', country),
    date('f-from', 'from', 'From'), date('f-to', 'to', 'To'),
    el('label', { class: 'field', for: 'f-weight' }, el('span', null, 'Pieces of evidence: ', said), weight),
    checkbox('those tied to nobody', wanted.lonely, '', (on) => set('lonely', on)), reset);
      }

      function resetFilters(redraw) {
        Object.assign(wanted, nothingFiltered());
        makeFilters(redraw);
        redraw();
      }
