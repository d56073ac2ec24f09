#!/usr/bin/env python3
"""Looks with shapely (GEOS) at the shapes of map folders. Exit code 1 and a line for each thing found wrong.

    target/test-venv/bin/python check_shapes.py [--land land.geojson] MAP_FOLDER...

Every geometry is valid and not empty. On each day on which an area begins, and on the last: areas are disjoint, every
piece of a front is a piece of the outlines of an area of its left holder and of one of its right holder, and with
--land no area lies off the land (by more than the rounding to six decimals can move an outline), and areas and unknown
land make up the land to a square metre. Areas are measured in degrees, where lines of GeoJSON are straight.
"""
import json
import sys

from shapely import STRtree
from shapely.geometry import shape
from shapely.ops import unary_union
from shapely.validation import explain_validity

# One square metre in square degrees near the equator, and 0.1 m, to which the files round, in degrees.
M2 = 1 / 111_195**2
ROUNDING = 1e-6

wrong = looked = 0


def check(ok, what):
    global wrong, looked
    looked += 1
    if not ok:
        wrong += 1
        print("WRONG:", what)


def read(folder, name):
    try:
        with open(f"{folder}/{name}.geojson", encoding="utf-8") as f:
            return [(feature["properties"], shape(feature["geometry"])) for feature in json.load(f)["features"]]
    except FileNotFoundError:
        return []


def pieces(lines):
    """The undirected pieces of lines."""
    return {tuple(sorted((a, b))) for line in lines for a, b in zip(line.coords, line.coords[1:])}


def outlines(area):
    return pieces(ring for polygon in area.geoms for ring in [polygon.exterior, *polygon.interiors])


def check_folder(folder, land):
    layers = {name: read(folder, name) for name in ("events", "places", "control", "frontlines")}
    for name, features in layers.items():
        for properties, geometry in features:
            check(geometry.is_valid and not geometry.is_empty,
                  f"{folder}: {name} {properties['id']}: {explain_validity(geometry)}")
    outline = {properties["id"]: outlines(area) for properties, area in layers["control"]}
    for properties, area in layers["control"]:
        if land is not None and area.is_valid:
            off = area.difference(land).area
            check(off <= ROUNDING * area.length + M2, f"{folder}: {properties['id']}: {off / M2:.1f} m² off the land")
    days = sorted({p["start"] for p, _ in layers["control"]} | {p["end"] for p, _ in layers["control"]})
    for day in days:
        on = lambda name: [(p, g) for p, g in layers[name] if p["start"] <= day <= p["end"] and g.is_valid]
        areas = on("control")
        if land is not None and areas:
            known = unary_union([area for _, area in areas])
            unknown = land.difference(known)
            # What rounding to six decimals puts off the land is no part of it.
            parts = sum(area.area for _, area in areas) + unknown.area - known.difference(land).area
            off = (parts - land.area) / M2
            check(abs(off) < 1, f"{folder}: {day}: areas and unknown are {off:.2f} m² more than the land")
        tree = STRtree([area for _, area in areas])
        for i, (properties, area) in enumerate(areas):
            for j in tree.query(area):
                if j < i:
                    common = area.intersection(areas[j][1]).area
                    check(common < M2, f"{folder}: {day}: {properties['id']} and {areas[j][0]['id']} share {common / M2:.1f} m²")
        for properties, front in on("frontlines"):
            drawn = pieces(front.geoms)
            for side in ("left", "right"):
                own = set().union(*(outline[p["id"]] for p, _ in areas if p["holder"] == properties[side]))
                check(drawn <= own, f"{folder}: {day}: {properties['id']}: {len(drawn - own)} pieces of the front are "
                                    f"not of the outline of {properties[side]}")
    return len(days)


args = sys.argv[1:]
land = None
if args[0] == "--land":
    with open(args[1], encoding="utf-8") as f:
        land = unary_union([shape(f["geometry"]).buffer(0) for f in json.load(f)["features"]
                            if f["properties"].get("kind", "country") == "country"])
    args = args[2:]
for folder in args:
    days = check_folder(folder, land)
    print(f"{folder}: {days} days looked at")
print(f"{looked} checks, {wrong} wrong")
sys.exit(1 if wrong else 0)
