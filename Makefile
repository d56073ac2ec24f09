# The commands the README names. `make test` is what CI runs.
.PHONY: demo test lint bench clean

demo: ## Three articles in, a folder of map layers out.
	cargo run --release --quiet -- map seeds --out map

lint:
	cargo fmt --check
	cargo clippy --all-targets -- -D warnings

test: lint
	cargo test

clean:
	rm -rf target map
