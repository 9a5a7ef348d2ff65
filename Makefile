# The commands of the project. `make demo` and `make test` are all that a fresh machine needs:
# Python 3.11 or newer and make.

VENV ?= .venv
BIN := $(VENV)/bin
REPORT := report/volunteers.html

# The first of these that runs and is new enough.
PYTHONS := python3 python3.13 python3.12 python3.11
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(firstword $(foreach one,$(PYTHONS),$(shell $(one) -c '$(NEW_ENOUGH)' 2>/dev/null && echo $(one))))

# Packages come from the lock alone: every file is checked against its hash, and sayso itself is built
# with what the lock holds, too.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --require-hashes --requirement
INSTALL_SAYSO := $(PIP) install --no-deps --no-build-isolation --editable .

UV ?= uv
LOCK := $(UV) pip compile --quiet --universal --no-header --no-annotate --generate-hashes --python-version 3.11

# Tests that draw their examples, run so often with examples that no run has had.
FUZZ_ROUNDS ?= 20
DRAWN = $(shell grep -rl "^from hypothesis" tests --include="test_*.py")

.PHONY: help demo test lint types tests gates browser fuzz lock clean

help:
	@echo "make demo    install sayso into $(VENV) and compare the example pages"
	@echo "make test    install what tests need and check everything"
	@echo "make fuzz    run tests on drawn input again and again, each time on other input"
	@echo "make lock    resolve the dependencies anew and write both locks (needs uv)"
	@echo "make clean   remove what the other commands made"

demo: $(VENV)/installed
	@mkdir -p $(dir $(REPORT))
	@$(BIN)/sayso compare examples/volunteers --html $(REPORT) --quiet
	@echo
	@echo "The report as a page: $(REPORT)"

test: lint types tests gates

lint: $(VENV)/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/installed-dev
	$(BIN)/mypy
	@for one in tests/report/conftest.py tests/read/fetch/conftest.py $(wildcard training/*/); do echo "mypy $$one"; $(BIN)/mypy $$one || exit 1; done

tests: $(VENV)/installed-dev browser
	$(BIN)/python -m pytest

gates: $(VENV)/installed-dev
	@if [ -f bench/gate.py ]; then $(BIN)/python bench/gate.py; fi

fuzz: $(VENV)/installed-dev
	@for round in $$(seq $(FUZZ_ROUNDS)); do \
	    echo "round $$round of $(FUZZ_ROUNDS)"; \
	    $(BIN)/python -m pytest -q --hypothesis-profile=fuzz $(DRAWN) || exit 1; \
	done

# Pages are tested in a real browser: the one that is there, or Debian's where it can be installed.
browser:
	@for one in "$$CHROMIUM" chromium chromium-browser google-chrome; do \
	    if [ -n "$$one" ] && command -v "$$one" >/dev/null; then exit 0; fi; \
	done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Debian's chromium for the tests of pages"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else \
	    echo "Tests of pages need a browser: install chromium, or name one in the variable CHROMIUM" >&2; exit 1; \
	fi

# A stamp says that what it depends on is installed; a lock that changed is installed again.
$(VENV)/installed: requirements.lock pyproject.toml | $(BIN)/python
	$(INSTALL) requirements.lock
	$(INSTALL_SAYSO)
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(INSTALL) requirements-dev.lock
	$(INSTALL_SAYSO)
	@touch $@

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or newer is needed; name it: make PYTHON=/path/to/python3" >&2; exit 1; fi
	$(PYTHON) -m venv $(VENV)

lock:
	$(LOCK) --upgrade pyproject.toml --group build --output-file requirements.lock
	$(LOCK) --upgrade pyproject.toml --group build --group dev --constraints requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) report build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
