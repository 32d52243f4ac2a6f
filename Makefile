# Needs make and a python3 of version 3.11 to 3.13; all else is installed, pinned, into .venv.
.DEFAULT_GOAL := help
PYTHON ?= python3
COMPILE ?= pip-compile
BIN := .venv/bin

# Named by what is installed, so that a checkout which touches the files does not install again.
STAMP := .venv/installed-$(shell cat pyproject.toml requirements/*.txt | cksum | cut -d ' ' -f 1)
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation
PINS := $(COMPILE) --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-emit-options

PART := tests/apps/test_run.py tests/config tests/drivers tests/interface tests/scenario tests/test_public.py
# What the tests need beside the project; linters want younger packages than the project itself.
TESTERS := hypothesis jsonschema mpmath psutil pytest pytest-xdist
define ELSEWHERE
	$(PYTHON) -m venv --clear build/$(1)
	build/$(1)/bin/python -m pip install --quiet --disable-pip-version-check $(2) --editable '.[dask,discover,search]' $(TESTERS)
	build/$(1)/bin/python -m pytest -n 2 --dist worksteal -m "not slow" $(PART)
endef

# Without byte code on disk every start would compile pandas and numba anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help install run gallery docs golden outlines bench validate calibrate fuzz warmup test test-slow \
	test-all test-oldest test-newest check format pins clean

help:  ## Say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-11s %s\n", $$1, $$2 }'

install: $(STAMP)  ## Make .venv with the pinned packages (PYTHON=python3.12 chooses the interpreter)

$(STAMP):
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
		|| { echo "$(PYTHON) is not Python 3.11 to 3.13; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(INSTALL) --require-hashes -r requirements/build.txt
	$(INSTALL) --require-hashes --use-pep517 -r requirements/dev.txt
	$(INSTALL) --no-deps --editable .
	@touch $@

run: $(STAMP)  ## Play the main scenario once (ARGS="..." passes overrides)
	$(BIN)/standoff run $(ARGS)

gallery: $(STAMP)  ## Make the figures of README and docs again, by the commands of docs/gallery.md
	$(BIN)/python -m tests.gallery

docs: $(STAMP)  ## Make the generated tables of docs/ again
	$(BIN)/python -m tests.reference

golden: $(STAMP)  ## Store the transcripts of the scenarios anew; read the difference before you commit it
	$(BIN)/python -m tests.golden

outlines: $(STAMP)  ## Make the outlines of the main scenario again (npm fetches Natural Earth)
	mkdir -p build/atlas
	npm pack --silent --pack-destination build/atlas world-atlas@2.0.2
	tar -xzf build/atlas/world-atlas-2.0.2.tgz -C build/atlas package/countries-10m.json
	$(BIN)/python scenarios/make_outlines.py ukraine_2022 build/atlas/package/countries-10m.json

bench: $(STAMP)  ## Measure speed side by side (ARGS="--write docs/benchmarks.md" writes the page)
	$(BIN)/python -m tests.benchmarks $(ARGS)

validate: $(STAMP)  ## Hold the model against what is known; write docs/validation.md and its figures
	$(BIN)/python -m tests.validation $(ARGS)

fuzz: $(STAMP)  ## Try damaged input and kills, many of each kind (ARGS="scenarios 1000" chooses)
	$(BIN)/python -m tests.fuzz $(ARGS)

calibrate: $(STAMP)  ## Search the shared parameters on all crises; write docs/calibration.md, adopt nothing
	$(BIN)/python -m tests.calibration $(ARGS)

warmup: $(STAMP)  ## Compile the rules and the tests before they are run
	$(BIN)/standoff warmup
	$(BIN)/python -m pytest --collect-only --quiet > /dev/null

test: $(STAMP)  ## Run the tests, except the slow ones
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow"

test-slow: $(STAMP)  ## Run the slow tests only
	$(BIN)/python -m pytest -n 2 --dist worksteal -m slow

test-all: test test-slow  ## Run all tests

# Not pinned by hash: what is resolved is what is tested. Both leave .venv alone.
test-oldest:  ## Run a part of the tests with the lowest versions allowed (PYTHON=python3.11)
	$(call ELSEWHERE,oldest,--constraint requirements/oldest.in)

test-newest:  ## Run the same part with the newest versions allowed (PYTHON=python3.13)
	$(call ELSEWHERE,newest,)

check: $(STAMP)  ## Check imports between layers, format, lint and types
	$(BIN)/lint-imports --no-logo
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

format: $(STAMP)  ## Format the code and mend what ruff can mend
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

pins:  ## Resolve the pinned packages anew (pip-tools on Python 3.11, the oldest supported)
	$(PINS) --output-file requirements/build.txt requirements/build.in
	$(PINS) --output-file requirements/run.txt pyproject.toml
	$(PINS) --output-file requirements/dev.txt --extra dev --constraint requirements/run.txt pyproject.toml

clean:  ## Remove what was made, except results
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
