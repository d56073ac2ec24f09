#!/usr/bin/python3
"""Times one frame of the slider in QGIS, from GeoJSON and from a GeoPackage.

    /usr/bin/python3 frame_time.py MAP_FOLDER DAY

A frame is what the canvas does for a day: filter by time, read, draw the events layer with its style. Prints the
seconds of opening and of five frames each (the first is cold).
"""
import datetime as dt
import os
import sys
import tempfile
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if "XDG_RUNTIME_DIR" not in os.environ:
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="dateline-qgis-")

from qgis.core import (
    QgsApplication, QgsCoordinateReferenceSystem, QgsDateTimeRange, QgsExpressionContext, QgsExpressionContextUtils,
    QgsMapRendererSequentialJob, QgsMapSettings, QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QSize, Qt, QTime

application = QgsApplication([], False)
application.initQgis()
folder, first = os.path.abspath(sys.argv[1]), dt.date.fromisoformat(sys.argv[2])
for path in (f"{folder}/events.geojson", f"{folder}/map.gpkg|layername=events"):
    started = time.perf_counter()
    layer = QgsVectorLayer(path, "events", "ogr")
    layer.loadDefaultStyle()
    layer.setLabelsEnabled(False)
    extent = layer.extent()
    opened = time.perf_counter() - started
    frames = []
    for n in range(5):
        at = lambda d: QDateTime(QDate(d.year, d.month, d.day), QTime(0, 0, 0), Qt.UTC)
        day = first + dt.timedelta(days=n)
        settings = QgsMapSettings()
        settings.setLayers([layer])
        settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
        settings.setExtent(extent)
        settings.setOutputSize(QSize(1200, 900))
        scopes = QgsExpressionContext()
        scopes.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
        settings.setExpressionContext(scopes)
        settings.setIsTemporal(True)
        settings.setTemporalRange(QgsDateTimeRange(at(day), at(day + dt.timedelta(days=1)), True, False))
        started = time.perf_counter()
        job = QgsMapRendererSequentialJob(settings)
        job.start()
        job.waitForFinished()
        frames.append(time.perf_counter() - started)
    print(f"{os.path.basename(path)}: {layer.featureCount()} features, open {opened:.2f} s, frames "
          + " ".join(f"{f:.3f}" for f in frames) + " s")
sys.stdout.flush()
os._exit(0)
