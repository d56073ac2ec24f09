#!/usr/bin/python3
"""Opens a map folder in QGIS as a user would and says what is wrong with it.

    /usr/bin/python3 check_qgis.py MAP_FOLDER PICTURE.png

Truth is read from the GeoJSON files with Python's json alone; QGIS has to agree with it, from the GeoJSON files, from
the GeoPackage and from the project, on 20 days with the days of handovers among them. Exit code 1 and a line for each
thing found wrong; the last line counts the checks.
"""
import datetime as dt
import json
import os
import sys
import tempfile
import zipfile
from collections import Counter

# No window; and what Qt writes, into a folder of its own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if "XDG_RUNTIME_DIR" not in os.environ:
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="dateline-qgis-")

from qgis.core import (
    QgsApplication, QgsDateTimeRange, QgsExpressionContext, QgsExpressionContextUtils, QgsFeatureRequest, QgsLayerTreeModel, QgsMapRendererParallelJob, QgsMapSettings,
    QgsProject, QgsProviderRegistry, QgsRectangle, QgsVectorLayer, QgsVectorLayerTemporalContext, QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QSize, Qt, QTime, QVariant
from qgis.PyQt.QtGui import QColor, QImage

folder, picture = os.path.abspath(sys.argv[1]), sys.argv[2]
SHAPES = {"events": "Point", "places": "Point", "frontlines": "MultiLineString", "control": "MultiPolygon"}
checks = wrong = 0
labelled = set()


def check(ok, what):
    global checks, wrong
    checks += 1
    if not ok:
        wrong += 1
        print("WRONG:", what)
    return ok


def frame(day):
    """The day as the slider's frame: from its midnight to the next, that not included."""
    at = lambda d: QDateTime(QDate(d.year, d.month, d.day), QTime(0, 0, 0), Qt.UTC)
    return QgsDateTimeRange(at(day), at(day + dt.timedelta(days=1)), True, False)


def shown(layer, day):
    """Ids of the features that QGIS draws on a day."""
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    expression = layer.temporalProperties().createFilterString(context, frame(day))
    request = QgsFeatureRequest().setFilterExpression(expression).setFlags(QgsFeatureRequest.NoGeometry)
    request.setSubsetOfAttributes(["id", "start", "end"], layer.fields())
    return sorted(f["id"] for f in layer.getFeatures(request))


def check_layer(layer, name, where):
    if not check(layer.isValid(), f"{where}: {name} is not valid"):
        return False
    check(QgsWkbTypes.displayString(layer.wkbType()) == SHAPES[name],
          f"{where}: {name} is {QgsWkbTypes.displayString(layer.wkbType())}")
    check(layer.crs().authid() == "EPSG:4326", f"{where}: {name} has reference system {layer.crs().authid()!r}")
    for column in ("start", "end"):
        kind = layer.fields().field(column).type()
        check(kind == QVariant.DateTime, f"{where}: {name}.{column} is {QVariant.typeToName(kind)}")
    time = layer.temporalProperties()
    check(time.isActive(), f"{where}: time of {name} is off")
    check((time.startField(), time.endField()) == ("start", "end"),
          f"{where}: time of {name} is by {time.startField()!r}, {time.endField()!r}")
    check(layer.renderer() is not None and layer.renderer().type() == "RuleRenderer",
          f"{where}: style of {name} was not loaded")
    check(layer.labelsEnabled() == (SHAPES[name] == "Point"), f"{where}: labels of {name}")
    return True


def days_to_look_at(truth):
    """Up to 20 days: first and last, those of handovers (one interval ends, another begins on the next day), others."""
    starts, ends = set(), set()
    for name, features in truth.items():
        for start, end, _ in features:
            starts.add(start)
            ends.add(end)
    handovers = sorted(e for e in ends if e + dt.timedelta(days=1) in starts)
    spread = lambda days, n: [days[i * (len(days) - 1) // max(1, n - 1)] for i in range(min(n, len(days)))]
    days = {min(starts), max(ends)}
    for day in spread(handovers, 5):
        days |= {day, day + dt.timedelta(days=1)}
    first = min(starts)
    length = (max(ends) - first).days
    step = 1
    while len(days) < 20 and step <= 40:
        days.add(first + dt.timedelta(days=length * step // 41))
        step += 2 if step < 39 else 1
    return sorted(days)[:20]


def near(a, b, tolerance):
    return all(abs(x - y) <= tolerance for x, y in zip(a, b))


def render(layers, extent, day):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(QgsProject.instance().crs())
    settings.setExtent(extent)
    settings.setOutputSize(QSize(900, 800))
    settings.setBackgroundColor(QColor("white"))
    scopes = QgsExpressionContext()
    scopes.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(scopes)
    settings.setIsTemporal(True)
    settings.setTemporalRange(frame(day))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    check(not job.errors(), f"drawing: {[e.message for e in job.errors()]}")
    labelled.update(label.layerID for label in job.takeLabelingResults().allLabels())
    return job.renderedImage()


def colours_in(image):
    image = image.convertToFormat(QImage.Format_RGB32)
    bits = image.constBits()
    bits.setsize(image.sizeInBytes())
    pixels = Counter(memoryview(bytes(bits)).cast("I"))
    return {((c >> 16) & 255, (c >> 8) & 255, c & 255): n for c, n in pixels.items()}


def points(coordinates):
    """The positions of a geometry, however deep they lie."""
    if isinstance(coordinates[0], (int, float)):
        yield coordinates
    else:
        for part in coordinates:
            yield from points(part)


def main():
    names = [n for n in SHAPES if os.path.exists(f"{folder}/{n}.geojson")]
    check(names, "no layer at all")
    truth, collections = {}, {}
    for name in names:
        with open(f"{folder}/{name}.geojson", encoding="utf-8") as f:
            collections[name] = json.load(f)
        day = lambda text: dt.date.fromisoformat(text[:10])
        truth[name] = [(day(f["properties"]["start"]), day(f["properties"]["end"]), f["properties"]["id"])
                       for f in collections[name]["features"]]

    geojson, package = {}, {}
    for name in names:
        path = f"{folder}/{name}.geojson"
        sublayers = QgsProviderRegistry.instance().querySublayers(path) \
            if hasattr(QgsProviderRegistry.instance(), "querySublayers") else [0]
        check(len(sublayers) == 1, f"{name}.geojson has {len(sublayers)} sublayers: QGIS asks which")
        layer = QgsVectorLayer(path, name, "ogr")
        layer.loadDefaultStyle()
        if check_layer(layer, name, "GeoJSON"):
            geojson[name] = layer
            check(layer.featureCount() == len(truth[name]), f"GeoJSON: {name} has {layer.featureCount()} features")
            kept = collections[name]["description"]
            check(layer.metadata().abstract() == kept or layer.abstract() == kept or
                  layer.dataProvider().layerMetadata().abstract() == kept, f"GeoJSON: {name} lost its description")
        layer = QgsVectorLayer(f"{folder}/map.gpkg|layername={name}", name, "ogr")
        layer.loadDefaultStyle()
        if check_layer(layer, name, "GeoPackage"):
            package[name] = layer
            check(layer.featureCount() == len(truth[name]), f"GeoPackage: {name} has {layer.featureCount()} features")
            same = [f.name() for f in layer.fields()][1:] == [f.name() for f in geojson[name].fields()]
            check(same, f"GeoPackage: {name} has other columns than the GeoJSON")

    project = QgsProject.instance()
    check(project.read(f"{folder}/map.qgz"), "map.qgz cannot be read")
    in_project = {}
    order = [node.layer() for node in project.layerTreeRoot().findLayers()]
    check(all(layer is not None for layer in order), "map.qgz: a layer dropped out of the tree")
    base = [layer for layer in order[len(names):] if layer is not None]
    check(len(order) - len(base) == len(names), f"map.qgz: {len(order)} layers, {len(names)} files")
    check(all(layer.isValid() and "base.gpkg" in layer.source() and not layer.temporalProperties().isActive()
              for layer in base), "map.qgz: the base map is not sound")
    check(bool(base) == os.path.exists(f"{folder}/base.gpkg"), "map.qgz: the base map is not drawn")
    for layer, name in zip(order, names):
        if layer is not None and check_layer(layer, name, "project"):
            in_project[name] = layer
    with zipfile.ZipFile(f"{folder}/map.qgz") as archive:
        check(archive.testzip() is None and archive.namelist() == ["map.qgs"], "map.qgz: not one sound map.qgs")
        xml = archive.read("map.qgs").decode("utf-8")
    check(folder not in xml, "map.qgz: absolute paths")
    check(project.crs().authid() == "EPSG:4326", "map.qgz: no reference system")
    check(project.title() != "", "map.qgz: no title")
    check("do not imply endorsement" in project.metadata().abstract(), "map.qgz: no caveat")
    drawn = project.readEntry("TitleLabel", "/Label")[0]
    check(drawn != "", "map.qgz: title not drawn")
    model = QgsLayerTreeModel(project.layerTreeRoot())
    legend = [str(node.data(Qt.DisplayRole)) for tree in project.layerTreeRoot().findLayers()
              for node in model.layerLegendNodes(tree)]
    check(len(legend) >= len(names), "map.qgz: no legend")
    check(not any("[%" in label or len(label) > 101 for label in legend + [drawn]),
          f"map.qgz: would be run, or is endless: {[t[:120] for t in legend + [drawn] if chr(91) + chr(37) in t or len(t) > 101]}")
    check(project.readNumEntry("TemporalControllerWidget", "/NavigationMode")[0] == 1, "map.qgz: slider is off")
    time = project.timeSettings()
    check(time.timeStep() == 1 and time.temporalRange().begin().isValid() and time.temporalRange().end().isValid(),
          "map.qgz: range or step of the slider not set")
    first = min(start for features in truth.values() for start, _, _ in features)
    last = max(end for features in truth.values() for _, end, _ in features)
    to_day = lambda moment: dt.date.fromisoformat(moment.toUTC().date().toString(Qt.ISODate))
    begin, end = to_day(time.temporalRange().begin()), to_day(time.temporalRange().end())
    check(first <= begin <= end == last, f"map.qgz: slider from {begin} to {end}, data from {first} to {last}")

    days = days_to_look_at(truth)
    for day in days:
        for name in names:
            expected = sorted(i for start, end, i in truth[name] if start <= day <= end)
            for where, layers in (("GeoJSON", geojson), ("GeoPackage", package), ("project", in_project)):
                if name in layers:
                    got = shown(layers[name], day)
                    check(got == expected, f"{where}: {name} on {day}: {len(got)} features, expected {len(expected)}")

    # Pictures: each side's colour has to be seen on some day, as an outline or a symbol of its full colour or as a
    # fill of 35 % over white.
    wanted = {f["properties"]["fill"] for name in names for f in collections[name]["features"]
              if name in ("control", "places")}
    number = lambda edge: float(xml.split(f"<{edge}>")[1].split("<")[0])
    view = QgsRectangle(number("xmin"), number("ymin"), number("xmax"), number("ymax"))
    layers = [in_project[n] for n in names if n in in_project] + base
    found, best = set(), (0, None, None)
    ground = colours_in(render(base, view, first)).keys() | {(255, 255, 255)}

    def look(image):
        colours = colours_in(image)
        for colour in wanted - found:
            full = tuple(int(colour[i:i + 2], 16) for i in (1, 3, 5))
            fill = tuple(round(0.349 * c + 0.651 * 255) for c in full)
            if sum(n for c, n in colours.items() if near(c, full, 12) or near(c, fill, 3)) >= 20:
                found.add(colour)
        return sum(n for c, n in colours.items() if c not in ground)

    for drawn, day in enumerate(days[::-1]):
        if drawn >= 3 and found == wanted and best[0] > 200:
            break
        image = render(layers, view, day)
        inked = look(image)
        if inked > best[0]:
            best = (inked, day, image)
    # Who holds something far from the rest, or only where events hide it: look there, on a day of its own.
    for colour in sorted(wanted - found):
        for name in ("control", "places"):
            for feature in (f for f in collections.get(name, {"features": []})["features"]
                            if f["properties"]["fill"] == colour and colour not in found):
                start, end = (dt.date.fromisoformat(feature["properties"][k][:10]) for k in ("start", "end"))
                spot = QgsRectangle()
                for x, y in points(feature["geometry"]["coordinates"]):
                    spot.combineExtentWith(x, y)
                look(render([in_project[name]], spot.buffered(0.2), start + (end - start) / 2))
    for name in ("events", "places"):
        check(name not in in_project or in_project[name].id() in labelled, f"no label of {name} was drawn")
    check(best[0] > 200, f"the pictures are blank ({best[0]} pixels)")
    check(found == wanted, f"colours not seen in the pictures: {sorted(wanted - found)}")
    if best[2] is not None:
        best[2].save(picture)
    print(f"{checks} checks, {wrong} wrong; {len(names)} layers, {len(days)} days, {len(wanted)} colours; "
          f"picture of {best[1]}: {picture}")


application = QgsApplication([], False)
application.initQgis()
code = 1
try:
    main()
    code = 1 if wrong else 0
except Exception:  # said below and by the exit code
    import traceback
    traceback.print_exc()
sys.stdout.flush()
sys.stderr.flush()
# A layer alive at the end of the interpreter crashes QGIS.
os._exit(code)
