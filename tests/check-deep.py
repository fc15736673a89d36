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
APART = 0.01  # greatest difference of scores by the same arithmetic
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
        return scale, bias, q.astype(np.float64)


class Model:
    def __init__(self, path):
        r = Reader(path.read_bytes())
        assert r.data[:8] == b"dxdeep2\0"
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
        self.rows, self.scale = r.take("i1", count, W), scale
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
        x = np.zeros((len(row), W), np.float32)
        x = normalise(x, self.scale[row][:, None] * self.rows[row] + self.places[: len(row)], self.norm)
        for (qkv, output, inner, outer), norms in self.layers:
            q, k, v = multiply(x, qkv).reshape(len(row), 3, HEADS, -1).transpose(1, 2, 0, 3)
            a = np.stack([attend(*head) for head in zip(q, k, v)], 1).reshape(len(row), W)
            x = normalise(x, multiply(a, output), norms[0])
            x = normalise(x, multiply(gelu(multiply(x, inner)), outer), norms[1])
        return np.stack([label(x, w) + b for w, b in zip(self.labels, self.label_bias)], 1)[:, :7]


# The arithmetic of src/deep/kernel_body.inc, rounding by rounding: what is rounded to bytes layer after layer would make
# any other one a difference that can be seen.
FLOAT, EXACT = np.float32, np.float64


def fma(a, b, c):
    """a × b + c: the product is exact in double precision, and the sum all but always, so it is rounded once."""
    return (a.astype(EXACT) * b + c).astype(FLOAT)


def sum_of(lanes):
    """Of sixteen sums a row, halves upon halves."""
    while lanes.shape[1] > 1:
        half = lanes.shape[1] // 2
        lanes = lanes[:, :half] + lanes[:, half:]
    return lanes


def normalise(x, y, norm):
    x = x + y
    lanes, squares = (np.zeros((len(x), 16), FLOAT) for _ in range(2))
    for i in range(0, W, 16): lanes = lanes + x[:, i : i + 16]
    x = x - sum_of(lanes) / FLOAT(W)
    for i in range(0, W, 16): squares = fma(x[:, i : i + 16], x[:, i : i + 16], squares)
    return fma(x * (1 / np.sqrt(sum_of(squares) / FLOAT(W) + FLOAT(1e-12))), norm[0], norm[1])


def label(x, weights):
    lanes = np.zeros((len(x), 16), FLOAT)
    for i in range(0, W, 16): lanes = fma(x[:, i : i + 16], weights[i : i + 16], lanes)
    return sum_of(lanes)[:, 0]


def multiply(x, matrix):
    """Rows as bytes, from the least to the greatest value in 255 steps."""
    scale, bias, q = matrix
    low, high = np.minimum(x.min(1, keepdims=True), 0), np.maximum(x.max(1, keepdims=True), 0)
    step = (high - low) / FLOAT(255)
    step[high - low <= FLOAT(1e-20)] = 1
    inverse = 1 / step
    zero = np.floor(-low * inverse + FLOAT(0.5))
    rows = np.clip(np.rint(x.astype(EXACT) * inverse), -zero, 255 - zero)
    return fma((rows @ q.T).astype(FLOAT) * step, scale, bias)


def centred(x, most):
    """Columns as whole numbers of -most to most, the middle of each and its unit."""
    low, high = x.min(0), x.max(0)
    middle, unit = (low + high) * FLOAT(0.5), np.maximum((high - low) * (FLOAT(0.5) / FLOAT(most)), FLOAT(1e-20))
    return np.clip(np.rint((x - middle).astype(EXACT) * (1 / unit)), -most, most), middle, unit


def attend(q, k, v):
    k, _, unit = centred(k, 64)
    q = q * unit
    step = np.maximum(np.abs(q).max(1, keepdims=True), FLOAT(1e-20)) / FLOAT(127)
    s = (np.rint(q.astype(EXACT) * (1 / step)) @ k.T).astype(FLOAT)
    s = (s - s.max(1, keepdims=True)) * (step * (FLOAT(0.176776695) * FLOAT(1.44269504)))
    s = np.maximum(s, FLOAT(-30))
    f = s - np.rint(s)
    power = np.full_like(f, 0.05517161)
    for by in (0.24261117, 0.693261, 0.99992807): power = fma(power, f, FLOAT(by))
    w = np.rint((power * FLOAT(4095)).astype(EXACT) * np.exp2(np.rint(s).astype(EXACT)))
    v, middle, unit = centred(v, 2047)
    return fma((w @ v).astype(FLOAT) * (1 / w.sum(1, keepdims=True).astype(FLOAT)), unit, middle)


def gelu(x):
    by_power = (7.975236909e-01, -1.321537683e-01, 1.928664337e-02, -2.110166289e-03, 1.686166573e-04, -9.452724660e-06,
                3.483373534e-07, -7.513137650e-09, 7.145114899e-11)
    u = np.maximum(np.minimum(x, FLOAT(4.4)), FLOAT(-4.4))
    p = np.full_like(x, by_power[8])
    for by in by_power[7::-1]: p = fma(p, u * u, FLOAT(by))
    half = x * FLOAT(0.5)
    return fma(half * u, p, half)


class Difference:
    def __init__(self): self.apart, self.same = [], []

    def add(self, a, b, model):
        self.apart.append(np.abs(a - b))
        self.same += [x == y for x, y in zip(best(a, model.next), best(b, model.next))]

    def report(self, name, most=math.inf):
        apart, same = np.concatenate(self.apart), np.mean(self.same)
        good = apart.max() <= most and same >= SAME
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
    good = [ours.report("by numpy", APART), at == len(got)] + ([full.report("in full precision")] if exact else [])
    if at != len(got): print(f"FAILED {at} tokens by numpy, {len(got)} by the program")
    print(f"deep: {sum(good)} passed, {len(good) - sum(good)} failed")
    sys.exit(not all(good))


if __name__ == "__main__":
    main()
