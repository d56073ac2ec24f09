"""Reading TopoJSON (https://github.com/topojson/topojson-specification): only what world-atlas uses."""


def arcs(topology):
    """Each arc as a list of [lon, lat]."""
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append([x * scale[0] + translate[0], y * scale[1] + translate[1]])
        yield line


def features(collection, topology):
    """(id, name, polygons) of every geometry; a polygon is a list of closed rings."""
    lines = list(arcs(topology))

    def ring(indices):
        points = []
        for index in indices:
            line = lines[index] if index >= 0 else lines[~index][::-1]
            points += line[1:] if points else line
        return points

    for geometry in collection["geometries"]:
        if "arcs" not in geometry:
            continue
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        shapes = [[ring(indices) for indices in polygon] for polygon in polygons]
        yield geometry.get("id"), geometry.get("properties", {}).get("name"), shapes
