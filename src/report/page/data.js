'use strict';
/* The data as objects that know each other. What comes from articles is text and stays text: see dom.js. */

/* {"columns":[…],"rows":[[…]]} → one object a row; `i` is its number. */
function table(t) {
  return t.rows.map((row, i) => {
    const o = {i};
    t.columns.forEach((name, k) => {
      o[name] = row[k];
    });
    return o;
  });
}

const DATA = JSON.parse(document.getElementById('data').textContent);
const kinds = table(DATA.kinds);
const relations = table(DATA.relations);
const articles = table(DATA.articles);
const nodes = table(DATA.nodes);
const edges = table(DATA.edges);
const statements = table(DATA.statements);
const tellings = table(DATA.tellings);
const offices = table(DATA.offices);
const counts = DATA.counts;

/* A number is a row of the nodes; a string is the name of somebody who is no node; null is nobody. */
const thing = (ref) => (typeof ref === 'number' ? nodes[ref] : ref);
const isNode = (ref) => ref !== null && typeof ref === 'object';
const nameOf = (ref) => (isNode(ref) ? ref.label : ref);
const countryName = (iso) => (iso && DATA.countries[iso]) || iso || '';

for (const n of nodes) {
  n.lines = n.label.split('\n');
  n.label = n.lines.join(' ');
  n.kind = kinds[n.kind];
  n.group = n.kind.event ? 'event' : n.kind.name;
  n.aliases = n.aliases || '';
  n.y = -n.y; /* the layout counts upwards, screens downwards */
  Object.assign(n, {
    said: [],
    named: [],
    spokenFor: [],
    met: [],
    held: [],
    tellings: [],
    offices: [],
    when: [],
    edges: [],
    ties: []
  });
}
for (const e of edges) {
  e.source = nodes[e.source];
  e.target = nodes[e.target];
  e.relation = relations[e.relation];
  e.source.edges.push(e);
  e.target.edges.push(e);
}
for (const s of statements) {
  s.article = articles[s.article];
  s.kind = DATA.statementKinds[s.kind];
  s.act = DATA.acts[s.act];
  for (const list of ['who', 'for', 'to', 'about']) s[list] = s[list].map(thing);
  s.event = thing(s.event);
  s.text = s.words.filter((_, k) => k % 2).join('');
  new Set(s.who.filter(isNode)).forEach((n) => n.said.push(s));
  new Set(s.about.filter(isNode)).forEach((n) => n.named.push(s));
  new Set(s.for.filter(isNode)).forEach((n) => n.spokenFor.push(s));
}
for (const t of tellings) {
  t.event = thing(t.event);
  t.article = articles[t.article];
  t.place = thing(t.place);
  t.host = thing(t.host);
  t.participants = t.participants.map(thing);
  if (isNode(t.event)) t.event.tellings.push(t);
  if (isNode(t.place)) t.place.held.push(t);
  new Set([...t.participants, t.host].filter(isNode)).forEach((n) => n.met.push(t));
}
for (const o of offices) {
  o.holder = nodes[o.holder];
  o.organisation = thing(o.organisation);
  o.holder.offices.push(o);
}
for (const [row, ...pairs] of DATA.when) {
  for (let k = 0; k < pairs.length; k += 2) nodes[row].when.push([pairs[k], pairs[k + 1]]);
}

/* One line of the picture stands for all edges between two nodes, whatever their direction. */
const ties = [];
{
  const byPair = new Map();
  for (const e of edges) {
    const a = Math.min(e.source.i, e.target.i), b = Math.max(e.source.i, e.target.i), key = a * nodes.length + b;
    let tie = byPair.get(key);
    if (!tie) {
      tie = {a: nodes[a], b: nodes[b], edges: [], weight: 0, main: e};
      byPair.set(key, tie);
      ties.push(tie);
      tie.a.ties.push(tie);
      tie.b.ties.push(tie);
    }
    tie.edges.push(e);
    tie.weight += e.weight;
    if (e.weight > tie.main.weight) tie.main = e;
  }
}

const nodeByKey = new Map(nodes.map((n) => [n.key, n]));
const speakers = nodes.filter((n) => n.statements > 0 && n.group !== 'event');
const events = nodes.filter((n) => n.group === 'event' && n.tellings.length);
const plural = (n, one, many) => `${n.toLocaleString('en')} ${n === 1 ? one : many || one + 's'}`;
