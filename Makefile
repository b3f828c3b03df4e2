# What is done often. Everything else is a command of its own; see README.md.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: install test lint fixtures bench fuzz audit ci

install: $(BIN)/pytest

$(BIN)/pytest: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -e '.[test]'
	touch $@

test: install
	$(BIN)/pytest

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Accept what comes out now as what is expected. Look at the difference before you commit it.
fixtures: install
	$(BIN)/pytest -q tests/test_fixtures.py -k test_expected --regen

bench: install
	$(BIN)/pip install -e '.[bench]'
	$(BIN)/python -m benchmarks run $(ARGS)

# Coverage-guided, for a bounded time; what it finds stays in .venv/fuzz and becomes a test.
fuzz: install
	$(BIN)/pip install -e '.[fuzz]'
	mkdir -p $(VENV)/fuzz/found
	cd $(VENV)/fuzz && PYTHONPATH=$(CURDIR):$(CURDIR)/tests $(CURDIR)/$(BIN)/python $(CURDIR)/tests/fuzz/fuzz_clean.py \
		-max_total_time=$(or $(SECONDS_OF_FUZZING),120) -max_len=3000 -timeout=30 -rss_limit_mb=4096 found $(CURDIR)/tests/fuzz/corpus

# Known vulnerabilities of what an install brings; needs PyPI's own service, which mirrors lack.
audit:
	$(PYTHON) -m venv $(VENV)-audit
	$(VENV)-audit/bin/pip install -q 'pip-audit>=2.7,<3'
	$(VENV)-audit/bin/pip-audit --strict .

ci:
	.ci/run
