#!/usr/bin/env python3
"""Make places/eastern-congo/places.csv from the fact sheet of the region.

    scripts/eastern_congo_places.py eastern-congo-places.csv > places/eastern-congo/places.csv

The fact sheet has the columns name, alt_names, kind, lat, lon, admin0, admin1, admin2, precision_km, population, source, note. This
script gives each row a stable id, leaves out what belongs to places/world.csv (countries, cities elsewhere), and
applies CORRECTIONS, each with its reason.
"""
import csv
import re
import sys
import unicodedata

COLUMNS = "id name alt_names kind lat lon country admin1 admin2 precision_km population source note".split()

# The window of the region: a place outside it and outside DR Congo belongs to places/world.csv.
WEST, SOUTH, EAST, NORTH = 24.0, -6.7, 33.0, 4.5

# Rows whose coordinate was not independent of ACLED's event points, placed again from other facts, and rows that
# had a wrong kind. (name, admin2): changed columns; None drops the row.
CORRECTIONS = {
    ("Malinde", "Fizi"): dict(lat="-4.20217", lon="29.03590", precision_km="2.0", source="OSM 2019", note="OSM Malinde 1; RN5 south of Baraka [osm:node/5066496551]"),
    ("Kabumbe", "Fizi"): dict(lat="-3.72006", lon="29.11710", precision_km="9.0", source="OSM 2019", note="OSM Kabumbe village; the press names it with Makobola and Swima, to the north [osm:node/4392204195]"),
    ("Rutobogo", "Masisi"): dict(lat="-1.570", lon="29.030", precision_km="4.0", source="estimate (press description)", note="hill west of Sake, within about 5 km"),
    ("Mubambiro", "Masisi"): dict(lat="-1.581", lon="29.079", precision_km="3.0", source="estimate (press description)", note="FARDC, SAMIDRC and MONUSCO camps on the Goma road, about 3 km east of Sake"),
    ("Sange", "Uvira"): dict(lat="-3.085", lon="29.127", precision_km="4.0", source="estimate (press description)", note="on RN5 between Mutarule and Runingu, at the latitude of the OSM node Sange, which lies 4 km west of the road [osm:node/801932696]"),
    ("Nyiragongo", "Nyiragongo"): dict(lat="-1.520", lon="29.250", precision_km="2.0", source="Smithsonian Global Volcanism Program", note="summit crater, volcano number 223030"),
    ("Mukoko", "Beni"): dict(lat="0.725", lon="29.545", precision_km="8.0", source="estimate (press description)", note="north-east of Oicha"),
    ("Egombo", "Lubero"): None,
    ("Bunagana", "Rutshuru"): dict(lat="-1.296", lon="29.596", precision_km="2.0", source="estimate (press description)", note="border town, west of the crossing where OSM has its node; homonym Bunagana in Uganda just across [osm:node/5357865694]"),
    ("Grand Nord", ""): dict(kind="region"),
    ("Petit Nord", ""): dict(kind="region"),
    ("Kivu", ""): dict(kind="region"),
    ("eastern Congo", ""): dict(kind="region"),
    ("Hauts plateaux", "Uvira"): dict(kind="region", admin2=""),
    ("hauts plateaux de Kalehe", "Kalehe"): dict(kind="region"),
    ("moyens plateaux d'Uvira", "Uvira"): dict(kind="region"),
    ("Ubwari", "Fizi"): dict(kind="region"),
}

# Names that name something else: a company, a hospital, a phrase that says which country only by context.
NOT_NAMES = {"Alphamin", "hôpital de Ntamugenga", "Rwanguba hôpital", "hôpital de Panzi", "east of the country", "Kazimia-Swima"}

MORE_NAMES = {
    "eastern Congo": [
        "eastern Democratic Republic of the Congo", "eastern Democratic Republic of Congo", "eastern D.R. Congo",
        "east of the Democratic Republic of Congo", "east of the DRC", "east of DR Congo", "eastern Zaire",
        "est du Zaïre", "est congolais", "est de la RD Congo", "est de la République démocratique du Congo",
    ],
    "Kivu": ["Kivu region", "Kivu provinces", "deux Kivu", "deux Kivus"],
    "North Kivu": ["North Kivu province", "Nord Kivu province"],
    "South Kivu": ["South Kivu province"],
    "Ituri": ["Ituri province"],
    "Maniema": ["Maniema province"],
    "Tshopo": ["Tshopo province"],
}


def fold(text):
    """Lower case without accents, words joined by hyphens: the form of ids."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def corrected(row):
    change = CORRECTIONS.get((row["name"], row["admin2"]), {})
    if change is None:
        return None
    return {**row, **change}


def belongs(row):
    inside = WEST <= float(row["lon"]) <= EAST and SOUTH <= float(row["lat"]) <= NORTH
    return row["kind"] != "country" and (row["admin0"] == "CD" or inside)


def names(row):
    """The other names, without repeats that differ only in case, spelling of accents or hyphens."""
    seen, kept = {fold(row["name"])}, []
    for name in row["alt_names"].split("|") + MORE_NAMES.get(row["name"], []):
        name = name.strip()
        if name and name not in NOT_NAMES and fold(name) not in seen:
            seen.add(fold(name))
            kept.append(name)
    return "|".join(kept)


def ids(rows):
    """The folded name; homonyms get the territory (abroad: the country), and if need be the kind."""
    first = [fold(row["name"]) for row in rows]
    where = [fold(row["admin2"] if row["admin0"] == "CD" else row["admin0"]) for row in rows]
    second = [f"{name}-{place}" if first.count(name) > 1 else name for name, place in zip(first, where)]
    third = [f"{name}-{fold(row['kind'])}" if second.count(name) > 1 else name for name, row in zip(second, rows)]
    repeated = {name for name in third if third.count(name) > 1}
    assert not repeated, f"ids not unique: {repeated}"
    return third


def main(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = [row for row in map(corrected, csv.DictReader(file)) if row and belongs(row)]
    out = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    out.writeheader()
    for row, place_id in zip(rows, ids(rows)):
        kept = {column: row[column] for column in COLUMNS if column in row}
        out.writerow({**kept, "id": place_id, "alt_names": names(row), "country": row["admin0"]})


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
