#!/usr/bin/env python3
"""Make places/eastern-congo/land.geojson and places/world-land.geojson.

    apt-get install gmt gmt-gshhg-high; npm install world-atlas; pip install shapely
    GMT_DATADIR=/usr/share/gmt-gshhg gmt coast -R20/38/-12/9 -Dh -A0/2/4 -W0.1p -M > shores.txt
    scripts/land.py region node_modules/world-atlas/countries-10m.json shores.txt places/eastern-congo/places.csv > places/eastern-congo/land.geojson
    scripts/land.py world node_modules/world-atlas/countries-50m.json node_modules/world-countries/countries.json > places/world-land.geojson

State borders are Natural Earth's (public domain), lakes are GSHHG's (LGPL). Both are off by up to 4 km where two towns
touch at a border, so the places of the table correct them: a place that lies just over the border, or just
off the shore, takes the ground around it along.
"""
import csv
import json
import math
import re
import sys

import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box, mapping
from shapely.ops import linemerge, polygonize, unary_union

from topology import features

KM_PER_DEGREE = 111.2

# The region, and the country codes of its window by ISO number.
WINDOW = box(25.0, -7.0, 33.0, 4.5)
CODES = {"180": "CD", "646": "RW", "800": "UG", "108": "BI", "834": "TZ", "728": "SS"}
SMALLEST_LAKE_KM2 = 20
TOLERANCE = 0.004

# A place this far (km) on the wrong side moves the border or the shore; farther, and the place is wrong.
BORDER_REACH, SHORE_REACH, MARGIN = 4.0, 2.0, 0.7
SPOTS = {"city", "town", "village", "neighbourhood", "camp", "military_base", "border_post", "airport", "port", "hill"}


def country_shapes(path, codes):
    topology = json.loads(open(path).read())
    for number, _, polygons in features(topology["objects"]["countries"], topology):
        if codes(number):
            yield codes(number), unary_union([Polygon(rings[0], rings[1:]).buffer(0) for rings in polygons])


def shores(path):
    """Shore lines by GSHHG level: 2 lakes, 3 islands in them."""
    lines, level, points = {2: [], 3: []}, 0, []
    with open(path) as file:
        for line in [*file, ">"]:
            if line.startswith(">"):
                if len(points) > 1:
                    lines.setdefault(level, []).append(LineString(points))
                found = re.search(r"Level (\d)", line)
                level, points = int(found.group(1)) if found else 0, []
            else:
                points.append(tuple(round(float(number), 6) for number in line.split()))
    return lines


def lake_shape(path):
    lines = shores(path)
    islands = unary_union(list(polygonize(linemerge(lines[3]))))
    large = [lake for lake in polygonize(linemerge(lines[2])) if lake.area * KM_PER_DEGREE**2 >= SMALLEST_LAKE_KM2]
    return unary_union(large).difference(islands)


def spots(path):
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            point = Point(float(row["lon"]), float(row["lat"]))
            if row["kind"] in SPOTS and float(row["precision_km"]) <= 10 and WINDOW.contains(point):
                yield row["country"], point


def moved_border(countries, places):
    """Each place that lies just over the border takes the ground around it, up to half the way to its neighbours."""
    cells = dict(zip((point.wkb for _, point in places), [None] * len(places)))
    for cell in shapely.voronoi_polygons(shapely.MultiPoint([point for _, point in places]), extend_to=WINDOW).geoms:
        for _, point in places:
            if cell.contains(point):
                cells[point.wkb] = cell
    for code, point in places:
        off = countries[code].distance(point) * KM_PER_DEGREE if code in countries else 0
        if 0 < off <= BORDER_REACH:
            ground = point.buffer((off + MARGIN) / KM_PER_DEGREE).intersection(cells[point.wkb])
            for other in countries:
                countries[other] = countries[other].union(ground) if other == code else countries[other].difference(ground)
    return countries


def moved_shore(lakes, places):
    for _, point in places:
        off = lakes.boundary.distance(point) * KM_PER_DEGREE
        if lakes.contains(point) and off <= SHORE_REACH or off < 0.25:
            lakes = lakes.difference(point.buffer((off + MARGIN) / KM_PER_DEGREE if lakes.contains(point) else 0.4 / KM_PER_DEGREE))
    return lakes


def solid(shape, smallest_km2=0.0):
    """Only its polygons, and of them only the larger ones."""
    parts = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon"]
    return MultiPolygon([part for part in parts if part.area * KM_PER_DEGREE**2 > smallest_km2])


def rounded(coordinates):
    if isinstance(coordinates[0], float):
        return [round(number, 4) for number in coordinates]
    return [rounded(part) for part in coordinates]


def write(kinds):
    """One feature a line, coordinates in four decimals at most, rings as RFC 7946 wants them."""
    print('{"type":"FeatureCollection","features":[')
    lines = []
    for properties, shape in kinds:
        geometry = mapping(shapely.orient_polygons(shape) if "Polygon" in shape.geom_type else shape)
        feature = {"type": "Feature", "properties": properties, "geometry": {"type": geometry["type"], "coordinates": rounded(geometry["coordinates"])}}
        lines.append(json.dumps(feature, separators=(",", ":")))
    print(",\n".join(lines) + "\n]}")


def region(atlas, shore_lines, table):
    places = list(spots(table))
    countries = {code: shape.intersection(WINDOW) for code, shape in country_shapes(atlas, CODES.get) if shape.intersects(WINDOW)}
    countries = moved_border(countries, places)
    lakes = moved_shore(lake_shape(shore_lines).intersection(WINDOW), places)
    names = sorted(countries)
    ground = [solid(countries[name].difference(lakes), 0.3) for name in names]
    # Simplified together, so that neighbours and shores still share their lines.
    *ground, lakes = shapely.coverage_simplify([*ground, solid(lakes)], TOLERANCE)
    ground = [shapely.set_precision(shape, 1e-4) for shape in ground]
    lakes = shapely.set_precision(lakes, 1e-4)
    borders = []
    for index, one in enumerate(ground):
        for other in ground[index + 1 :]:
            common = one.boundary.intersection(other.boundary)
            borders += [part for part in shapely.get_parts(common) if part.geom_type == "LineString" and not part.is_empty]
    borders = linemerge(borders)
    write(
        [({"kind": "country", "code": name}, solid(shape)) for name, shape in zip(names, ground)]
        + [({"kind": "lake"}, solid(lakes)), ({"kind": "border"}, borders)]
    )


# Ground that Natural Earth gives to who holds it, and the United Nations to another: (in this box, from, to).
AS_THE_UN_HAVE_IT = [
    (box(32.3, 44.2, 36.62, 46.2), "RU", "UA"),  # Crimea: General Assembly resolution 68/262
    (box(-17.5, 20.5, -8.66, 27.667), "MA", "EH"),  # Western Sahara: list of non-self-governing territories
]


def world(atlas, countries):
    codes = {country["ccn3"]: country["cca2"] for country in json.loads(open(countries).read())}
    found = {}
    for code, shape in country_shapes(atlas, lambda number: codes.get(number)):
        found[code] = found[code].union(shape) if code in found else shape
    for window, holder, owner in AS_THE_UN_HAVE_IT:
        ground = found[holder].intersection(window)
        found[holder], found[owner] = found[holder].difference(ground), found[owner].union(ground)
    names = sorted(found)
    shapes = shapely.coverage_simplify([solid(found[name]) for name in names], 0.18)
    everything = shapely.STRtree(shapes)
    kept = []
    for name, shape in zip(names, shapes):
        parts = sorted(shape.geoms, key=lambda part: -part.area)
        # Small islands go, small pieces on a continent stay.
        lonely = [len(everything.query(part, "intersects")) < 2 for part in parts]
        large = [part for index, part in enumerate(parts) if index == 0 or part.area > 0.25 or not lonely[index]]
        coarse = solid(shapely.set_precision(MultiPolygon(large), 1e-2))
        if not coarse.is_empty:
            kept.append(({"kind": "country", "code": name}, coarse))
    write(kept)


if __name__ == "__main__":
    if len(sys.argv) == 5 and sys.argv[1] == "region":
        region(*sys.argv[2:])
    elif len(sys.argv) == 4 and sys.argv[1] == "world":
        world(*sys.argv[2:])
    else:
        sys.exit(__doc__)
