# Two commands to know: `make run` and `make test`. Each sets up all that it needs.
PYTHON ?= python3
BIN := .venv/bin
HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 2

.PHONY: run test check fix audit bench screenshots locales clean
.DELETE_ON_ERROR:

run: .venv/run
	$(BIN)/portal serve --demo --host $(HOST) --port $(PORT)

test: .venv/dev .venv/chromium
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint portal/templates --lint --quiet
	$(BIN)/portal check
	$(BIN)/portal locales --check
	$(BIN)/pytest tests -m "not slow" -n $(WORKERS) --dist worksteal

fix: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/portal locales

audit: .venv/dev .venv/chromium
	$(BIN)/python -m accessibility.audit

bench: .venv/dev
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.simulator
	$(BIN)/python -m benchmarks.search

screenshots: .venv/dev .venv/chromium
	$(BIN)/python -m accessibility.screenshots

locales: .venv/run
	$(BIN)/portal locales

clean:
	rm -rf .venv .state build *.egg-info

$(BIN)/python:
	@.ci/venv $(PYTHON)

.venv/run: $(BIN)/python pyproject.toml .ci/constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt -e '.[engine]'
	@touch $@

.venv/dev: $(BIN)/python pyproject.toml .ci/constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt -e '.[dev,engine]'
	@touch $@ .venv/run

.venv/chromium: .venv/dev
	@.ci/chromium
	@touch $@
