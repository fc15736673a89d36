#!/usr/bin/env python3
"""Fine-tunes a small transformer (all-MiniLM-L6-v2, Apache-2.0) to label source, cue and content of every token.

    tagger.py --tokens DIR --base DIR --out DIR [--epochs 4] [--seed 1] [--fold K/N]

DIR of --tokens holds train.jsonl and dev.jsonl as `train --tokens` writes them; --base the folder with
model.safetensors and tokenizer.json (prune.py). Writes OUT/weights.npz after every epoch, with a checkpoint from which it
goes on when started again, and a line of dev figures an epoch to OUT/log.txt. --fold K/N leaves out every Nth article
from the Kth on: the program `train` labels these by it, so that later stages learn from labels of articles that the
tagger has not seen. On an accelerator where PyTorch finds one.
"""
import argparse
import math
import os
import pathlib
import random
import time

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.numpy import load_file
from tokenizers import Tokenizer
from torch import nn

from windows import HEADS, INNER, LABELS, LAYERS, PIECES, WIDTH, best, load

LENGTHS = [16, 32, 48, 64, 96, 128, 160, 202]  # windows of about one length go into a batch
BATCH = 2048  # pieces
RATE, CHAIN_RATE, DROPOUT = 1.5e-4, 5e-3, 0.1
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.o = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.i, self.d = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.n1, self.n2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, x, mask, rate):
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(b, t, WIDTH)
        x = self.n1(x + F.dropout(self.o(a), rate, self.training))
        return self.n2(x + F.dropout(self.d(F.gelu(self.i(x))), rate, self.training))


class Tagger(nn.Module):
    def __init__(self, base):
        super().__init__()
        w = load_file(base / "model.safetensors")
        w = {k.removeprefix("bert."): torch.tensor(v) for k, v in w.items()}
        self.words = nn.Parameter(w["embeddings.word_embeddings.weight"])
        self.places = nn.Parameter(w["embeddings.position_embeddings.weight"][: PIECES + 1] + w["embeddings.token_type_embeddings.weight"][0])
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.head = nn.Linear(WIDTH, len(LABELS))
        nn.init.normal_(self.head.weight, 0, 0.02)
        nn.init.zeros_(self.head.bias)
        self.next = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))  # [from][to]
        allowed = [[not (b[0] == "I" and a[2:] != b[2:]) for b in LABELS] for a in LABELS]
        self.register_buffer("forbidden", ~torch.tensor(allowed))
        self.register_buffer("inner", torch.tensor([x[0] == "I" for x in LABELS]))
        copy = lambda to, name: (to.weight.data.copy_(w[name + ".weight"]), to.bias.data.copy_(w[name + ".bias"]))
        copy(self.norm, "embeddings.LayerNorm")
        for n, layer in enumerate(self.layers):
            p = f"encoder.layer.{n}."
            names = [p + f"attention.self.{x}" for x in ("query", "key", "value")]
            layer.qkv.weight.data.copy_(torch.cat([w[x + ".weight"] for x in names]))
            layer.qkv.bias.data.copy_(torch.cat([w[x + ".bias"] for x in names]))
            for to, name in ((layer.o, "attention.output.dense"), (layer.n1, "attention.output.LayerNorm"), (layer.i, "intermediate.dense"),
                             (layer.d, "output.dense"), (layer.n2, "output.LayerNorm")):
                copy(to, p + name)

    def forward(self, ids, mask, first, rate=0.0):
        """Scores of the labels at the first pieces of the tokens, by stretch."""
        x = F.dropout(self.norm(F.embedding(ids, self.words) + self.places[: ids.shape[1]]), rate, self.training)
        bias = torch.zeros(mask.shape, device=mask.device).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias.to(x.dtype), rate)
        return self.head(F.embedding(first, x.reshape(-1, WIDTH))).float()

    def chain(self):
        return self.next.masked_fill(self.forbidden, -1e4)

    def loss(self, z, y, there):
        """Negative log likelihood of the label sequence under a linear chain (Lafferty et al., 2001)."""
        chain = self.chain()
        gold = z.gather(2, y[..., None])[..., 0] * there
        gold = gold.sum(1) + (chain[y[:, :-1], y[:, 1:]] * there[:, 1:]).sum(1)
        a = z[:, 0].masked_fill(self.inner, -1e4)
        for t in range(1, z.shape[1]):
            b = torch.logsumexp(a[:, :, None] + chain, 1) + z[:, t]
            a = torch.where(there[:, t, None] > 0, b, a)
        return (torch.logsumexp(a, 1) - gold).sum() / there.sum()


def batches(data, pieces, rng):
    groups = {}
    for x in data:
        groups.setdefault(next(n for n in LENGTHS if n >= len(x.row)), []).append(x)
    out = []
    for n, xs in sorted(groups.items()):
        if rng: rng.shuffle(xs)
        size = max(1, pieces // n)
        out += [xs[i : i + size] for i in range(0, len(xs), size)]
    if rng: rng.shuffle(out)
    return out


def tensors(xs):
    """Windows as tensors, and their stretches: `first` holds places in the windows laid end to end."""
    stretches = [(r, s) for r, x in enumerate(xs) for s in x.stretches]
    t, n = max(len(x.row) for x in xs), max(len(s.first) for _, s in stretches)
    ids, mask = torch.zeros(len(xs), t, dtype=torch.long), torch.zeros(len(xs), t, dtype=torch.bool)
    first, y = (torch.zeros(len(stretches), n, dtype=torch.long) for _ in range(2))
    there = torch.zeros(len(stretches), n)
    for r, x in enumerate(xs):
        ids[r, : len(x.row)] = torch.tensor(x.row)
        mask[r, : len(x.row)] = True
    for k, (r, s) in enumerate(stretches):
        first[k, : len(s.first)] = torch.tensor(s.first) + r * t
        y[k, : len(s.labels)] = torch.tensor(s.labels)
        there[k, : len(s.labels)] = 1
    return ids, mask, first, y, there


def spans(labels):
    out, start, kind = set(), None, None
    for i, l in enumerate([LABELS[k] for k in labels] + ["O"]):
        if start is not None and (l == "O" or l[0] == "B" or l[2:] != kind):
            out.add((kind, start, i))
            start = None
        if l != "O" and start is None: start, kind = i, l[2:]
    return out


def label(model, data):
    """[(stretch, best labels)]"""
    model.eval()
    out = []
    with torch.no_grad(), torch.autocast(DEVICE, torch.bfloat16):
        for xs in batches(data, 4096, None):
            z = model(*(t.to(DEVICE) for t in tensors(xs)[:3])).cpu().numpy()
            stretches = [s for x in xs for s in x.stretches]
            out += [(s, best(z[k, : len(s.first)], model.chain().cpu().numpy())) for k, s in enumerate(stretches)]
    return out


def evaluate(model, data):
    count = {k: [0, 0, 0] for k in ("source", "cue", "content")}
    for s, found in label(model, data):
        g, p = spans(s.labels), spans(found)
        for k, c in count.items():
            a, b = {s for s in g if s[0] == k}, {s for s in p if s[0] == k}
            c[0] += len(a & b); c[1] += len(b); c[2] += len(a)
    return "  ".join(f"{k} {200 * h / max(1, p + g):.1f}" for k, (h, p, g) in count.items())


def save(path, model):
    np.savez(path.with_suffix(".new.npz"), **{k: v.detach().cpu().numpy() for k, v in model.state_dict().items()})
    os.replace(path.with_suffix(".new.npz"), path)


def options():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("tokens", "base", "out"): a.add_argument("--" + name, type=pathlib.Path, required=True)
    a.add_argument("--epochs", type=int, default=4)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--fold", default="0/0")
    return a.parse_args()


class Run:
    """One training run; goes on after its last whole epoch where it was interrupted."""

    def __init__(self, o):
        self.o, self.rng = o, random.Random(o.seed)
        torch.manual_seed(o.seed)
        tokenizer = Tokenizer.from_file(str(o.base / "tokenizer.json"))
        self.dev, train = load(o.tokens / "dev.jsonl", tokenizer), load(o.tokens / "train.jsonl", tokenizer)
        k, n = map(int, o.fold.split("/"))
        self.train = [x for x in train if not n or x.stretches[0].article % n != k]
        self.model = Tagger(o.base).to(DEVICE)
        self.steps = o.epochs * len(batches(self.train, BATCH, self.rng))
        named = [p for name, p in self.model.named_parameters() if name != "next"]
        self.optimiser = torch.optim.AdamW([
            {"params": [p for p in named if p.ndim > 1], "weight_decay": 0.01, "most": RATE},
            {"params": [p for p in named if p.ndim <= 1], "weight_decay": 0, "most": RATE},
            {"params": [self.model.next], "weight_decay": 0, "most": CHAIN_RATE}], lr=RATE)
        self.step, self.epoch, self.loss, self.seconds = 0, 0, 0.0, 0.0

    def rate(self):
        """Warm-up, then a cosine."""
        warm = 0.06 * self.steps
        if self.step < warm: return max(self.step / warm, 0.005)
        return max(0.5 * (1 + math.cos(math.pi * (self.step - warm) / (self.steps - warm))), 0.005)

    def take_step(self, xs):
        self.model.train()
        for g in self.optimiser.param_groups: g["lr"] = g["most"] * self.rate()
        ids, mask, first, y, there = (t.to(DEVICE) for t in tensors(xs))
        with torch.autocast(DEVICE, torch.bfloat16):
            z = self.model(ids, mask, first, DROPOUT)
        loss = self.model.loss(z, y, there)
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        self.loss = 0.98 * self.loss + 0.02 * loss.item() if self.step > 1 else loss.item()

    def keep(self):
        state = {"model": self.model.state_dict(), "optimiser": self.optimiser.state_dict(), "rng": self.rng.getstate(),
                 "torch": torch.get_rng_state(), "at": (self.epoch, self.step, self.loss, self.seconds)}
        torch.save(state, self.o.out / "checkpoint.new")
        os.replace(self.o.out / "checkpoint.new", self.o.out / "checkpoint.pt")

    def go_on(self):
        path = self.o.out / "checkpoint.pt"
        if not path.exists(): return
        state = torch.load(path, weights_only=False)
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.rng.setstate(state["rng"])
        torch.set_rng_state(state["torch"])
        self.epoch, self.step, self.loss, self.seconds = state["at"]

    def run(self, log):
        start = time.time() - self.seconds
        for self.epoch in range(self.epoch, self.o.epochs):
            for xs in batches(self.train, BATCH, self.rng):
                self.take_step(xs)
                if self.step % 50 == 0:
                    print(f"{self.epoch + 1} {self.step}/{self.steps} loss {self.loss:.4f} {time.time() - start:.0f} s", file=log, flush=True)
            save(self.o.out / "weights.npz", self.model)
            print(f"epoch {self.epoch + 1}: {evaluate(self.model, self.dev)} ({time.time() - start:.0f} s)", file=log, flush=True)
            self.epoch, self.seconds = self.epoch + 1, time.time() - start
            self.keep()


def main():
    o = options()
    o.out.mkdir(parents=True, exist_ok=True)
    run = Run(o)
    run.go_on()
    with open(o.out / "log.txt", "a") as log: run.run(log)


if __name__ == "__main__":
    main()
