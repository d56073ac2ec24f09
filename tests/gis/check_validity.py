#!/usr/bin/python3
"""Runs QGIS's own 'Check validity' over vector files, with its own rules and with those of GEOS. Exit code 1 if either
objects to any feature.

    /usr/bin/python3 check_validity.py FILE...
"""
import os
import sys
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if "XDG_RUNTIME_DIR" not in os.environ:
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="dateline-qgis-")

from qgis.core import QgsApplication, QgsVectorLayer

application = QgsApplication([], False)
application.initQgis()
sys.path.append(os.path.join(QgsApplication.pkgDataPath(), "python", "plugins"))
METHODS = {1: "QGIS", 2: "GEOS"}


def main():
    import processing
    from processing.core.Processing import Processing
    Processing.initialize()
    bad = looked = 0
    for path in sys.argv[1:]:
        for method, name in METHODS.items():
            layer = QgsVectorLayer(path, "layer", "ogr")
            if not layer.isValid():
                print(f"{path}: QGIS cannot read it")
                bad += 1
                continue
            result = processing.run("qgis:checkvalidity", {
                "INPUT_LAYER": layer, "METHOD": method, "IGNORE_RING_SELF_INTERSECTION": False,
                "VALID_OUTPUT": "memory:", "INVALID_OUTPUT": "memory:", "ERROR_OUTPUT": "memory:"})
            looked += result["VALID_COUNT"] + result["INVALID_COUNT"]
            if result["INVALID_COUNT"] or result["ERROR_COUNT"] or result["VALID_COUNT"] != layer.featureCount():
                bad += 1
                said = [f["_errors"] for f in result["INVALID_OUTPUT"].getFeatures()][:3]
                print(f"{path}: {name}: {result['INVALID_COUNT']} of {layer.featureCount()} invalid: {said}")
    print(f"{looked} looks at features of {len(sys.argv) - 1} files, {bad} bad")
    return bad


code = 1
try:
    code = 1 if main() else 0
except Exception:  # said below and by the exit code
    import traceback
    traceback.print_exc()
sys.stdout.flush()
sys.stderr.flush()
# A layer alive at the end of the interpreter crashes QGIS.
os._exit(code)
