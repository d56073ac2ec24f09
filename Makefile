# The commands the README names. `make test` is what CI runs.
.PHONY: demo test lint doc test-tools bench models clean

demo: ## Three articles in, a folder of map layers out.
	cargo build --release --locked
	target/release/dateline map seeds --out map
	@echo
	@echo "Open map/index.html in a browser, or map/map.qgz in QGIS and press play in the time controller."

# Random tests draw the same numbers here on every machine; a plain `cargo test` draws new ones each time.
test: test-tools lint doc ## Lints and every test.
	PROPTEST_RNG_SEED=20240207 cargo test --locked

lint: ## Formatting and clippy.
	cargo fmt --check
	cargo clippy --all-targets --locked -- -D warnings

doc: ## The documentation of the library, without a warning.
	RUSTDOCFLAGS="-D warnings" cargo doc --lib --no-deps --locked --quiet

test-tools: ## What the tests drive beside Rust: QGIS, GDAL, Chromium, Node.js, validators (Debian, Ubuntu).
	scripts/install-test-tools.sh

bench: ## How fast it is; never part of the tests.
	cargo bench --locked

models: ## Fits the learned models anew (Python with lightgbm and numpy), on training/, tests/sentences, articles of the press (fetched from PyPI) and SETS="'gold.jsonl:articles/*2' ...".
	cargo build --release --locked
	scripts/press-articles.py target/press.jsonl
	scripts/train-models.py target/release/dateline training/*.jsonl tests/sentences/*.txt 'target/press.jsonl*0.5' $(SETS) --threshold 0.25 --write lexicon

clean:
	rm -rf target map
