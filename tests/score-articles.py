#!/usr/bin/env python3
"""Scores the program on fixtures/articles against their annotations (NN-name.gold.tsv): of the annotated statements with
words, how many come out (content words shared: at least half), and how many of those with the right speaker.

    score-articles.py DIXIT [--errors]      fails where fewer come out right than FLOOR says
"""
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
FLOOR = 0.72  # of all annotated statements, found with the right speaker


def words(text):
    return re.findall(r"\w+", text.lower())


def gold_of(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        f = line.split("\t")
        if len(f) == 6 and f[0] in ("direct", "mixed", "indirect") and f[5] != "-":
            yield {"speaker": f[2], "content": words(f[5])}


def overlap(a, b):
    a, b = set(a), set(b)
    return len(a & b) / max(1, len(a | b))


def same_speaker(want, names):
    if want == "-":
        return not names
    return any(set(words(n)[-1:]) & set(words(w)[-1:]) for w in want.split(";") for n in names if words(n) and words(w))


def main():
    dixit, show = sys.argv[1], "--errors" in sys.argv
    total = found = right = 0
    for gold in sorted((ROOT / "fixtures/articles").glob("*.gold.tsv")):
        source = next(p for p in gold.parent.glob(gold.name.split(".")[0] + ".*") if p.suffix in (".txt", ".jsonl"))
        out = subprocess.run([dixit, "extract", "-q", str(source)], capture_output=True, text=True, check=True).stdout
        said = []
        for line in out.splitlines():
            record = json.loads(line)
            name = {e["id"]: e["name"] for e in record["entities"]}
            said += [(words(" ".join(c["text"] for c in s["content"])), [name[e] for e in s["speakers"]]) for s in record["statements"]]
        for g in gold_of(gold):
            total += 1
            best = max(said, key=lambda s: overlap(g["content"], s[0]), default=([], []))
            hit = overlap(g["content"], best[0]) >= 0.5
            good = hit and same_speaker(g["speaker"], best[1])
            found, right = found + hit, right + good
            if show and not good:
                print(gold.stem, "WRONG" if hit else "MISSED", g["speaker"], best[1] if hit else "", " ".join(g["content"])[:110], sep=" | ")
    print(f"{total} annotated statements in fixtures/articles: {found} found, {right} with the right speaker ({right / total:.0%}; floor {FLOOR:.0%})")
    return right < FLOOR * total


if __name__ == "__main__":
    sys.exit(main())
