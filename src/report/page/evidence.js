/* What stands behind an edge: the statements, events and offices in this page that make it. The rules are those of the
 * graph (src/graph/add.c). */

const EVIDENCE = {
  'names': (a, b) => ({statements: a.said.filter((s) => s.about.includes(b))}),
  'speaks-for': (a, b) => ({ statements: a.said.filter((s) => s.for.includes(b)) }),
  'said-at': (a, b) => ({statements: a.said.filter((s) => s.event === b)}),
  'took-part': (a, b) => ({tellings: b.tellings.filter((t) => t.participants.includes(a) || t.host === a)}),
  'held-in': (a, b) => ({tellings: a.tellings.filter((t) => t.place === b)}),
  'met': (a, b) => ({tellings: together(a, b, 'meeting')}),
  'called': (a, b) => ({tellings: together(a, b, 'call')}),
  'represents': (a, b) => ({offices: officesOf(a, b)}),
};

function together(a, b, kind) {
  return a.met.filter(
      (t) => isNode(t.event) && t.event.kind.name === kind && t.participants.includes(a) && t.participants.includes(b));
}

function officesOf(a, b) {
  return a.offices.filter(
      (o) => o.organisation === b || (b.kind.name === 'country' && b.country && o.country === b.country));
}

function evidenceOf(edge) {
  const find = EVIDENCE[edge.relation.name];
  return Object.assign({statements: [], tellings: [], offices: []}, find ? find(edge.source, edge.target) : {});
}

/* "A → B: speaks of (4)" */
function edgeLine(e) {
  return [
    bdi(e.source.label), e.relation.mutual ? ' and ' : ' ',
    el('i', null, e.relation.mutual ? '' : `${e.relation.label} `), bdi(e.target.label),
    e.relation.mutual ? el('i', null, ` ${e.relation.label}`) : '', ` (${e.weight.toLocaleString('en')})`
  ];
}

function officeLine(o) {
  const where = [
    isNode(o.organisation) ? nodeLink(o.organisation, 'network') : o.organisation,
    o.country ? countryName(o.country) : ''
  ].filter(Boolean);
  return [
    el('b', null, bdi(o.title)), where.map((w) => [', ', w]),
    o.first ? el('span', {class: 'muted'}, ` · so called ${span(o.first, o.last)}, ${plural(o.count, 'article')}`) : ''
  ];
}
