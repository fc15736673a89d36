#!/usr/bin/env python3
"""Scores linking across articles on fixtures/corpus (linking/README.md there tells what is in it), by pairs: two instances that
gold gives the same id should have the same key in the linked records, any other two should not.

    score-links.py DIXIT [--raw] [--errors] [linking|wire|events]...

linking: mentions of people, by the key of the entity; wire: quotations, and whole articles, by same_as; events: by the
key of the event. An instance that the records do not have is one of its own. --raw scores what `dixit extract` writes,
without `dixit link` and without floors. Fails where a pairwise F1 is under its floor, a gold line's words do not stand
in their article, or a same_as points nowhere.
"""
import argparse
import collections
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile

CORPUS = pathlib.Path(__file__).resolve().parents[1] / "fixtures/corpus"
FLOOR_PEOPLE = 95.0
FLOOR_QUOTATIONS = 95.0
FLOOR_ARTICLES = 95.0
FLOOR_EVENTS = 90.0

# What gold says (article, words, their extent, the gold id) and what the records say of it: a key, None where they have nothing.
Instance = collections.namedtuple("Instance", "article words start end gold key")


class Wrong(Exception):
    """The gold files or the records are not what they should be."""


def lines_of(path):
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def place(texts, article, words, nth):
    """Extent of the nth occurrence of whole words, in code points."""
    if article not in texts:
        raise Wrong(f"no article {article} in the input")
    found = [m.start() for m in re.finditer(r"(?<!\w)" + re.escape(words) + r"(?!\w)", texts[article])]
    if not 1 <= nth <= len(found):
        raise Wrong(f"{words!r} stands {len(found)} times in {article}, not {nth}")
    return found[nth - 1], found[nth - 1] + len(words)


def gold_of(part):
    """(article, words, start, end, id) of each gold line; whole articles have no words."""
    texts = {}
    for line in lines_of(CORPUS / part / "input.jsonl"):
        article = json.loads(line)
        if texts.setdefault(article["id"], article["text"]) is not article["text"]:
            raise Wrong(f"{part}: two articles {article['id']}")
    gold = []
    for number, line in enumerate(lines_of(CORPUS / part / "gold.tsv"), 1):
        f = line.split("\t")
        try:
            if len(f) not in (3, 4):
                raise Wrong(f"{len(f)} columns, not 3 or 4")
            if f[0] == "article":
                place(texts, f[1], "", 1)
                gold.append((f[1], None, 0, 0, f[2]))
            else:
                gold.append((f[0], f[1], *place(texts, f[0], f[1], int(f[3]) if len(f) == 4 else 1), f[2]))
        except (Wrong, ValueError) as error:
            raise Wrong(f"fixtures/corpus/{part}/gold.tsv:{number}: {error}") from None
    if len(set(gold)) < len(gold):
        raise Wrong(f"fixtures/corpus/{part}/gold.tsv: a line stands there twice")
    return gold


def records_of(dixit, part, raw):
    with tempfile.TemporaryDirectory(prefix="dixit-links-") as folder:
        extracted, linked = pathlib.Path(folder) / "records.jsonl", pathlib.Path(folder) / "linked.jsonl"
        steps = [["extract", "-q", str(CORPUS / part / "input.jsonl"), "-o", str(extracted)]]
        steps += [] if raw else [["link", str(extracted), "-o", str(linked)]]
        for step in steps:
            done = subprocess.run([dixit, *step], capture_output=True, text=True, errors="replace")
            if done.returncode:
                raise Wrong(f"dixit {step[0]} of {part} ended with {done.returncode}: {done.stderr.strip()[-400:]}")
        records = [json.loads(line) for line in lines_of(extracted if raw else linked)]
    return {record["id"]: record for record in records}


def best(extents, start, end):
    """What is tied to the extent (start, end, what) that shares most with start..end, the tightest of those."""
    shared = [(min(e, end) - max(s, start), s - e, what) for s, e, what in extents if min(e, end) > max(s, start)]
    return max(shared, key=lambda c: c[:2])[2] if shared else None


def person_key(records, article, start, end):
    people = [e for e in records[article]["entities"] if e["type"] == "person"]
    return best([(m["start"], m["end"], e["key"]) for e in people for m in e["mentions"]], start, end)


def event_key(records, article, start, end):
    events = records[article]["events"]
    return best([(v["start"], v["end"], v.get("key") or f"{article}#{v['id']}") for v in events], start, end)


def root(same_as, key):
    """Where the chain of same_as from `key` ends."""
    seen = {key}
    while same_as[key]:
        key = same_as[key]
        if key not in same_as or key in seen:
            raise Wrong(f"same_as {key} " + ("goes round" if key in seen else "points nowhere"))
        seen.add(key)
    return key


def statement_key(records, article, start, end):
    same_as = {f"{r['id']}#{s['id']}": s.get("same_as") for r in records.values() for s in r["statements"]}
    said = [(c["start"], c["end"], f"{article}#{s['id']}") for s in records[article]["statements"] for c in s["content"]]
    found = best(said, start, end)
    return found and root(same_as, found)


def article_key(records, article, *_):
    return root({r["id"]: r.get("same_as") for r in records.values()}, article)


def instances(gold, records, key_of):
    missing = sorted({article for article, *_ in gold} - records.keys())
    if missing:
        raise Wrong(f"no record of {', '.join(missing)}")
    return [Instance(*g, key_of(records, g[0], g[2], g[3])) for g in gold]


def score(found, wanted=lambda a, b: True):
    """Pairwise precision, recall and F1 in percent."""
    right = said = true = 0
    for a, b in itertools.combinations(found, 2):
        if wanted(a, b):
            same, meant = a.key is not None and a.key == b.key, a.gold == b.gold
            right, said, true = right + (same and meant), said + same, true + meant
    p, r = right / said if said else 0.0, right / true if true else 0.0
    return 100 * p, 100 * r, 200 * p * r / (p + r) if p + r else 0.0


def shown(instance):
    return f"{instance.article}@{instance.start} {instance.words!r}" if instance.words else instance.article


def errors(name, found):
    """One line for what is missing, split (one gold id, several keys) and merged (one key, several gold ids)."""
    by_gold, by_key = collections.defaultdict(list), collections.defaultdict(list)
    for i in found:
        by_gold[i.gold].append(i)
        by_key[i.key].append(i)
    for i in by_key.pop(None, []):
        print(f"{name} | MISSING | {i.gold} | {shown(i)}")
    for gold, group in sorted(by_gold.items()):
        keys = sorted({i.key for i in group} - {None})
        for key in keys if len(keys) > 1 else []:
            print(f"{name} | SPLIT | {gold} | {key} | " + ", ".join(shown(i) for i in group if i.key == key))
    for key, group in sorted(by_key.items()):
        golds = sorted({i.gold for i in group})
        for gold in golds if len(golds) > 1 else []:
            print(f"{name} | MERGED | {key} | {gold} | " + ", ".join(shown(i) for i in group if i.gold == gold))


# part, what is scored, its gold lines have words, key, floor
PARTS = [
    ("linking", "mentions of people", True, person_key, FLOOR_PEOPLE),
    ("wire", "quotations", True, statement_key, FLOOR_QUOTATIONS),
    ("wire", "articles", False, article_key, FLOOR_ARTICLES),
    ("events", "events", True, event_key, FLOOR_EVENTS),
]


def judged(part, name, found, floor):
    """Prints the summary; True where the floor holds."""
    p, r, f = score(found)
    line = f"{part}: {len(found)} {name} of {len({i.gold for i in found})}, {sum(i.key is None for i in found)} missing; "
    line += f"pairs P {p:.1f} R {r:.1f} F1 {f:.1f} (floor {floor:.0f})"
    if name != "articles":
        line += "; across articles P {:.1f} R {:.1f} F1 {:.1f}".format(*score(found, lambda a, b: a.article != b.article))
    print(line)
    return f >= floor


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dixit")
    parser.add_argument("--raw", action="store_true", help="score what extract writes, without link and without floors")
    parser.add_argument("--errors", action="store_true", help="list what is missing, split and merged")
    parser.add_argument("parts", nargs="*", metavar="PART", help="linking, wire, events (default: all)")
    options = parser.parse_intermixed_args()
    names = {row[0] for row in PARTS}
    if set(options.parts) - names:
        parser.error(f"PART is one of {', '.join(sorted(names))}")
    fine, records = True, {}
    for part, name, with_words, key_of, floor in PARTS:
        if options.parts and part not in options.parts:
            continue
        gold = [g for g in gold_of(part) if (g[1] is not None) == with_words]
        if part not in records:
            records[part] = records_of(options.dixit, part, options.raw)
        found = instances(gold, records[part], key_of)
        if options.errors:
            errors(name, found)
        fine &= judged(part, name, found, floor)
    return 0 if fine or options.raw else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Wrong as error:
        sys.exit(f"score-links.py: {error}")
