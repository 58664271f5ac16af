# Every command of the house. `make help` lists them; people and machines run the same ones.

SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PORT ?= 8000
WORKERS ?= 2
PYTEST := $(BIN)/python -m pytest
# Tests are handed out by the file, in their order: what a file shares is made once, and the quick ones come last.
HANDED := --dist loadscope --no-loadscope-reorder
# Dozens of Python processes start in one test run. Where none of them may keep what it compiled, each compiles
# Django and the house anew: 9 s of work instead of 4 before a server can answer.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help
help: ## Say what each command does
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r c d; do printf '%-22s %s\n' "$$c" "$$d"; done

.PHONY: python
python:
	@test -n "$(PYTHON)" || { echo "Lazaretto needs Python 3.11 or later on PATH, or: make PYTHON=/path/to/python3.11 …" >&2; exit 1; }

.PHONY: install
install: python ## Install what the program needs, from the lock file (run does it by itself)
	@$(PYTHON) tools/bootstrap.py

.PHONY: setup
setup: python ## Install what developing needs too (test does it by itself)
	@$(PYTHON) tools/bootstrap.py --dev

.PHONY: run
run: install ## The model city on this machine: http://127.0.0.1:8000 (PORT=… another); Ctrl-C stops it
	@$(BIN)/lazaretto demo --port $(PORT) --with-parent

.PHONY: clean-demo
clean-demo: ## Forget the model city that `make run` keeps
	@rm -rf var/demo && echo "the demo's data is gone; the next make run makes it again"

.PHONY: test
test: setup lint types contracts browser ## Everything that must hold: style, types, floors, all tests, a real browser
	$(PYTEST) -n $(WORKERS) $(HANDED) -m "not slow"

.PHONY: test-all
test-all: setup lint types contracts browser ## The same with the slow suites
	LAZARETTO_HYPOTHESIS=long $(PYTEST) -n $(WORKERS) $(HANDED)

.PHONY: kill
kill: setup ## Kill every process a thousand times while facts are stated, on both kinds of PostgreSQL (an hour)
	$(BIN)/python -m tests.killing --kills 1000 --on embedded
	$(BIN)/python -m tests.killing --kills 1000 --on external

.PHONY: fuzz
fuzz: setup ## Throw everything at the API, as every role, for half an hour (FUZZ_SECONDS=120 for less)
	$(BIN)/python -m tests.fuzzing.fuzz

.PHONY: lint
lint: setup ## Style: ruff check and ruff format
	$(BIN)/ruff check
	$(BIN)/ruff format --check

.PHONY: types
types: setup ## Types: mypy, strict
	$(BIN)/mypy --num-workers $(WORKERS)

.PHONY: contracts
contracts: setup ## Floors: who may import whom
	$(BIN)/lint-imports

.PHONY: browser
browser: setup ## Find a Chromium, or get one
	@$(BIN)/python tools/browser.py

.PHONY: bench
bench: setup ## Measure, each figure beside its peer or limit; writes benchmarks/results.json
	$(BIN)/python -m benchmarks

.PHONY: bench-twin
bench-twin: setup ## The twin beside its peers, each in an environment of its own
	$(BIN)/python -m benchmarks twin cores

.PHONY: soak
soak: setup ## State to a city ten times the model's for two hours (MINUTES=20 for less); writes benchmarks/soak.json
	$(BIN)/python -m benchmarks.soak $(or $(MINUTES),120)

.PHONY: validation
validation: setup ## The twin beside published models and real outbreaks; writes docs/validation.md (about ten minutes)
	$(BIN)/python -m validation

.PHONY: mutants
mutants: setup ## Change the code of the reports bit by bit: does a test fail each time? (about ten minutes)
	@rm -rf var/mutants && mkdir -p var/mutants && cp -r src tests protocols assumptions pyproject.toml uv.lock var/mutants/
	cd var/mutants && PATH="$(CURDIR)/$(BIN):$$PATH" mutmut run --max-children $(WORKERS) && mutmut results

.PHONY: messages
messages: setup ## Collect the texts of the screens for the translators, and compile what they made
	$(BIN)/python tools/messages.py

.PHONY: wheel
wheel: setup ## One installable file, in dist/
	$(BIN)/python tools/messages.py --compile
	$$(ls var/tools/uv-*/uv) build --wheel --out-dir dist

.PHONY: bundle
bundle: setup ## One signed file for a machine without a network, in dist/ (PYTHONS="3.11 3.13" for more Pythons)
	$(BIN)/python -m tools.bundle $(foreach python,$(PYTHONS),--python $(python))

.PHONY: sbom
sbom: setup ## The list of parts, as CycloneDX, in dist/
	$(BIN)/python -m tools.parts sbom dist/sbom.cdx.json

.PHONY: licences
licences: setup ## Under which licences the parts come, in dist/; ends with 1 where one is not allowed
	$(BIN)/python -m tools.parts licences dist/licences.md

.PHONY: format
format: setup ## Let ruff mend style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
