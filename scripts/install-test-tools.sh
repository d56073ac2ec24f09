#!/usr/bin/env bash
# Installs what the tests drive beside Rust, on Debian and Ubuntu: QGIS, GDAL, Chromium and Node.js by apt, validators
# by npm (locked) and pip (pinned, in a virtual environment under target/). What is there already is left alone: a
# second run takes a blink. `make test` calls it.
set -euo pipefail
cd "$(dirname "$0")/.."

# Debian packages, each with what shows that it is there.
packages=()
has() { command -v "$1" >/dev/null 2>&1; }
installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }
has ogrinfo || packages+=(gdal-bin)
for package in python3-qgis python3-gdal python3-venv; do
    installed "$package" || packages+=("$package")
done
has chromium || has chromium-browser || has google-chrome || packages+=(chromium)
has node || packages+=(nodejs)
has npm || packages+=(npm)
if [ "${#packages[@]}" -gt 0 ]; then
    if ! has apt-get; then
        echo "install-test-tools: please install with your system's packager: ${packages[*]}" >&2
        exit 1
    fi
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        as_root=(sudo)
    fi
    echo "install-test-tools: apt-get install ${packages[*]}" >&2
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >&2
fi

# npm tools, each folder with a lock file of its own. npm leaves a copy of the lock in node_modules.
for folder in tests/tools tests/browser web; do
    lock="$folder/package-lock.json"
    if [ -f "$lock" ] && ! [ "$folder/node_modules/.package-lock.json" -nt "$lock" ]; then
        echo "install-test-tools: npm ci in $folder" >&2
        (cd "$folder" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error >&2)
    fi
done

# Python validators.
venv=target/test-venv
wanted=tests/tools/requirements.txt
if ! cmp -s "$wanted" "$venv/installed.txt"; then
    echo "install-test-tools: pip install -r $wanted" >&2
    rm -rf "$venv"
    /usr/bin/python3 -m venv "$venv"
    "$venv/bin/pip" install -q --disable-pip-version-check -r "$wanted" >&2
    cp "$wanted" "$venv/installed.txt"
fi
