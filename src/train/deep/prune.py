#!/usr/bin/env python3
"""Makes a base of fewer pieces: all-MiniLM-L6-v2 with that part of its vocabulary which English news needs.

    prune.py --base DIR --tokens FILE.jsonl --out DIR [--pieces 16400]

Reads and writes model.safetensors and tokenizer.json. Kept are single characters, pieces that occur in three articles
or more of FILE, then the most frequent of the rest (the vocabulary is in order of frequency), Latin letters first.
"""
import argparse
import collections
import json
import pathlib

from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

ROWS = "embeddings.word_embeddings.weight"
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


def seen(path, tokenizer):
    """In how many articles each piece occurs."""
    count = collections.Counter()
    for line in open(path, encoding="utf-8"):
        words = [w for p in json.loads(line)["paragraphs"] for w in p["words"]]
        count.update({i for e in tokenizer.encode_batch(words, add_special_tokens=False) for i in e.ids})
    return count


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("base", "tokens", "out"): a.add_argument("--" + name, type=pathlib.Path, required=True)
    a.add_argument("--pieces", type=int, default=16400)
    o = a.parse_args()
    file = json.loads((o.base / "tokenizer.json").read_text(encoding="utf-8"))
    file["padding"] = file["truncation"] = None
    tokenizer = Tokenizer.from_str(json.dumps(file))
    vocabulary, articles = file["model"]["vocab"], seen(o.tokens, tokenizer)

    def order(item):
        piece, i = item
        letters = piece.removeprefix("##")
        first = 0 if piece in SPECIAL else 1 if len(letters) == 1 and letters.isascii() else 2 if articles[i] >= 3 else 3
        return first, not letters.isascii(), i

    kept = [x for x in sorted(vocabulary.items(), key=order) if not x[0].startswith("[unused")][: o.pieces]
    kept.sort(key=lambda item: item[1])
    file["model"]["vocab"] = {piece: k for k, (piece, _) in enumerate(kept)}
    for added in file["added_tokens"]: added["id"] = file["model"]["vocab"][added["content"]]
    for special in file["post_processor"]["special_tokens"].values():
        special["ids"] = [file["model"]["vocab"][t] for t in special["tokens"]]
    weights = load_file(o.base / "model.safetensors")
    name = next(k for k in weights if k.endswith(ROWS))
    weights[name] = weights[name][[i for _, i in kept]]
    o.out.mkdir(parents=True, exist_ok=True)
    save_file(weights, o.out / "model.safetensors")
    (o.out / "tokenizer.json").write_text(json.dumps(file, ensure_ascii=False), encoding="utf-8")
    print(f"{o.out}: {len(kept)} of {len(vocabulary)} pieces, {sum(articles[i] >= 3 for _, i in kept)} of them in three articles or more")


if __name__ == "__main__":
    main()
