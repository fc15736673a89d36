/* One field for names and words; "/" jumps to it. */

const NAMES_FOUND = 10;
const haystack =
    nodes.map((n) => ({node: n, label: fold(n.label), all: fold(`${n.label} ${n.aliases} ${n.title || ''}`)}));

/* Those whose name begins so first, then those that have it anywhere; the stronger first. */
function findNodes(text) {
  const needle = fold(text.trim());
  if (!needle) return [];
  const rank = (h) => (h.label.startsWith(needle) ? 0 : h.label.includes(needle) ? 1 : h.all.includes(needle) ? 2 : 3);
  return haystack.map((h) => [rank(h), h.node])
      .filter(([r]) => r < 3)
      .sort((a, b) => a[0] - b[0] || a[1].i - b[1].i)
      .map(([, n]) => n);
}

function startSearch() {
  const input = byId('search'), list = byId('found');
  let options = [], at = -1;
  const close = () => {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    at = -1;
  };
  const go = (k) => {
    const hash = options[k].hash;
    close();
    input.blur();
    if (location.hash === hash)
      route();
    else
      location.hash = hash;
  };
  function mark(k) {
    at = (k + options.length) % options.length;
    [...list.children].forEach((li, i) => li.setAttribute('aria-selected', String(i === at)));
    input.setAttribute('aria-activedescendant', `found-${at}`);
    list.children[at].scrollIntoView({block: 'nearest'});
  }
  function show() {
    const found = findNodes(input.value);
    options = found.slice(0, NAMES_FOUND).map((n) => ({
                                                hash: hashOf('network', n.key),
                                                line: [
                                                  swatch(n.colour, SHAPES[n.group]),
                                                  el('span', null, bdi(n.label), el('small', null, factLine(n)))
                                                ]
                                              }));
    if (input.value.trim())
      options.push({
        hash: hashOf('statements', input.value.trim()),
        line:
            [el('span', null, 'Statements with “', bdi(input.value.trim()), '”',
                el('small', null, plural(findStatements(input.value).length, 'statement')))]
      });
    clear(
        list,
        options.map(
            (o, k) =>
                el('li', {
                  role: 'option',
                  id: `found-${k}`,
                  'aria-selected': 'false',
                  onpointerdown: (e) => {
                    e.preventDefault();
                    go(k);
                  }
                },
                   o.line)));
    list.hidden = !options.length;
    input.setAttribute('aria-expanded', String(!list.hidden));
    at = -1;
  }
  input.addEventListener('input', show);
  input.addEventListener('focus', () => {
    if (input.value) show();
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' && options.length)
      mark(at + 1);
    else if (event.key === 'ArrowUp' && options.length)
      mark(at < 0 ? options.length - 1 : at - 1);
    else if (event.key === 'Enter' && options.length)
      go(Math.max(0, at));
    else if (event.key === 'Escape') {
      input.value = '';
      close();
      input.blur();
    } else
      return;
    event.preventDefault();
  });
}
