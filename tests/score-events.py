#!/usr/bin/env python3
"""Scores the events on fixtures/articles against their annotations (lines `event` of NN-name.gold.tsv): how many are found
(same type, a participant in common), how many of those have the right date, the right place, all participants and no other.

    score-events.py DIXIT [--errors] [FOLDER]      fails where fewer are found, or fewer dates are right, than FLOOR says
"""
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[1]
FLOOR = {"found": 0.75, "date": 0.75}  # of all annotated events
EXTRA = 3  # events that nobody annotated


def words(text):
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c)).replace("aa", "a")
    return [w for w in re.findall(r"\w+", plain) if w not in ("the", "of", "s")]


def same(want, got):
    """One name in two forms: a last word in common, or all words of one in the other."""
    a, b = words(want), words(got)
    return bool(a and b) and (a[-1] == b[-1] or set(a) <= set(b) or set(b) <= set(a))


def gold_of(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        f = line.split("\t")
        if f[0] == "article":
            yield f[1], None
        if f[0] == "event" and len(f) == 5:
            yield None, {"type": f[1], "date": f[2], "place": f[3], "people": f[4].split("; ")}


def events_of(out):
    for line in out.splitlines():
        r = json.loads(line)
        name = {e["id"]: e["name"] for e in r["entities"]}
        yield r["id"], [{"type": v["type"], "date": v["date"] or "-", "place": name.get(v["place"], "-"),
                         "people": [name[p] for p in v["participants"]], "text": v["text"]} for v in r["events"]]


def shared(gold, event):
    return sum(any(same(g, p) for p in event["people"]) for g in gold["people"])


def worth(gold, event):
    if gold["type"] != event["type"] or not shared(gold, event):
        return 0
    return 100 * shared(gold, event) + 50 * (gold["date"] == event["date"]) + (gold["place"] == event["place"])


def score(gold, events, counts, show):
    pairs = sorted(((worth(g, e), -i, -j) for i, g in enumerate(gold) for j, e in enumerate(events)), reverse=True)
    partner = {}
    for value, i, j in pairs:
        if value and -i not in partner and -j not in partner.values():
            partner[-i] = -j
    counts["gold"] += len(gold)
    counts["extra"] += len(events) - len(partner)
    for i, g in enumerate(gold):
        if i not in partner:
            show(f"MISSED {g}")
            continue
        best = events[partner[i]]
        right = {"found": True, "date": g["date"] == best["date"],
                 "place": g["place"] == best["place"] or (g["place"] != "-" and best["place"] != "-" and same(g["place"], best["place"])),
                 "people": shared(g, best) == len(g["people"]) and all(any(same(w, p) for w in g["people"]) for p in best["people"])}
        for k, v in right.items():
            counts[k] += v
        wrong = [k for k, v in right.items() if not v]
        if wrong:
            show(f"WRONG {' '.join(wrong)}: {g} | {best}")
    for j, e in enumerate(events):
        if j not in partner.values():
            show(f"EXTRA {e}")


def main():
    rest = [a for a in sys.argv[2:] if a != "--errors"]
    folder = pathlib.Path(rest[0]) if rest else ROOT / "fixtures/articles"
    counts = dict.fromkeys(("gold", "found", "date", "place", "people", "extra"), 0)
    for gold in sorted(folder.glob("*.gold.tsv")):
        source = next(p for p in gold.parent.glob(gold.name.split(".")[0] + ".*") if p.suffix in (".txt", ".jsonl"))
        out = subprocess.run([sys.argv[1], "extract", "-q", str(source)], capture_output=True, text=True, check=True).stdout
        show = (lambda s, n=gold.stem: print(n, s)) if "--errors" in sys.argv else (lambda s: None)
        want = {}
        article = None
        for name, g in gold_of(gold):
            article = name or article
            want.setdefault(article, [])
            want[article] += [g] if g else []
        for i, (name, events) in enumerate(events_of(out)):
            score(want.get(name if name in want else None, []), events, counts, show)
    print("{gold} annotated events: {found} found, of those {date} with the right date, {place} place, {people} participants; {extra} beyond them".format(**counts))
    return counts["extra"] > EXTRA or any(counts[k] < f * counts["gold"] for k, f in FLOOR.items())


if __name__ == "__main__":
    sys.exit(main())
