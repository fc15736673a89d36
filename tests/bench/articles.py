"""Articles and records that nobody wrote: made from word lists with a seeded generator, to measure speed with."""
import json
import random

GIVEN = "Anna Karim Lucia Tomas Ingrid Yusuf Mei Pavel Rosa Daniel Amina Viktor Elena Samuel Noor Peter".split()
FAMILY = ("Halvorsen Okafor Lindqvist Marchetti Dragan Adeyemi Petrov Sorensen Castillo Novak Haddad Keller Moreau "
          "Tanaka Silva Bergman").split()
TITLES = ["Foreign Minister", "President", "Prime Minister", "Defence Minister", "Ambassador", "Senator", "spokesman",
          "Energy Minister", "Interior Minister", "Secretary-General"]
COUNTRIES = [("Norway", "Norwegian"), ("Kenya", "Kenyan"), ("Peru", "Peruvian"), ("Iran", "Iranian"),
             ("Japan", "Japanese"), ("Egypt", "Egyptian"), ("Poland", "Polish"), ("Chile", "Chilean"),
             ("Turkey", "Turkish"), ("Vietnam", "Vietnamese")]
CAPITALS = "Oslo Nairobi Lima Tehran Tokyo Cairo Warsaw Santiago Ankara Hanoi".split()
SUBJECTS = ["the agreement", "the harbour", "the new tariff", "the border crossing", "the fishing fleet",
            "the observer mission", "the pipeline", "the grain corridor", "the loan", "the ceasefire"]
PREDICATES = ["will be reviewed before the summer", "has not been discussed with the neighbours",
              "remains the only way forward", "should never have been signed", "is worth less than it was a year ago",
              "would cost both sides dearly", "depends on the weather in the north", "must be paid for by next year"]
DAYS = "Monday Tuesday Wednesday Thursday Friday".split()
FILLER = ["Trade between the two has grown by 14 percent since 2019.", "Roads in the valley were closed for three days.",
          "The port handles some 6,000 containers a month.", "Shops reopened in the afternoon."]


def clause(r):
    return f"{r.choice(SUBJECTS)} {r.choice(PREDICATES)}"


def capital(text):
    return text[0].upper() + text[1:]


def sentence(r, name, country):
    verb = r.choice(["said", "warned", "added", "insisted", "announced"])
    day = r.choice(DAYS)
    return r.choice([
        lambda: f"“{capital(clause(r))},” {name} {verb} on {day}.",
        lambda: f"{name} {verb} that {clause(r)}.",
        lambda: f"“{capital(clause(r))},” {verb} {name}, “and {clause(r)}.”",
        lambda: f"According to {name}, {clause(r)}.",
        lambda: f"{name} condemned “{r.choice(SUBJECTS)}” and called on {r.choice(COUNTRIES)[0]} to explain why {clause(r)}.",
        lambda: f"{name} met {r.choice(GIVEN)} {r.choice(FAMILY)}, the {r.choice(COUNTRIES)[1]} {r.choice(TITLES).lower()}, "
                f"in {r.choice(CAPITALS)} on {day}.",
        lambda: f"He declined to comment on whether {clause(r)}.",
        lambda: r.choice(FILLER),
        lambda: r.choice(FILLER),
    ])()


def article(r, number):
    """About 3,000 bytes in paragraphs of two or three sentences."""
    paragraphs = [f"{r.choice(CAPITALS).upper()} — {capital(clause(r))}, officials said on {r.choice(DAYS)}."]
    people = [(r.choice(GIVEN) + " " + r.choice(FAMILY), r.choice(COUNTRIES)) for _ in range(4)]
    size = 0
    while size < 3000:
        full, country = r.choice(people)
        first = f"{country[1]} {r.choice(TITLES)} {full}" if r.random() < 0.4 else full.split()[1]
        text = " ".join(sentence(r, first, country) for _ in range(r.randint(1, 3)))
        paragraphs.append(text)
        size += len(text)
    return {"id": f"synthetic-{number}", "published": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "title": capital(clause(r)), "text": "\n\n".join(paragraphs)}


def lines(seed=1):
    """JSON Lines without end."""
    r = random.Random(seed)
    number = 0
    while True:
        number += 1
        yield (json.dumps(article(r, number), ensure_ascii=False) + "\n").encode()


def extent(start, text):
    return {"start": start, "end": start + len(text), "text": text}


def record(r, number, people):
    """A record of the contract: ten statements, each by one of `people` persons about another."""
    entities, statements = [], []
    for i in range(20):
        who = r.randrange(people)
        name = f"{GIVEN[who % len(GIVEN)]} {FAMILY[who // len(GIVEN) % len(FAMILY)]} {who}"
        entities.append({"id": f"e{i + 1}", "type": "person", "name": name, "key": "person/" + name.lower().replace(" ", "-"),
                         "aliases": [], "roles": [], "country": None, "mentions": [{**extent(i * 10, name), "form": "name"}]})
    for i in range(10):
        statements.append({"id": f"s{i + 1}", "kind": "indirect", "act": "say", "content": [extent(i * 20 + 40, "a thing was so")],
                           "cue": extent(i * 20 + 30, "said"), "source": extent(i * 20, entities[2 * i]["name"]),
                           "speakers": [f"e{2 * i + 1}"], "for": [], "addressees": [], "about": [f"e{2 * i + 2}"],
                           "event": None, "negated": False, "confidence": 0.9, "by": "synthetic"})
    return {"schema": "dixit.article/1", "id": f"synthetic-{number}", "path": None, "url": None, "publisher": None,
            "title": None, "published": "2024-01-01", "language": "en", "length": 300, "sha256": "0" * 64,
            "statements": statements, "entities": entities, "events": []}


SYLLABLES = "ka lo mi ren tar vas del nu shi bor gan el ost wi ja fer hu zan pi dor".split()
ISO = "NO KE PE IR JP EG PL CL TR VN".split()


def variant(r, given, family):
    """How an article may write the name."""
    return r.choice([f"{given} {family}"] * 6 + [f"{given[0]}. {family}", f"{family} {given}", f"{given} {family.replace('k', 'q')}",
                                                 f"{given} {r.choice('ABCD')}. {family}", family, family])


def linked_record(r, number, people):
    """A record to be linked: five statements by some of `people` persons, each with a home and an office of their own."""
    home = r.randrange(len(ISO))
    entities, statements = [], []
    for i in range(10):
        who = r.randrange(people // len(ISO) + 1) * len(ISO) + home
        own = random.Random(who)
        given, family = own.choice(GIVEN), "".join(own.choice(SYLLABLES) for _ in range(own.randint(2, 4))).title()
        name = variant(r, given, family)
        roles = [{"title": own.choice(TITLES), "country": ISO[home], "organisation": None, "start": 1, "end": 9}] if r.random() < 0.4 else []
        entities.append({"id": f"e{i + 1}", "type": "person", "name": name, "key": "person/" + name.lower().replace(". ", "-").replace(" ", "-"),
                         "aliases": [], "roles": roles, "country": ISO[home] if roles else None,
                         "mentions": [{**extent(i * 10, name), "form": "name" if " " in name else "short"}]})
    entities.append({"id": "e11", "type": "country", "name": COUNTRIES[home][0], "key": "country/" + COUNTRIES[home][0].lower(), "aliases": [],
                     "roles": [], "country": ISO[home], "mentions": [{**extent(100, COUNTRIES[home][0]), "form": "name"}]})
    for i in range(5):
        statements.append({"id": f"s{i + 1}", "kind": "indirect", "act": "say", "content": [extent(i * 20 + 40, clause(r))],
                           "cue": extent(i * 20 + 30, "said"), "source": extent(i * 20, entities[2 * i]["name"]),
                           "speakers": [f"e{2 * i + 1}"], "for": [], "addressees": [], "about": [f"e{2 * i + 2}"],
                           "event": None, "negated": False, "confidence": 0.9, "by": "synthetic"})
    return {"schema": "dixit.article/1", "id": f"synthetic-{number:07}", "path": None, "url": None, "publisher": None,
            "title": None, "published": f"20{20 + number % 5}-{number % 12 + 1:02}-{number % 28 + 1:02}", "language": "en",
            "length": 300, "sha256": f"{number:064}", "statements": statements, "entities": entities, "events": []}


def linked_records(statements, seed=1):
    """Records with that many statements, by a person for each fifty."""
    r = random.Random(seed)
    for number in range(statements // 5):
        yield json.dumps(linked_record(r, number, max(100, statements // 50))) + "\n"


def records(edges, seed=1):
    """Records whose network has about `edges` edges."""
    r = random.Random(seed)
    for number in range(edges // 10):
        yield json.dumps(record(r, number, max(100, edges // 5))) + "\n"
