/* A statement in its sentence, with source, cue and content marked. */

const PIECES = {
  s: ['span', 'source'],
  c: ['span', 'cue'],
  t: ['mark', 'content'],
  b: ['span', 'around'],
  a: ['span', 'around'],
  o: ['span', '']
};
const ACTS = {
  say: 'said',
  think: 'thinks',
  intend: 'intends',
  judge: 'judges',
  deny: 'denied',
  withhold: 'withheld comment'
};

function words(s, context) {
  const p = el('p', {class: 'words', dir: 'auto'});
  for (let k = 0; k < s.words.length; k += 2) {
    const mark = s.words[k];
    if (!context && (mark === 'b' || mark === 'a')) continue;
    const [tag, name] = PIECES[mark];
    p.append(el(tag, name ? {class: name} : null, s.words[k + 1]));
  }
  return p;
}

const actOf = (s) => `${s.negated ? 'not: ' : ''}${ACTS[s.act] || s.act}`;
const whoOf = (s) => (s.who.length ? listOf(s.who) : el('span', {class: 'muted'}, 'nobody named'));
const statementHash = (s) => `#statement/${s.i}`;

function articleLine(article) {
  const title = article.title || article.id;
  return [
    article.url ? outside(article.url, title) : bdi(title), article.publisher ? [', ', bdi(article.publisher)] : ''
  ];
}

/* `context`: with the sentences before and behind. */
function statementCard(s, context) {
  const to = s.to.length ? [' to ', listOf(s.to)] : '';
  const of = s.about.length ?
      el('span', {class: 'muted'}, ' · of ', listOf(s.about.slice(0, 6)), s.about.length > 6 ? ' …' : '') :
      '';
  return el(
      'article', {class: 'statement'}, el('p', {class: 'head'}, el('b', null, whoOf(s)), ` ${actOf(s)}`, to, of),
      words(s, context),
      el('p', {class: 'foot'}, time(s.article.date), ' · ', articleLine(s.article), ' · ',
         el('a', {href: statementHash(s)}, 'in context')));
}

function tellingCard(t) {
  return el(
      'article', {class: 'statement'}, el('p', {class: 'head'}, el('b', null, nodeLink(t.event, 'network'))),
      el('p', {class: 'words', dir: 'auto'}, t.text),
      el('p', {class: 'foot'}, time(t.article.date), ' · ', articleLine(t.article)));
}

const wordKey = () =>
    el('p', {class: 'wordkey'}, 'In the sentences: ', el('span', {class: 'source'}, 'who speaks'), ' ',
       el('span', {class: 'cue'}, 'the verb that reports it'), ' ', el('mark', {class: 'content'}, 'what was said'),
       ' ', el('span', {class: 'around'}, 'the sentences around'));

/* One statement on a page of its own: the end of every way to the evidence. */
function showStatement(key) {
  const view = byId('view-statement'), s = statements[Number(key)];
  if (!s) return clear(view, el('p', null, 'There is no such statement in this page.'));
  const row = (name, value) => (value && value.length !== 0 ? [el('dt', null, name), el('dd', null, value)] : []);
  return clear(
      view, el('h2', null, whoOf(s), el('span', {class: 'muted'}, ` ${actOf(s)}, `, time(s.article.date))), wordKey(),
      el('div', {class: 'statement large'}, words(s, true)),
      el('dl', {class: 'facts'}, row('Article', articleLine(s.article)), row('Published', time(s.article.date)),
         row('File', s.article.path ? bdi(s.article.path) : ''),
         row('Article and statement', bdi(`${s.article.id}#s${s.number}`)),
         row('Speaks for', s.for.length ? listOf(s.for) : ''), row('Told to', s.to.length ? listOf(s.to) : ''),
         row('Speaks of', s.about.length ? listOf(s.about) : ''),
         row('Said at', s.event ? nodeLink(s.event, 'network') : ''),
         row('Kind', `${s.kind}, ${s.act}${s.negated ? ', negated' : ''}`),
         row('Confidence', `${Math.round(s.confidence * 100)} of 100`)),
      s.article.text ? '' :
                       el('p', {class: 'muted'},
                          'The article could not be read again, so only the statement’s own words are here.'));
}
