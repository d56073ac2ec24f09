# The commands the README names. `make test` is what CI runs.
.PHONY: demo test test-tools lint bench clean

demo: ## Three articles in, a folder of map layers out.
	cargo run --release --quiet -- map seeds --out map

lint:
	cargo fmt --check
	cargo clippy --all-targets -- -D warnings

test: lint test-tools
	cargo test

test-tools: ## What the tests drive beside Rust: QGIS, GDAL, Chromium, validators.
	scripts/install-test-tools.sh

clean:
	rm -rf target map
