#!/usr/bin/env python3
"""Writes a trained tagger as the file that the program reads (src/deep/model.h): weights as bytes, one scale an output.

    export.py --base DIR --weights WEIGHTS.npz --out deep.bin
"""
import argparse
import json
import os
import pathlib

import numpy as np

import windows

MOST = 18_000_000  # bytes of the file
LINE = 64


def as_bytes(weight):
    """Scale by row, rows as bytes."""
    scale = np.maximum(np.abs(weight).max(1), 1e-12) / 127
    return scale.astype("<f4"), np.rint(weight / scale[:, None]).astype(np.int8)


def in_pairs(q):
    """No two neighbours (inputs 2n and 2n + 1) that are over 128 in size together: with bytes up to 255 the sum of their
    products fits into 16 bits, which is what AVX2 adds them up in."""
    pairs = q.reshape(len(q), -1, 2)
    size = np.abs(pairs)
    over = np.maximum(size.sum(2) - 128, 0)
    size[..., 0] -= (over + 1) // 2
    size[..., 1] -= over // 2
    return (np.sign(pairs) * size).reshape(q.shape)


def as_paired_bytes(weight):
    """Scale by row, rows as bytes that keep to in_pairs: of 25 scales the one whose bytes are nearest to the weights. A
    few weights beyond the others are cut by it, which loses less than coarser steps for all."""
    most = np.maximum(np.abs(weight).max(1), 1e-12)
    scale, q, least = np.zeros(len(weight), "<f4"), np.zeros(weight.shape, np.int8), np.full(len(weight), np.inf)
    for part in np.linspace(0.8, 2, 25):
        s = (most / 127 * part).astype("<f4")
        tried = in_pairs(np.clip(np.rint(weight / s[:, None]), -127, 127).astype(np.int32))
        off = np.square(tried * s[:, None] - weight).sum(1)
        better = off < least
        scale[better], q[better], least[better] = s[better], tried[better], off[better]
    return scale, q


class Writer:
    def __init__(self): self.parts = []

    def add(self, array):
        data = np.ascontiguousarray(array).tobytes() if not isinstance(array, bytes) else array
        self.parts.append(data + b"\0" * (-len(data) % LINE))

    def matrix(self, weight, bias):
        outputs, inputs = weight.shape
        scale, q = as_paired_bytes(weight)
        for x in (scale, bias.astype("<f4"), q.astype(np.int32).sum(1).astype("<i4")): self.add(x)
        self.add(q.reshape(outputs // 16, 16, inputs // 4, 4).transpose(0, 2, 1, 3))

    def layer(self, w, p):
        for name in ("qkv", "o", "i", "d"): self.matrix(w[p + name + ".weight"], w[p + name + ".bias"])
        for name in ("n1", "n2"):
            for part in (".weight", ".bias"): self.add(w[p + name + part].astype("<f4"))

    def labels(self, w):
        chain = np.zeros((9, 8), "<f4")
        chain[:7, :7] = np.where(w["forbidden"], 0, w["next"])
        weights, bias = np.zeros((8, windows.WIDTH), "<f4"), np.zeros(8, "<f4")
        weights[:7], bias[:7] = w["head.weight"], w["head.bias"]
        for x in (chain, weights, bias): self.add(x)

    def pieces(self, pieces, rows):
        letters = [p.encode() for p in pieces]
        scale, q = as_bytes(rows)
        self.add(scale)
        self.add(np.cumsum([0] + [len(x) for x in letters]).astype("<u4"))
        self.add(b"".join(letters))
        self.add(q)
        return sum(map(len, letters))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("base", "weights", "out"): a.add_argument("--" + name, type=pathlib.Path, required=True)
    o = a.parse_args()
    number = json.loads((o.base / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    pieces = sorted(number, key=number.get)
    w = dict(np.load(o.weights))
    out = Writer()
    out.labels(w)
    for x in (w["norm.weight"], w["norm.bias"], w["places"]): out.add(x.astype("<f4"))
    letters = out.pieces(pieces, w["words"])
    for n in range(windows.LAYERS): out.layer(w, f"layers.{n}.")
    head = np.zeros(14, "<u4")
    head[:5] = [len(pieces), letters, number["[UNK]"], number["[CLS]"], number["[SEP]"]]
    data = b"dxdeep2\0" + head.tobytes() + b"".join(out.parts)
    if len(data) > MOST: raise SystemExit(f"{len(data)} bytes are more than {MOST}")
    beside = o.out.with_name(o.out.name + ".new")
    beside.write_bytes(data)
    os.replace(beside, o.out)
    print(f"{o.out}: {len(data)} bytes, {len(pieces)} pieces")


if __name__ == "__main__":
    main()
