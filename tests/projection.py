"""Records as short lines that a person can read and compare: what a behaviour folder expects."""
import json

SECTIONS = {
    "article": ["article", "statement"],
    "text": ["statement"],
    "statement": ["statement"],
    "mention": ["mention"],
    "entity": ["entity", "statement"],
    "event": ["event"],
    "link": ["who"],
    "report": ["article", "statement", "entity", "event"],
    "repeat": ["repeat", "happening"],
}


def quoted(text):
    return '"' + text.replace("\n", "\\n") + '"'


def names(record, ids):
    by_id = {e["id"]: e["name"] for e in record["entities"]}
    return "; ".join(by_id[i] for i in ids) or "-"


def article(record):
    yield "article id={} title={} published={} publisher={} language={} length={}".format(
        record["id"], quoted(record["title"]) if record["title"] else "-", record["published"] or "-",
        record["publisher"] or "-", record["language"] or "-", record["length"])


def statement(record):
    for st in record["statements"]:
        line = ["statement", st["kind"], st["act"]] + (["neg"] if st["negated"] else [])
        line.append("speakers=" + names(record, st["speakers"]))
        if st["for"]:
            line.append("for=" + names(record, st["for"]))
        if st["addressees"]:
            line.append("to=" + names(record, st["addressees"]))
        for key in ("source", "cue"):
            line.append(f"{key}=" + (quoted(st[key]["text"]) if st[key] else "-"))
        line.append("content=" + (quoted(" || ".join(c["text"] for c in st["content"])) if st["content"] else "-"))
        yield " ".join(line)


def link(record):
    for st in record["statements"]:
        yield f"link {st['id']} about={names(record, st['about'])} event={st['event'] or '-'}"


def entity(record):
    for e in record["entities"]:
        line = f"entity {e['type']} {quoted(e['name'])} key={e['key']} country={e['country'] or '-'}"
        if e["aliases"]:
            line += " aliases=" + "; ".join(e["aliases"])
        for role in e["roles"]:
            line += f" role={quoted(role['title'])}"
            line += "".join("/" + x for x in (role["country"], role["organisation"] and names(record, [role["organisation"]])) if x)
        yield line


def who(record):
    """Whom a linked record names: people and organisations, by key."""
    for e in record["entities"]:
        if e["type"] in ("person", "organisation"):
            words = [f"who {record['id']} {e['key']} {quoted(e['name'])} country={e['country'] or '-'}"]
            words += [f"identifier={e['identifier']}"] if e.get("identifier") else []
            words += [f"roster={quoted(r['title'])}" for r in e["roles"] if not r["end"]]
            yield " ".join(words)
    for st in record["statements"]:
        yield f"said {record['id']} {st['id']} speakers={names(record, st['speakers'])}"


def mention(record):
    found = [(m["start"], -m["end"], m, e) for e in record["entities"] for m in e["mentions"]]
    for _, _, m, e in sorted(found, key=lambda f: f[:2]):
        yield f"mention {e['type']} {m['form']} {quoted(m['text'])} -> {e['name']}"


def event(record):
    for ev in record["events"]:
        yield "event {} {} {}place={} participants={} text={}".format(
            ev["type"], ev["date"] or "-", f"name={quoted(ev['name'])} " if ev["name"] else "",
            names(record, [ev["place"]] if ev["place"] else []), names(record, ev["participants"]), quoted(ev["text"]))


def pieces(extents):
    return quoted(" || ".join(c["text"] for c in extents)) if extents else "-"


def repeat(record):
    """What is the same as what, once linked."""
    yield f"article {record['id']}" + (f" repeats {record['same_as']}" if record.get("same_as") else "")
    for st in record["statements"]:
        line = f"  {record['id']}#{st['id']} {names(record, st['speakers'])}: {pieces(st['content'])}"
        yield line + (f" repeats {st['same_as']}" if st.get("same_as") else "")
        for e in st.get("evidence", []):
            yield f"    also {e['statement']} {e['published'] or '-'}: {pieces(e['content'])}"


def happening(record):
    for v in record["events"]:
        yield f"  {record['id']}#{v['id']} {v['key']}"


WRITERS = {f.__name__: f for f in (article, statement, link, who, entity, mention, event, repeat, happening)}


def project(output, sections):
    """The lines of all records in `output` (JSON Lines), section by section."""
    lines = []
    for record in map(json.loads, output.splitlines()):
        for section in sections:
            lines.extend(WRITERS[section](record))
    return "".join(line + "\n" for line in lines)


def extents(record):
    for st in record["statements"]:
        yield from st["content"]
        yield from (st[k] for k in ("cue", "source") if st[k])
    for e in record["entities"]:
        yield from e["mentions"]
    yield from record["events"]


def misplaced(output, texts):
    """What stands at an extent must be the words that the record gives for it. `texts`: the articles, in order."""
    records = [json.loads(line) for line in output.splitlines()]
    if len(records) != len(texts):
        return []
    return [f"{r['id']}: {x['start']}-{x['end']} is {t[x['start']:x['end']]!r}, not {x['text']!r}"
            for r, t in zip(records, texts) for x in extents(r) if t[x["start"]:x["end"]] != x["text"]]
