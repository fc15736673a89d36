#!/usr/bin/env python3
"""The same articles in every form that dixit reads give the same statements: kind, act, words, speakers.

    check-inputs.py DIXIT        fails where a form differs from its plain-text twin

The articles are those of fixtures/articles. Forms that hold the headline (pages, archives of text) are compared with
text files that begin with it, crawlers' JSON and tables, whose text has none, with files of the text alone.
"""
import bz2
import csv
import gzip
import html
import io
import json
import lzma
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[1]


def articles():
    for path in sorted((ROOT / "fixtures/articles").glob("*.txt")):
        head, body = path.read_text(encoding="utf-8").split("\n", 1)
        date, title = re.fullmatch(r"(?: date (\S+) )?(.*)", head).groups()
        date = date or "2024-02-03"
        yield {"id": path.stem, "date": date, "title": title.strip(), "paragraphs": [p for p in body.split("\n") if p.strip()]}


def body(a):
    return "\n\n".join(a["paragraphs"])


def text(a):
    return f"{a['title']}\n\n{body(a)}\n"


def url(a):
    return f"https://news.example/{a['date'].replace('-', '/')}/{a['id']}"


# --- pages: the article among what stands around it ------------------------------------------------------------------
MENU = "".join(f'<li><a href="/{w}">{w.title()}</a></li>' for w in ("home", "world", "politics", "sport", "weather"))
RELATED = "".join(f'<li><a href="/{i}">Minister says the price of ferry number {i} will double before the end of next year</a></li>' for i in range(5))
TEASER = "The prime minister of another country said on Monday that the budget would be cut by a tenth, which unions called a scandal."


def marked(a, tag="p"):
    return "\n".join(f"<{tag}>{html.escape(p)}</{tag}>" for p in a["paragraphs"])


def modern(a):
    ld = {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, {
        "@type": ["ReportageNewsArticle"], "headline": a["title"], "datePublished": a["date"] + "T08:00:00+01:00",
        "publisher": {"@type": "Organization", "name": "The Example"}, "mainEntityOfPage": {"@id": url(a)}}]}
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(a["title"])} | The Example</title>
<script type="application/ld+json">{json.dumps(ld)}</script><script>document.write("<p>He said no.</p>")</script></head>
<body class="single author-smith"><header><nav><ul>{MENU}</ul></nav></header><main><article class="post tag-politics"><h1>{html.escape(a["title"])}</h1>
<div class="byline">By A. Reporter</div><div class="share-tools"><a href="#">Share</a></div>
{marked(a)}
<figure><img src="x.jpg"><figcaption>The minister said nothing, photographed on Monday by somebody who was there all day long.</figcaption></figure>
<aside><h3>Related news</h3><ul>{RELATED}</ul></aside></article></main>
<div id="comments"><p>My grandfather said that this was the best thing that ever happened to the railway in all of his forty years.</p></div>
<footer><p>Copyright: the editor said that nothing of this may be copied without his consent, which he never gives to anybody.</p></footer></body></html>"""


def soup(a):
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta property="og:title" content="{html.escape(a["title"])}"><meta property="og:site_name" content="The Example">
<meta property="article:published_time" content="{a["date"]}"><meta property="og:url" content="{url(a)}"></head>
<body><div id="top"><div class="menu">{MENU}</div></div><div class="wrap"><div class="left"><div class="x1">{marked(a, "div")}</div></div>
<div class="sidebar"><div>{TEASER}</div><ul>{RELATED}</ul></div></div></body></html>"""


def worded(a):
    ld = {"@type": "NewsArticle", "headline": a["title"], "articleBody": body(a), "datePublished": a["date"], "url": url(a)}
    script = json.dumps([ld]).replace("</", "<\\/")
    return f"""<!doctype html><html><head><script type='application/ld+json'>{script}</script></head>
<body><p>Please turn on JavaScript to read what the minister said about the thing that happened on Monday in the capital.</p></body></html>"""


def old(a):
    lines = "<br><br>\n".join(html.escape(p) for p in a["paragraphs"])
    return (f'<HTML><HEAD><TITLE>{html.escape(a["title"])}</TITLE><META NAME="date" CONTENT="{a["date"]}">'
            f'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252"></HEAD><BODY><TABLE><TR><TD><FONT SIZE=1><UL>{MENU}</UL></FONT></TD>'
            f"<TD><H1>{html.escape(a['title'])}</H1><FONT FACE=Arial>{lines}</FONT></TD></TR></TABLE></BODY></HTML>"
            ).encode("cp1252", "xmlcharrefreplace")


def page(a, i):
    made = (modern, soup, worded, old)[i % 4](a)
    return made if isinstance(made, bytes) else made.encode()


# --- rows and objects in the tools' own names ------------------------------------------------------------------------
DIALECTS = {
    "trafilatura": lambda a: {"title": a["title"], "author": None, "hostname": "news.example", "date": a["date"], "id": None, "raw_text": body(a)[:50],
                              "text": body(a), "source": url(a), "source-hostname": "The Example", "language": "en"},
    "news-please": lambda a: {"authors": [], "date_download": "2025-01-01", "date_publish": a["date"] + " 08:00:00", "maintext": body(a),
                              "source_domain": "news.example", "title": a["title"], "title_page": None, "url": url(a)},
    "newspaper4k": lambda a: {"url": url(a), "title": a["title"], "publish_date": a["date"] + "T08:00:00", "meta_site_name": "The Example", "authors": [],
                              "summary": "", "text": body(a), "canonical_link": url(a)},
    "fundus": lambda a: {"title": a["title"], "body": {"summary": a["paragraphs"][:1], "sections": [{"headline": [], "paragraphs": a["paragraphs"][1:]}]},
                         "publishing_date": a["date"] + " 08:00:00+00:00", "html": {"requested_url": url(a), "source_info": {"publisher": "The Example"}}},
    "media-cloud": lambda a: {"id": a["id"], "indexed_date": "2025-01-01", "language": "en", "media_name": "news.example", "publish_date": a["date"],
                              "title": a["title"], "url": url(a), "story_text": body(a)},
}


def warc(payloads):
    out = b""
    for a, payload, kind in payloads:
        if kind == "response":
            payload = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n" + chunked(gzip.compress(payload))
        kinds = {"response": "application/http; msgtype=response", "conversion": "text/plain"}
        head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url(a)}\r\nWARC-Date: {a['date']}T00:00:00Z\r\nContent-Type: {kinds[kind]}\r\nContent-Length: {len(payload)}\r\n\r\n"
        out += gzip.compress(head.encode() + payload + b"\r\n\r\n")
    return out


def chunked(data):
    return b"".join(b"%x\r\n%s\r\n" % (len(data[i:i + 999]), data[i:i + 999]) for i in range(0, len(data), 999)) + b"0\r\n\r\n"


def tarred(path, mode, files):
    with tarfile.open(path, mode) as t:
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            t.addfile(info, io.BytesIO(data))


def write(work, them):
    """Every form, as (name, has it the headline?)."""
    plain = [(f"news/{a['id']}.txt", text(a).encode()) for a in them]
    (work / "folder").mkdir()
    for i, a in enumerate(them):
        (work / "folder" / f"{a['id']}.html").write_bytes(page(a, i))
    yield "folder", True
    for i, f in enumerate((modern, soup, worded, old)):
        tarred(work / f"{f.__name__}.tar", "w", [(f"{a['id']}.html", page(a, i)) for a in them])
        yield f"{f.__name__}.tar", True
    for name, mode in (("a.tar", "w"), ("a.tar.gz", "w:gz"), ("a.tar.bz2", "w:bz2"), ("a.tar.xz", "w:xz")):
        tarred(work / name, mode, plain)
        yield name, True
    if shutil.which("zstd"):
        subprocess.run(["zstd", "-q", work / "a.tar", "-o", work / "a.tar.zst"], check=True)
        yield "a.tar.zst", True
    with zipfile.ZipFile(work / "a.zip", "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in plain:
            z.writestr(name, data)
    yield "a.zip", True
    (work / "packed").mkdir()
    for i, (name, data) in enumerate(plain):
        ending, pack = ((".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress))[i % 3]
        (work / "packed" / (name[5:] + ending)).write_bytes(pack(data))
    yield "packed", True
    (work / "pages.warc.gz").write_bytes(warc((a, page(a, i), "response") for i, a in enumerate(them)))
    yield "pages.warc.gz", True
    (work / "texts.warc.wet.gz").write_bytes(warc((a, text(a).encode(), "conversion") for a in them))
    yield "texts.warc.wet.gz", True
    for name, form in DIALECTS.items():
        (work / f"{name}.jsonl").write_text("".join(json.dumps(form(a)) + "\n" for a in them))
        yield f"{name}.jsonl", False
    (work / "array.json").write_text(json.dumps([DIALECTS["news-please"](a) for a in them], indent=2, ensure_ascii=False))
    yield "array.json", False
    (work / "answer.json").write_text(json.dumps({"status": "ok", "articles": [DIALECTS["newspaper4k"](a) for a in them]}))
    yield "answer.json", False
    for name, delimiter in (("a.csv", ","), ("a.tsv", "\t"), ("semicolon.csv", ";")):
        with open(work / name, "w", newline="", encoding="utf-8") as f:
            rows = csv.writer(f, delimiter=delimiter)
            rows.writerow(["ID", "Publish Date", "Title", "Body", "Source"])
            rows.writerows([a["id"], a["date"], a["title"], body(a), "The Example"] for a in them)
        yield name, False
    (work / "own.jsonl").write_text("".join(json.dumps({"k": {"corpo": body(a)}, "titolo": a["title"]}) + "\n" for a in them))
    yield "own.jsonl --text-field k.corpo --title-field titolo", False


def statements(dixit, command, work):
    done = subprocess.run([dixit, "extract", "-q", "-j1", *command.split()], cwd=work, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{command}: exit code {done.returncode}\n{done.stderr.decode()[:2000]}")
    found = []
    for line in done.stdout.decode().splitlines():
        r = json.loads(line)
        names = {e["id"]: e["name"] for e in r["entities"]}
        found.append((r, [(s["kind"], s["act"], tuple(c["text"] for c in s["content"]), tuple(names[e] for e in s["speakers"])) for s in r["statements"]]))
    return found


def compare(form, want, got, them):
    wrong = []
    if len(want) != len(got):
        return [f"{form}: {len(got)} articles, not {len(want)}"]
    texts = form.startswith(("a.tar", "a.zip", "packed", "texts"))  # their titles and dates are those of text files
    for a, (plain, w), (r, g) in zip(them, want, got):
        if w != g:
            lost, more = [s for s in w if s not in g], [s for s in g if s not in w]
            wrong.append(f"{form}: {a['id']}: lost {lost[:3]}, more {more[:3]}")
        if r["title"] != (plain if texts else a)["title"]:
            wrong.append(f"{form}: {a['id']}: the title is {r['title']!r}")
        if r["published"] != a["date"] and "own" not in form and not texts:
            wrong.append(f"{form}: {a['id']}: published {r['published']}")
    return wrong


def main():
    dixit, them, wrong, count = str(pathlib.Path(sys.argv[1]).resolve()), list(articles()), [], 0
    with tempfile.TemporaryDirectory(prefix="dixit-inputs-") as folder:
        work = pathlib.Path(folder)
        for name, made in (("with", text), ("without", body)):
            (work / name).mkdir()
            for a in them:
                (work / name / f"{a['id']}.txt").write_text(made(a), encoding="utf-8")
        want = {True: statements(dixit, "with", work), False: statements(dixit, "without", work)}
        for form, headline in write(work, them):
            got = statements(dixit, form, work)
            wrong += compare(form, want[headline], got, them)
            count += 1
    print("\n".join(wrong))
    said = sum(len(s) for _, s in want[True])
    print(f"{count} forms of {len(them)} articles with {said} statements: {len(wrong)} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
