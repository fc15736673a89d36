/* The picture. Positions are the layout's, as in the SVG that Graphviz draws; there are no forces: what a reader has found
 * once stays where it is, and dragging moves one node and nothing else. Far away nodes are dots with the names that have
 * room; near enough to read them they are boxes with their labels in them. */

const READABLE = 8; /* smallest letters, pixels */
const picture = d3.select('#picture');
const ground = picture.append('g');
const tieLayer = ground.append('g').attr('class', 'ties');
const nodeLayer = ground.append('g').attr('class', 'nodes');
const nameLayer = picture.append('g').attr('class', 'names').attr('aria-hidden', 'true');
const smallestFont = nodes.reduce((m, n) => (n.labelled ? Math.min(m, n.font) : m), 20);
let drawn = {nodes: [], ties: [], left: 0, tiesLeft: 0};
let view = d3.zoomIdentity, near = false, chosen = null, waiting = 0;

const size = () => {
  const box = byId('picture').getBoundingClientRect();
  size.width = box.width;
  return [Math.max(1, box.width), Math.max(1, box.height)];
};
/* Dots stay big enough to hit and small enough to be told apart. */
const radius = (n) => Math.max(n.size / 2, (drawn.nodes.length > 800 || size.width < 600 ? 2.6 : 4) / view.k);
const isBox = (n) => near && n.labelled;

/* Where the line from the middle of a node towards another leaves it. */
function rim(n, towards) {
  const dx = towards.x - n.x, dy = towards.y - n.y, length = Math.hypot(dx, dy) || 1;
  if (!isBox(n)) return [n.x + (dx / length) * radius(n), n.y + (dy / length) * radius(n)];
  const w = n.width / 2, h = n.height / 2;
  const round = SHAPES[n.group] === 'square';
  const by = round ? 1 / Math.hypot(dx / w, dy / h) : Math.min(w / Math.abs(dx || 1e-9), h / Math.abs(dy || 1e-9));
  return [n.x + dx * Math.min(1, by), n.y + dy * Math.min(1, by)];
}

/* A head of two strokes; only where there is room to see it. */
function head(from, to) {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]), l = 7;
  const at = (turn) => `${to[0] - l * Math.cos(angle + turn)},${to[1] - l * Math.sin(angle + turn)}`;
  return `M${at(0.45)}L${to}L${at(-0.45)}`;
}

function tiePath(t) {
  const a = rim(t.a, t.b), b = rim(t.b, t.a);
  let d = `M${a}L${b}`;
  if (near && t.shown.some((e) => !e.relation.mutual && e.target === t.b)) d += head(a, b);
  if (near && t.shown.some((e) => !e.relation.mutual && e.target === t.a)) d += head(b, a);
  return d;
}
const tieWidth = (t) => Math.min(4.5, 1 + 0.5 * Math.log2(t.drawnWeight));
const tieMain = (t) => t.shown.reduce((m, e) => (e.weight > m.weight ? e : m), t.shown[0]);

function dotPath(n) {
  const r = radius(n), shape = SHAPES[n.group];
  if (shape === 'diamond') return `M0,${- r * 1.15}L${r * 1.15},0L0,${r * 1.15}L${- r * 1.15},0Z`;
  if (shape === 'square') return `M${- r * 0.9},${- r * 0.9}h${r * 1.8}v${r * 1.8}h${- r * 1.8}Z`;
  return `M${- r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${- 2 * r},0Z`;
}

function boxOf(n) {
  const w = n.width, h = n.height;
  if (SHAPES[n.group] === 'square') return svg('ellipse', {class: 'box', rx: w / 2, ry: h / 2});
  return svg('rect', {class: 'box', x: -w / 2, y: -h / 2, width: w, height: h, rx: n.group === 'event' ? 0 : 6});
}

function makeNode(n) {
  const g = svg('g', {class: 'node', tabindex: -1, role: 'button', 'aria-label': spoken(n)});
  g.style.setProperty('--c', n.colour);
  g.append(svg('path', {class: 'dot'}));
  if (n.labelled) {
    const label = svg('text', {class: 'label', 'font-size': n.font});
    n.lines.forEach(
        (line, i) =>
            label.append(svg('tspan', {x: 0, y: (i - (n.lines.length - 1) / 2) * n.font * 1.2, dy: '0.35em'}, line)));
    g.append(boxOf(n), label);
  }
  return g;
}
/* What is read out: the name and what it is. */
const spoken = (n) => `${n.label}, ${n.title ? n.title + ', ' : ''}${n.kind.label.toLowerCase()}, ${
    plural(n.statements, 'statement')}, tied to ${n.ties.length}`;

const placeNode = function(n) { this.setAttribute('transform', `translate(${n.x},${n.y})`); };
const allNodes = () => nodeLayer.selectAll('g.node');
const allTies = () => tieLayer.selectAll('path');

/* After every change of what is drawn. */
function draw() {
  drawn = choose();
  tieLayer.selectAll('path')
      .data(drawn.ties, (t) => t.a.i * nodes.length + t.b.i)
      .join('path')
      .attr('stroke-width', tieWidth)
      .each(function(t) {
        this.style.setProperty('--c', tieMain(t).relation.colour);
        t.path = this;
      });
  nodeLayer.selectAll('g.node')
      .data(drawn.nodes, (n) => n.key)
      .join((enter) => enter.append(makeNode).call(dragging))
      .each(placeNode)
      .each(function(n) { n.element = this; });
  tieLayer.attr('stroke-opacity', Math.max(0.25, Math.min(1, Math.sqrt(500 / (drawn.ties.length || 1)))));
  shape();
  highlight();
  byId('drawn').textContent =
      `${plural(drawn.nodes.length, 'node')} and ${plural(drawn.ties.length, 'tie')} drawn, of ${
          counts.nodes.toLocaleString('en')} nodes` +
      (drawn.tiesLeft ? `; ${drawn.tiesLeft.toLocaleString('en')} weaker ties are not drawn` : '') +
      (drawn.left ? `; ${drawn.left.toLocaleString('en')} weaker nodes that pass the filter are not drawn` : '') +
      (counts.nodesLeftOut ? `; ${counts.nodesLeftOut.toLocaleString('en')} of the weakest are not in this page` : '');
}

/* Forms that depend on how near the picture is. */
function shape() {
  near = view.k * smallestFont >= READABLE;
  picture.classed('near', near).classed('far', !near);
  allNodes().select('path.dot').attr('d', dotPath);
  allTies().attr('d', tiePath);
  name();
}

/* The names of the far picture; of unlabelled nodes in the near one. */
function name() {
  const at = (n) => [...view.apply([n.x, n.y]), radius(n) * view.k];
  const list = near ? drawn.nodes.filter((n) => !n.labelled) : drawn.nodes;
  const first = chosen && chosen.a ? [chosen.a, chosen.b] : chosen ? [chosen, ...neighbours(chosen)] : null;
  const labels = placeLabels(list, at, size(), first && first.filter((n) => list.includes(n)));
  nameLayer.selectAll('text')
      .data(labels, (l) => l.node.i)
      .join('text')
      .text((l) => l.text)
      .attr('x', (l) => l.x)
      .attr('y', (l) => l.y)
      .classed('dim', (l) => dimmed(l.node));
}

let shapedAt = 0;
const zooming = d3.zoom().scaleExtent([0.02, 8]).on('zoom', () => {
  view = d3.event.transform;
  ground.attr('transform', view);
  hideTip();
  if (!waiting)
    waiting = requestAnimationFrame(() => {
      waiting = 0;
      if (Math.abs(Math.log(view.k / (shapedAt || 1e-9))) > 0.08) {
        shapedAt = view.k;
        shape();
      } else
        name();
    });
});

function showAll(duration) {
  const list = drawn.nodes.length ? drawn.nodes : nodes;
  if (!list.length) return;
  const w = (n) => (n.labelled ? n.width : n.size) / 2, h = (n) => (n.labelled ? n.height : n.size) / 2;
  const x0 = d3min(list, (n) => n.x - w(n)), x1 = -d3min(list, (n) => -n.x - w(n)), y0 = d3min(list, (n) => n.y - h(n)),
        y1 = -d3min(list, (n) => -n.y - h(n));
  const [width, height] = size(), margin = 28;
  const k = Math.min(1.5, (width - 2 * margin) / Math.max(1, x1 - x0), (height - 2 * margin) / Math.max(1, y1 - y0));
  goTo(d3.zoomIdentity.translate(width / 2 - (k * (x0 + x1)) / 2, height / 2 - (k * (y0 + y1)) / 2).scale(k), duration);
}
const d3min = (list, of) => list.reduce((m, x) => Math.min(m, of(x)), Infinity);
const calm = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
function goTo(transform, duration) {
  if (duration && !calm())
    picture.transition().duration(duration).call(zooming.transform, transform);
  else
    picture.call(zooming.transform, transform);
}
function lookAt(n) {
  const [width, height] = size(), k = Math.max(view.k, Math.min(0.9, 10 / smallestFont));
  goTo(d3.zoomIdentity.translate(width / 2 - k * n.x, height / 2 - k * n.y).scale(k), 350);
}

let dragged = false;
const dragging = d3.drag()
                     .clickDistance(4)
                     .on('start',
                         () => {
                           dragged = false;
                           hideTip();
                         })
                     .on('drag',
                         function(n) {
                           dragged = true;
                           n.x += d3.event.dx;
                           n.y += d3.event.dy;
                           placeNode.call(this, n);
                           n.ties.forEach((t) => {
                             if (t.path && t.path.isConnected) t.path.setAttribute('d', tiePath(t));
                           });
                         })
                     .on('end', () => {
                       if (dragged) name();
                     });

/* Chosen: a node, a tie or nothing. What is not beside it steps back. */
const neighbours = (n) => n.ties.filter((t) => t.path && t.path.isConnected).map((t) => (t.a === n ? t.b : t.a));
let beside = null;
const dimmed = (n) => beside !== null && !beside.has(n);
function highlight() {
  beside = !chosen ? null : new Set(chosen.a ? [chosen.a, chosen.b] : [chosen, ...neighbours(chosen)]);
  allNodes().classed('dim', dimmed).classed('chosen', (n) => n === chosen);
  allTies()
      .classed('dim', (t) => chosen && t !== chosen && t.a !== chosen && t.b !== chosen)
      .classed('chosen', (t) => t === chosen);
  name();
}
function pick(what) {
  chosen = what;
  highlight();
  showPanel(what);
}

/* Nearest tie to a place on the screen, within a few pixels. */
function tieAt(x, y) {
  let best = null, least = 6;
  for (const t of drawn.ties) {
    const [ax, ay] = view.apply([t.a.x, t.a.y]), [bx, by] = view.apply([t.b.x, t.b.y]);
    const dx = bx - ax, dy = by - ay,
          along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    const d = Math.hypot(ax + along * dx - x, ay + along * dy - y);
    if (d < least) {
      least = d;
      best = t;
    }
  }
  return best;
}

const nodeAt = (target) => {
  const g = target.closest && target.closest('g.node');
  return g ? d3.select(g).datum() : null;
};
function under(event) {
  const box = byId('picture').getBoundingClientRect();
  return nodeAt(event.target) || tieAt(event.clientX - box.left, event.clientY - box.top);
}

/* From a node to its neighbour on the screen in the direction of an arrow key. */
const ARROWS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1]
};
function step(from, [dx, dy]) {
  let best = null, least = Infinity;
  for (const n of drawn.nodes) {
    const along = (n.x - from.x) * dx + (n.y - from.y) * dy,
          across = Math.abs((n.x - from.x) * dy - (n.y - from.y) * dx);
    if (n === from || along <= 0 || across > along * 2) continue;
    if (along + 2 * across < least) {
      least = along + 2 * across;
      best = n;
    }
  }
  return best;
}

function focusNode(n) {
  n.element.focus({preventScroll: true});
  const [x, y] = view.apply([n.x, n.y]), [w, h] = size();
  if (x < 20 || y < 20 || x > w - 20 || y > h - 20) lookAt(n);
  const box = byId('picture').getBoundingClientRect();
  showTip(n, box.left + view.applyX(n.x), box.top + view.applyY(n.y));
}

function onPictureKey(event) {
  const at = nodeAt(event.target);
  if (ARROWS[event.key]) {
    const next = at                                         ? step(at, ARROWS[event.key]) :
        chosen && !chosen.a && drawn.nodes.includes(chosen) ? chosen :
                                                              drawn.nodes[0];
    if (next) focusNode(next);
  } else if ((event.key === 'Enter' || event.key === ' ') && at) {
    pick(at);
    byId('panel').focus();
  } else if (event.key === '+' || event.key === '=')
    picture.call(zooming.scaleBy, 1.4);
  else if (event.key === '-')
    picture.call(zooming.scaleBy, 1 / 1.4);
  else if (event.key === '0')
    showAll(300);
  else
    return;
  event.preventDefault();
}

function startNetwork() {
  picture.call(zooming).on('dblclick.zoom', null);
  const element = byId('picture');
  element.addEventListener('keydown', onPictureKey);
  element.addEventListener('focusout', hideTip);
  element.addEventListener('pointermove', (event) => {
    if (event.buttons) return;
    const what = under(event);
    element.classList.toggle('pointing', Boolean(what));
    if (what)
      showTip(what, event.clientX, event.clientY);
    else
      hideTip();
  });
  element.addEventListener('pointerleave', hideTip);
  element.addEventListener('click', (event) => {
    if (!event.defaultPrevented) {
      hideTip();
      pick(under(event));
    }
  });
  byId('zoom-in').addEventListener('click', () => picture.transition().duration(200).call(zooming.scaleBy, 1.5));
  byId('zoom-out').addEventListener('click', () => picture.transition().duration(200).call(zooming.scaleBy, 1 / 1.5));
  byId('zoom-all').addEventListener('click', () => showAll(300));
  makeFilters(draw);
  if (window.innerWidth < 800) byId('filters').open = false;
  draw();
  showAll();
  if (window.ResizeObserver) new ResizeObserver(() => name()).observe(element);
}
