#!/bin/sh
# Speed of the date reader and of PyPI's dateparser.search on the same histories, in one run.
# Needs the corpus (see benches/dates.rs) and python3 with venv. Kilobytes for dateparser: first argument, 100 by default.
set -eu
cd "$(dirname "$0")/.."
shared=${DATELINE_SHARED:-../shared}
venv=${TMPDIR:-/tmp}/dateline-dateparser
[ -x "$venv/bin/python" ] || { python3 -m venv "$venv"; "$venv/bin/pip" -q install dateparser; }
DATELINE_SHARED=$(cd "$shared" && pwd) cargo bench --quiet --bench dates
"$venv/bin/python" - "$shared" "${1:-100}" <<'PY'
import glob, re, sys, time
from dateparser.search import search_dates
import dateparser
texts = []
for path in sorted(glob.glob(sys.argv[1] + "/corpora/dates/wikiwars/*.key.xml")):
    body = open(path, encoding="utf-8", errors="replace").read().split("<TEXT>")[1].split("</TEXT>")[0]
    texts.append(re.sub("<[^>]+>", "", body))
part = "".join(texts).encode()[: int(sys.argv[2]) * 1000].decode("utf-8", "ignore")
# Paragraph by paragraph: one long text takes longer still.
start, found = time.perf_counter(), 0
for paragraph in part.split("\n"):
    found += len(search_dates(paragraph, languages=["en"]) or []) if paragraph.strip() else 0
seconds = time.perf_counter() - start
size = len(part.encode()) / 1e6
print(f"dateparser {dateparser.__version__} search_dates: {size:.2f} MB in {seconds:.1f} s, {size / seconds:.4f} MB/s, {found} found")
PY
