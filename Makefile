# Everything a person does with the checkout, one word each. `make help` lists the words.
# Nothing here needs more than Python 3.11 or later, Node with npm, git and make.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# A HOME that cannot be written to must not stop the set-up: caches fall back into the checkout.
HOME_IS_WRITABLE := $(shell [ -n "$$HOME" ] && mkdir -p "$$HOME/.cache" 2>/dev/null && [ -w "$$HOME/.cache" ] && echo yes)
ifneq ($(HOME_IS_WRITABLE),yes)
export XDG_CACHE_HOME := $(CURDIR)/.cache
export npm_config_cache := $(CURDIR)/.cache/npm
endif
export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE := copy

.PHONY: help setup demo test check docs benchmarks requirements clean

help: ## List what can be made.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

setup: $(STAMP) ## Install everything into .venv.

$(STAMP): requirements/dev.txt requirements/uv.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else "gonogo needs Python 3.11, 3.12 or 3.13; say which with: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --compile-bytecode -r requirements/dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q src
	touch $@

demo: $(STAMP) ## Bring up the bench, assess it, write a report, tear it down.
	@$(BIN)/gonogo demo

test: $(STAMP) ## Run all tests.
	# Two files at a time: most tests of networks wait for one, and they hold at eight times the load.
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(STAMP) ## Linters, types and architecture contracts.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/deptry src

docs: $(STAMP) ## Write the pages of docs/ that follow from the code.
	$(BIN)/python docs/generate.py

requirements: $(STAMP) ## Pin the dependencies anew.
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --python-version 3.11 requirements/uv.in -o requirements/uv.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml requirements/dev.in -o requirements/dev.txt

clean: ## Remove what the commands above made.
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache
