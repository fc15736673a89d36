/* Names over a picture that is too small for the labels in its boxes: the strongest get one each, where there is room.
 * Room is kept on a grid of cells (a label is put where all of its cells are free), so the cost is that of the labels. */

const CELL = 4, LABELS_MAX = 160, LABEL_HEIGHT = 15;
const measure = document.createElement('canvas').getContext('2d');
const widths = new Map();

function shortName(n) { return n.label.length > 30 ? `${[...n.label].slice(0, 28).join('')}…` : n.label; }

function widthOf(text) {
  if (!widths.has(text)) {
    measure.font = '500 12px system-ui, sans-serif';
    widths.set(text, measure.measureText(text).width + 6);
  }
  return widths.get(text);
}

class Room {
  constructor(width, height) {
    this.columns = Math.ceil(width / CELL);
    this.rows = Math.ceil(height / CELL);
    this.taken = new Uint8Array(this.columns * this.rows);
  }
  cells(box) {
    return [Math.floor(box[0] / CELL), Math.floor(box[1] / CELL), Math.floor(box[2] / CELL), Math.floor(box[3] / CELL)];
  }
  free(box) {
    const [x0, y0, x1, y1] = this.cells(box);
    if (x0 < 0 || y0 < 0 || x1 >= this.columns || y1 >= this.rows) return false;
    for (let y = y0; y <= y1; y++)
      for (let x = x0; x <= x1; x++)
        if (this.taken[y * this.columns + x]) return false;
    return true;
  }
  take(box) {
    const [x0, y0, x1, y1] = this.cells(box);
    for (let y = Math.max(0, y0); y <= Math.min(this.rows - 1, y1); y++) {
      for (let x = Math.max(0, x0); x <= Math.min(this.columns - 1, x1); x++) this.taken[y * this.columns + x] = 1;
    }
  }
}

/* [{node, text, x, y}] for nodes in the order of their strength; `place(n)` gives [x, y, radius] on the screen. `first`
 * gets its labels before all others. A label keeps clear of all dots where it can; that of one of the strongest may else
 * cover weaker dots, those of the rest stay away. */
const MAY_COVER = 45;
function placeLabels(list, place, size, first) {
  const room = new Room(size[0], size[1]), dots = new Room(size[0], size[1]), placed = [];
  const inside = list.filter((n) => {
    const [x, y] = place(n);
    return x >= 0 && y >= 0 && x <= size[0] && y <= size[1];
  });
  const dot = (n) => {
    const [x, y, r] = place(n);
    return [x - r, y - r, x + r, y + r];
  };
  inside.forEach((n) => dots.take(dot(n)));
  const queue = first ? [...new Set([...first, ...inside])] : inside, covering = (first ? first.length : 0) + MAY_COVER;
  for (let i = 0; i < queue.length && placed.length < LABELS_MAX; i++) {
    const n = queue[i];
    room.take(dot(n));
    const [x, y, r] = place(n), text = shortName(n), w = widthOf(text), h = LABEL_HEIGHT, gap = r + CELL + 1;
    const spots = [[x, y + gap + h / 2], [x, y - gap - h / 2], [x + gap + w / 2, y], [x - gap - w / 2, y]];
    const box = ([cx, cy]) => [cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2];
    const spot = spots.find((s) => room.free(box(s)) && dots.free(box(s))) ||
        (i < covering && spots.find((s) => room.free(box(s))));
    if (!spot) continue;
    room.take(box(spot));
    placed.push({node: n, text, x: spot[0], y: spot[1]});
  }
  return placed;
}
