#!/usr/bin/env python3
"""Does the program score what it should? Reads deep.bin as src/deep/model.h lays it down, works it in plain numpy on the
articles of fixtures/articles, and compares.

    check-deep.py TRAIN DEEP_BIN [--gold FILE.jsonl] [--weights WEIGHTS.npz --base DIR]

TRAIN is the program that `make train` builds; it writes tokens and scores (eight floats a token). --gold: other articles,
as `train --gold` reads them. With --weights also how far the fine-tuned model in full precision is from them.
Runs in an environment of its own with numpy and tokenizers from PyPI; --weights wants torch and safetensors.
"""
import argparse
import json
import math
import pathlib
import subprocess
import sys
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
HOME = ROOT / "out" / "check-deep"
if "--inside" not in sys.argv and not any(a.startswith("--weights") for a in sys.argv):
    python = HOME / "venv" / "bin" / "python"
    if not python.exists():
        venv.create(HOME / "venv", with_pip=True)
    wanted = ["numpy==2.*", "tokenizers==0.*"]
    if subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *wanted]).returncode:
        print("check-deep: skipped, numpy and tokenizers cannot be had from PyPI")
        sys.exit(0)
    sys.exit(subprocess.run([python, *sys.argv, "--inside"]).returncode)

import numpy as np
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

sys.path.insert(0, str(ROOT / "src" / "train" / "deep"))
from windows import HEADS, INNER, LABELS, LAYERS, PIECES, WIDTH as W, best, load

LINE = 64
APART = 0.02  # mean difference of scores; of each other's bytes the two know nothing but the rounding
SAME = 0.995  # of best labels


class Reader:
    def __init__(self, data): self.data, self.at = data, 0

    def take(self, kind, *shape):
        count = math.prod(shape)
        out = np.frombuffer(self.data, kind, count, self.at).reshape(shape)
        self.at += -(-count * out.itemsize // LINE) * LINE
        return out

    def matrix(self, outputs, inputs):
        scale, bias, total = self.take("<f4", outputs), self.take("<f4", outputs), self.take("<i4", outputs)
        q = self.take("i1", outputs // 16, inputs // 4, 16, 4).transpose(0, 2, 1, 3).reshape(outputs, inputs)
        assert (q.astype(np.int32).sum(1) == total).all()
        return scale, bias, q.astype(np.float32)


class Model:
    def __init__(self, path):
        r = Reader(path.read_bytes())
        assert r.data[:8] == b"dxdeep1\0"
        count, letters, *special = (int(x) for x in np.frombuffer(r.data, "<u4", 5, 8))
        r.at = LINE
        self.next = r.take("<f4", 9, 8)[:7, :7].copy()
        for a, x in enumerate(LABELS):
            for b, y in enumerate(LABELS):
                if y[0] == "I" and x[2:] != y[2:]: self.next[a, b] = -1e4
        self.labels, self.label_bias = r.take("<f4", 8, W), r.take("<f4", 8)
        self.norm = r.take("<f4", W), r.take("<f4", W)
        self.places = r.take("<f4", PIECES + 1, W)
        scale, at, text = r.take("<f4", count), r.take("<u4", count + 1), r.take("u1", letters).tobytes()
        self.pieces = [text[at[i] : at[i + 1]].decode() for i in range(count)]
        assert [self.pieces[i] for i in special] == ["[UNK]", "[CLS]", "[SEP]"]
        self.rows = r.take("i1", count, W) * scale[:, None]
        self.layers = []
        for _ in range(LAYERS):
            m = [r.matrix(3 * W, W), r.matrix(W, W), r.matrix(INNER, W), r.matrix(W, INNER)]
            self.layers.append((m, [(r.take("<f4", W), r.take("<f4", W)) for _ in range(2)]))
        assert r.at == len(r.data)

    def tokenizer(self):
        t = Tokenizer(models.WordPiece({p: i for i, p in enumerate(self.pieces)}, unk_token="[UNK]", max_input_chars_per_word=100))
        t.normalizer, t.pre_tokenizer = normalizers.BertNormalizer(lowercase=True), pre_tokenizers.BertPreTokenizer()
        return t

    def scores(self, row):
        x = normalise(self.rows[row] + self.places[: len(row)], self.norm)
        for (qkv, output, inner, outer), norms in self.layers:
            q, k, v = multiply(x, qkv).reshape(len(row), 3, HEADS, -1).transpose(1, 2, 0, 3)
            s = q @ k.transpose(0, 2, 1) / math.sqrt(W // HEADS)
            s = np.exp(s - s.max(2, keepdims=True))
            a = (s / s.sum(2, keepdims=True) @ v).transpose(1, 0, 2).reshape(len(row), W)
            x = normalise(x + multiply(a, output), norms[0])
            x = normalise(x + multiply(gelu(multiply(x, inner)), outer), norms[1])
        return (x @ self.labels.T + self.label_bias)[:, :7]


def normalise(x, norm):
    x = x - x.mean(1, keepdims=True)
    return x / np.sqrt((x * x).mean(1, keepdims=True) + 1e-12) * norm[0] + norm[1]


def multiply(x, matrix):
    """Rows as bytes, from the least to the greatest value in 255 steps."""
    scale, bias, q = matrix
    low, high = np.minimum(x.min(1, keepdims=True), 0), np.maximum(x.max(1, keepdims=True), 0)
    step = np.maximum(high - low, 1e-20) / 255
    zero = np.floor(-low / step + 0.5)
    rows = np.clip(np.rint(x / step) + zero, 0, 255) - zero
    return (rows @ q.T) * step * scale + bias


def gelu(x):
    return 0.5 * x * (1 + np.vectorize(math.erf, otypes=[np.float32])(x / math.sqrt(2)))


class Difference:
    def __init__(self): self.apart, self.same = [], []

    def add(self, a, b, model):
        self.apart.append(np.abs(a - b))
        self.same += [x == y for x, y in zip(best(a, model.next), best(b, model.next))]

    def report(self, name):
        apart, same = np.concatenate(self.apart), np.mean(self.same)
        good = apart.mean() <= APART and same >= SAME
        print(f"{'ok' if good else 'FAILED':6} {name}, {len(self.same)} tokens: scores differ by {apart.mean():.4f} "
              f"(at most {apart.max():.3f}), {100 * same:.2f} % of the best labels are the same")
        return good


def full_precision(options):
    import torch

    import tagger
    torch.set_grad_enabled(False)
    model = tagger.Tagger(options.base).eval()
    model.load_state_dict({k: torch.tensor(v) for k, v in np.load(options.weights).items()})
    return lambda window: model(*tagger.tensors([window])[:3]).numpy()


def write_articles(path):
    with path.open("w", encoding="utf-8") as out:
        for file in sorted((ROOT / "fixtures" / "articles").glob("*.txt")):
            out.write(json.dumps({"id": file.stem, "text": file.read_text(encoding="utf-8"), "quotes": []}) + "\n")


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("train", "model"): a.add_argument(name, type=pathlib.Path)
    for name in ("--gold", "--weights", "--base"): a.add_argument(name, type=pathlib.Path)
    a.add_argument("--inside", action="store_true")
    o = a.parse_args()
    HOME.mkdir(parents=True, exist_ok=True)
    if not o.gold:
        o.gold = HOME / "articles.jsonl"
        write_articles(o.gold)
    (HOME / "model").mkdir(exist_ok=True)
    (HOME / "model" / "deep.bin").write_bytes(o.model.read_bytes())
    common = [o.train, "--out", HOME, "--gold", o.gold, "--dev", o.gold]
    subprocess.run([*common, "--tokens"], check=True)
    subprocess.run([*common, "--deep", HOME / "model", "--scores"], check=True)
    model, got = Model(o.model), np.fromfile(HOME / "dev.scores", "<f4").reshape(-1, 8)[:, :7]
    exact = full_precision(o) if o.weights else None
    ours, full, at = Difference(), Difference(), 0
    for window in load(HOME / "dev.jsonl", model.tokenizer()):
        z = model.scores(np.array(window.row))
        f = exact(window) if exact else None
        for k, s in enumerate(window.stretches):
            n = len(s.first)
            ours.add(got[at : at + n], z[s.first], model)
            if exact: full.add(got[at : at + n], f[k, :n], model)
            at += n
    good = [ours.report("by numpy"), at == len(got)] + ([full.report("in full precision")] if exact else [])
    if at != len(got): print(f"FAILED {at} tokens by numpy, {len(got)} by the program")
    print(f"deep: {sum(good)} passed, {len(good) - sum(good)} failed")
    sys.exit(not all(good))


if __name__ == "__main__":
    main()
