#!/usr/bin/python3
"""Reads a map folder's texts back with other software and compares them with reports.jsonl, where they stand as the
articles had them.

    /usr/bin/python3 check_texts.py MAP_FOLDER

GDAL reads the GeoJSON files, the streams and the GeoPackage, Python the CSV files and the XML. Exit code 1 and a line
for each text that came out otherwise.
"""
import csv
import json
import os
import sys
import xml.etree.ElementTree as xml
import zipfile

from osgeo import gdal, ogr

csv.field_size_limit(1 << 24)
ogr.UseExceptions()
gdal.UseExceptions()
folder = os.path.abspath(sys.argv[1])
checks = wrong = 0


def check(ok, what):
    global checks, wrong
    checks += 1
    if not ok:
        wrong += 1
        print("WRONG:", what[:400])


def clean(text):
    """What a table shows of a text: control characters as their pictures, noncharacters as U+FFFD."""
    def one(c):
        n = ord(c)
        if c in "\t\n\r\x85":
            return c
        if n < 0x20:
            return chr(0x2400 + n)
        if n == 0x7F:
            return "\u2421"
        if 0x80 <= n <= 0x9F or 0xFDD0 <= n <= 0xFDEF or n & 0xFFFE == 0xFFFE:
            return "\ufffd"
        return c
    return "".join(map(one, text))


FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def unprotect(cell):
    """Takes away the apostrophe before what a spreadsheet would run as a formula."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


with open(f"{folder}/reports.jsonl", encoding="utf-8", newline="\n") as f:
    text = f.read()
check(text.splitlines() == text.split("\n")[:-1], "reports.jsonl: a text breaks its line")
reports = {}
for line in text.splitlines():
    report = json.loads(line)
    reports[report["event_id"]] = report

COLUMNS = {"quote": "quote", "place": "place", "date_text": "date_text", "claimed_by": "claimed_by",
           "admin1": "admin1", "actor1": ("actors", 0), "actor2": ("against", 0)}


def expected(report, key):
    value = report[key] if isinstance(key, str) else report[key[0]][key[1]]
    return None if value is None else clean(value)


def same_texts(where, rows):
    rows = list(rows)
    check(len(rows) == len(reports), f"{where}: {len(rows)} events, {len(reports)} reports")
    for row in rows:
        for column, key in COLUMNS.items():
            want = expected(reports[row["id"]], key)
            check(row[column] == want, f"{where}: {column} of {row['id']} is {row[column]!r}, was {want!r}")
        for source in json.loads(row["sources_json"]):
            report = reports[row["id"]]
            check(source["title"] == clean(report["title"]) and source["outlet"] == clean(report["outlet"]),
                  f"{where}: sources_json of {row['id']} is {source}")
            check(source["url"] is None or source["url"].lower().startswith(("http://", "https://")),
                  f"{where}: link to {source['url']}")


def by_ogr(path, layer=None):
    data = ogr.Open(path)
    table = data.GetLayerByName(layer) if layer else data.GetLayer(0)
    names = [d.name for d in table.schema]
    for feature in table:
        yield {n: feature.GetField(n) for n in names}


same_texts("GeoJSON", by_ogr(f"{folder}/events.geojson"))
same_texts("GeoPackage", by_ogr(f"{folder}/map.gpkg", "events"))
for stream in ("events.geojsonl", "events.geojsons"):
    if os.path.exists(f"{folder}/{stream}"):
        same_texts(stream, by_ogr(f"{folder}/{stream}"))

# No text of any layer holds what a table cannot carry.
for name in os.listdir(folder):
    if name.endswith(".geojson"):
        with open(f"{folder}/{name}", encoding="utf-8") as f:
            for feature in json.load(f)["features"]:
                for column, value in feature["properties"].items():
                    check(not isinstance(value, str) or clean(value) == value, f"{name}: {column} is {value!r}")
                for column in ("title", "description"):
                    value = feature["properties"][column]
                    check(len(value) < 1000 and not set(value) & set("\n\r\t\u202e\u2067"),
                          f"{name}: {column} is {value!r}")

for name in os.listdir(folder):
    path = f"{folder}/{name}"
    if name.endswith((".geojson", ".geojsonl", ".geojsons", ".jsonl", ".json")):
        with open(path, encoding="utf-8", newline="\n") as f:
            raw = f.read()
        check(not any(c in raw for c in "<\x85\u2028\u2029"), f"{name}: could end a script or a line")
    elif name.endswith(".csv"):
        with open(path, encoding="utf-8", newline="") as f:
            rows = list(csv.DictReader(f))
        for row in rows:
            check(None not in row and None not in row.values(), f"{name}: a text breaks its row: {row}")
            for column, cell in row.items():
                number = column in ("longitude", "latitude")
                check(number or not cell.startswith(FORMULA), f"{name}: {column} runs as a formula: {cell!r}")
        if name == "events.csv":
            texts = [{k: unprotect(v) for k, v in row.items()} for row in rows]
            for row in texts:
                # CSV has no null: an empty text and none look the same.
                row.update({k: None for k in COLUMNS if row[k] == "" and expected(reports[row["id"]], COLUMNS[k]) is None})
            same_texts("CSV", texts)
    elif name.endswith(".qml"):
        xml.parse(path)
        checks += 1
with zipfile.ZipFile(f"{folder}/map.qgz") as archive:
    project = xml.fromstring(archive.read("map.qgs"))
with open(f"{folder}/metadata.json", encoding="utf-8") as f:
    title = json.load(f)["title"]
# XML cannot hold some characters at all; all others are kept.
kept = "".join("\ufffd" if ord(c) < 0x20 and c not in "\t\n\r" else c for c in title)
check(project.findtext("title") == kept, f"map.qgz: title {project.findtext('title')!r}, was {title!r}")
print(f"{checks} checks, {wrong} wrong")
sys.stdout.flush()
os._exit(1 if wrong else 0)
