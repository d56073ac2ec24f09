#!/usr/bin/env python3
"""Runs geojson-validator over files: structure, geometry, winding, precision. Exit code 1 if it objects to any.

    target/test-venv/bin/python check_geojson.py FILE...
"""
import json
import sys

from geojson_validator import configure_logging, validate_geometries, validate_structure

configure_logging(enabled=False) if "enabled" in configure_logging.__code__.co_varnames else None
# Islands of land within an area are holes, and lakes are too: nothing wrong with those.
NOT_WRONG = {"holes", "excessive_vertices"}

bad = 0
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as f:
        collection = json.load(f)
    structure = validate_structure(collection, check_crs=True)
    geometry = validate_geometries(collection)
    problems = {k: v for k, v in geometry.get("problematic", {}).items() if k not in NOT_WRONG}
    if structure or geometry.get("invalid") or problems:
        bad += 1
        print(f"{path}: {str(structure)[:600]} {str(geometry.get('invalid'))[:600]} {str(problems)[:600]}")
print(f"{len(sys.argv) - 1} files, {bad} bad")
sys.exit(1 if bad else 0)
