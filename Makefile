# make run    sets up, runs the main job on data/sample, says what to do next
# make test   sets up, runs all tests
# make site   builds the documentation as a site, in site/
# make accuracy  measures how far the facts can be trusted
# make check  ruff, ruff format, mypy, sqlfluff, drift of generated files

PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV := $(shell command -v uv)
BIN := .venv/bin
HOME_DIR ?= presswerk-home

.PHONY: run test check docs screenshots site lock audit accuracy model bench clean setup

run: setup
	@$(BIN)/presswerk run data/sample --home $(HOME_DIR)

# Much of the time real servers and runs are waited for, so two files of tests go side by side.
TEST_PROCESSES ?= 2
test: setup .venv-duckdb2/.installed
	$(BIN)/pytest -n $(TEST_PROCESSES) --dist loadfile

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy flows transforms expectations warehouse dashboards benchmarks models docs tests
	$(BIN)/sqlfluff lint --disable-progress-bar warehouse/sql dashboards/sql
	$(BIN)/python -m warehouse.dictionary --check docs/data-dictionary.md
	$(BIN)/python -m docs.pictures --check

# Generated documents. The pictures need Debian's graphviz; to check that they are fresh needs nothing.
docs: setup
	$(BIN)/python -m warehouse.dictionary docs/data-dictionary.md
	$(BIN)/python -m docs.pictures
	home=$$(mktemp -d) && $(BIN)/presswerk run data/sample --home $$home && \
		$(BIN)/python docs/answers.py README.md --home $$home && \
		$(BIN)/python docs/answers.py docs/cookbook.md --home $$home; rm -rf $$home

# Pictures of the dashboard, made with Chromium (scripts/install-system-packages.sh); when its pages have changed.
screenshots: setup
	$(BIN)/python -m docs.screenshots

# The documentation as a site, built without a network.
site: setup
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

# Accuracy on gold data, held against floors; writes docs/accuracy.md. See benchmarks/README.md.
accuracy: setup
	$(BIN)/python -m benchmarks.accuracy

# Train the shipped German pipeline again; some fifteen minutes.
model: setup
	$(BIN)/python -m models.german.train --data ../shared

# Speed, memory and accuracy, each also a command of its own; see benchmarks/README.md.
bench: setup
	$(BIN)/python -m benchmarks.golden
	$(BIN)/python -m benchmarks.segments
	$(BIN)/python -m benchmarks.throughput
	$(BIN)/python -m benchmarks.annotation
	$(BIN)/python -m benchmarks.whole_run
	$(BIN)/python -m benchmarks.unchanged
	$(BIN)/python -m benchmarks.scale
	$(BIN)/python -m benchmarks.first_run
	$(BIN)/python -m benchmarks.publication
	$(BIN)/python -m benchmarks.readers

# Pin every dependency, with hashes and without naming an index.
LOCK := uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-header --no-annotate
lock:
	$(LOCK) --extra dev pyproject.toml -o requirements.lock
	echo 'duckdb>=2.0,<3' | $(LOCK) - -o tests/compatibility/requirements.lock

# Known weaknesses of the locked packages. Needs the network; --strict, since what cannot be looked up is not sound.
audit:
	uv tool run pip-audit --strict --disable-pip --require-hashes -r requirements.lock
	uv tool run pip-audit --strict --disable-pip --require-hashes -r tests/compatibility/requirements.lock

clean:
	rm -rf site .venv .venv-duckdb2 .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist *.egg-info

setup: .venv/.installed

.venv/.installed: requirements.lock pyproject.toml
	@echo "Setting up .venv (once) …"
ifdef UV
	@uv venv --quiet --allow-existing --python $(PYTHON) .venv
	@uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	@uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
else
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	@touch $@

# A second environment with the next major version of DuckDB, which must open what we publish.
.venv-duckdb2/.installed: tests/compatibility/requirements.lock
ifdef UV
	@uv venv --quiet --allow-existing --python $(PYTHON) .venv-duckdb2
	@uv pip install --quiet --python .venv-duckdb2/bin/python --require-hashes -r $<
else
	@$(PYTHON) -m venv .venv-duckdb2
	@.venv-duckdb2/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $<
endif
	@touch $@
