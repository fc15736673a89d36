"""Articles as the transformer sees them: windows of word pieces. src/deep/deep.c makes the same ones."""
import collections
import json

import numpy as np

LABELS = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
LAYERS, WIDTH, HEADS, INNER = 6, 384, 12, 1536
PIECES = 201  # of a window, behind [CLS], every paragraph with a [SEP] behind it

Window = collections.namedtuple("Window", "row stretches")
Stretch = collections.namedtuple("Stretch", "article paragraph at first labels")


def load(path, tokenizer):
    """[Window]: paragraphs side by side as long as they fit; longer ones are cut, at a sentence's end where there is one."""
    special = {name: tokenizer.token_to_id(name) for name in ("[UNK]", "[CLS]", "[SEP]")}
    out = []
    for number, line in enumerate(open(path, encoding="utf-8")):
        window = None
        for p, paragraph in enumerate(json.loads(line)["paragraphs"]):
            ends = set(paragraph["ends"])
            coded = tokenizer.encode_batch(paragraph["words"], add_special_tokens=False)
            pieces = [e.ids[:16] or [special["[UNK]"]] for e in coded]
            at = 0
            while at < len(pieces):
                to, size = cut(pieces, ends, at)
                if not window or len(window.row) - 1 + size > PIECES:
                    window = Window([special["[CLS]"]], [])
                    out.append(window)
                first = []
                for k in range(at, to):
                    first.append(len(window.row))
                    window.row.extend(pieces[k])
                window.row.append(special["[SEP]"])
                window.stretches.append(Stretch(number, p, at, first, paragraph["labels"][at:to]))
                at = to
    return out


def cut(pieces, ends, at):
    """Where a stretch from `at` on ends, and how many pieces it has with its separator."""
    size, to, best = 1, at, None
    while to < len(pieces) and size + len(pieces[to]) <= PIECES:
        size += len(pieces[to])
        to += 1
        if to in ends and size > PIECES // 2: best = to, size
    return best if best and to < len(pieces) else (to, size)


def best(z, chain):
    """The best legal sequence (Viterbi)."""
    v, back = np.where([l[0] == "I" for l in LABELS], -1e4, z[0]), []
    for t in range(1, len(z)):
        s = v[:, None] + chain
        back.append(s.argmax(0))
        v = s.max(0) + z[t]
    out = [int(v.argmax())]
    for where in reversed(back): out.append(int(where[out[-1]]))
    return out[::-1]
