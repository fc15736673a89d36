/* Meetings, calls, visits and other events on a time line: a strip of marks above, the list below. */

/* The day of the event itself, not that of an article; null where no article tells it. */
function eventDay(e) {
  const told = isNode(e) && e.tellings.find((t) => t.date);
  return told ? told.date : null;
}
const instant = (date) => Date.parse(`${date}T00:00:00Z`);

const timed = {
  kind: ''
};

function guestsOf(e) {
  const all = new Set();
  for (const t of e.tellings) {
    t.participants.forEach((p) => all.add(p));
    if (t.host) all.add(t.host);
  }
  return [...all];
}

function eventItem(e) {
  const places = [...new Set(e.tellings.map((t) => t.place).filter(Boolean))];
  const tellings = [...new Map(e.tellings.map((t) => [t.text, t])).values()];
  return el(
      'li', {class: 'event', id: `event-${e.i}`, tabindex: -1},
      el('p', {class: 'head'}, time(eventDay(e)), ' ', el('span', {class: 'tag'}, e.kind.label), ' ',
         el('b', null, nodeLink(e, 'network')), places.length ? [' · ', listOf(places)] : ''),
      el('p', null, listOf(guestsOf(e))),
      tellings.slice(0, 3).map(
          (t) =>
              el('blockquote', null, el('p', {class: 'words', dir: 'auto'}, t.text),
                 el('p', {class: 'foot'}, time(t.article.date), ' · ', articleLine(t.article)))),
      tellings.length > 3 ? el('p', {class: 'muted'}, `and ${tellings.length - 3} more tellings`) : '');
}

/* Marks of one day stand above each other; a mark leads to its place in the list. */
function strip(list) {
  const days = list.map((e) => instant(eventDay(e))), from = Math.min(...days), to = Math.max(...days, from + 864e5),
        w = Math.max(320, Math.min(1200, byId('main').clientWidth - 40)), parts = w < 600 ? 2 : 4;
  const x = (t) => 14 + ((t - from) / (to - from)) * (w - 28), stacks = new Map();
  const marks = list.map((e) => {
    const at = Math.round(x(instant(eventDay(e))) / 12), level = stacks.get(at) || 0;
    stacks.set(at, level + 1);
    if (level > 9) return null;
    const go = () => {
      const li = byId(`event-${e.i}`);
      li.scrollIntoView({block: 'center'});
      li.focus();
    };
    return svg(
        'circle', {
          class: 'mark',
          cx: at * 12,
          cy: 128 - 12 * level,
          r: 5,
          tabindex: 0,
          role: 'button',
          'aria-label': `${e.label}, ${day(eventDay(e))}`,
          onclick: go,
          onkeydown: (k) => {
            if (k.key === 'Enter' || k.key === ' ') {
              k.preventDefault();
              go();
            }
          }
        },
        svg('title', null, `${day(eventDay(e))}: ${e.label}`));
  });
  const ticks = [], top = 128 - 12 * Math.max(...[...stacks.values()].map((c) => Math.min(c, 10))) - 2;
  for (let k = 0; k <= parts; k++) {
    const t = from + ((to - from) * k) / parts;
    ticks.push(
        svg('line', {class: 'axis', x1: x(t), x2: x(t), y1: 138, y2: 144}),
        svg('text',
            {x: x(t),
             y: 158,
             'text-anchor': k === 0 ? 'start' :
                 k === parts        ? 'end' :
                                      'middle'},
            day(new Date(t).toISOString().slice(0, 10))));
  }
  return el(
      'figure', {class: 'chart wide'},
      svg('svg', {viewBox: `0 ${top} ${w} ${164 - top}`, role: 'group', 'aria-label': 'Events over time'},
          svg('line', {class: 'axis', x1: 8, x2: w - 8, y1: 138, y2: 138}), ticks, marks));
}

function showEvents() {
  const used = [...new Set(events.map((e) => e.kind))];
  const list = events.filter((e) => !timed.kind || e.kind.name === timed.kind)
                   .sort((a, b) => (eventDay(a) || '9').localeCompare(eventDay(b) || '9') || a.i - b.i);
  const dated = list.filter(eventDay), undated = list.filter((e) => !eventDay(e));
  const select =
      el('select', {
        id: 'e-kind',
        onchange: (x) => {
          timed.kind = x.target.value;
          showEvents();
          byId('e-kind').focus();
        }
      },
         el('option', {value: ''}, 'all'),
         used.map((k) => el('option', {value: k.name, selected: timed.kind === k.name}, k.label)));
  let month = '';
  const parts = dated.flatMap((e) => {
    const m = eventDay(e).slice(0, 7),
          head = m === month ?
        [] :
        [el('li', {class: 'month'}, el('h3', null, `${MONTHS[Number(m.slice(5)) - 1]} ${m.slice(0, 4)}`))];
    month = m;
    return [...head, eventItem(e)];
  });
  clear(
      byId('view-events'),
      el('div', {class: 'heading'}, el('h2', null, plural(list.length, 'event')),
         el('label', {class: 'field'}, 'Kind', select)),
      counts.eventsLeftOut ?
          el('p', {class: 'note'}, `${counts.eventsLeftOut.toLocaleString('en')} more have no room in this page.`) :
          '',
      dated.length ? strip(dated) : '', el('ol', {class: 'timeline'}, parts),
      undated.length ? [el('h3', null, 'Without a day'), el('ol', {class: 'timeline'}, undated.map(eventItem))] : '');
}
