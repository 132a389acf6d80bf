# Windroos: everything a newcomer or a developer needs, with Python 3.11 and make alone.
#
#   make demo     install, load the case of Noord-Brabant and serve it
#   make help     the rest

PORT ?= 8000
export WINDROOS_DATA ?= var
export DJANGO_SETTINGS_MODULE ?= windroos.site.settings.demo
# uv keeps to the Python at hand.
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
# Python keeps what it compiles: without it every start would compile a thousand modules again.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
# A stamp is an empty file that says when a step was last done.
STAMPS := .venv/stamps
TEST := DJANGO_SETTINGS_MODULE=windroos.site.settings.test
# The tests of the verbs meet no database: PostgreSQL would only make them run twice.
VERBS := codes decide link measure report sources

FRONTEND := tools/build_frontend.py $(wildcard frontend/*.json frontend/*.mjs) \
	$(shell find frontend/css frontend/js -type f 2>/dev/null)
CATALOGUE := src/windroos/site/locale/nl/LC_MESSAGES/django
CASE := $(shell find src/windroos/cases src/windroos/apps/*/migrations -type f \
	-not -name '*.pyc' 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: demo serve test test-postgres check format messages clean help

demo: $(WINDROOS_DATA)/demo-ready ## install, load the case of Noord-Brabant, serve it (PORT=8000)
	@$(BIN)/windroos serve --port $(PORT)

serve: $(STAMPS)/frontend $(CATALOGUE).mo ## serve what is in the database, load nothing
	@$(BIN)/windroos serve --port $(PORT)

test: $(STAMPS)/frontend $(CATALOGUE).mo ## run every test, on SQLite
	@echo "Running the tests on SQLite"
	@env -u DATABASE_URL $(TEST) $(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

test-postgres: export DATABASE_URL := $(or $(DATABASE_URL),postgres:///windroos)
test-postgres: $(STAMPS)/frontend $(CATALOGUE).mo ## run every test that meets a database, on PostgreSQL (DATABASE_URL)
	@echo "Running the tests that meet a database on PostgreSQL"
	@$(TEST) $(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder \
		$(VERBS:%=--ignore=tests/%)

check: $(STAMPS)/installed $(CATALOGUE).mo ## lint, format, types, layers, translations, migrations
	@echo "Checking style"
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@echo "Checking types"
	@$(BIN)/pyright
	@echo "Checking which module imports which"
	@$(BIN)/lint-imports
	@echo "Checking translations"
	@$(BIN)/python tools/messages.py check
	@echo "Checking migrations"
	@env -u DATABASE_URL $(TEST) $(BIN)/django-admin makemigrations --check --dry-run
	@echo "All checks passed"

format: $(STAMPS)/installed ## put the code in the house style
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

messages: $(STAMPS)/installed ## bring the Dutch message catalogue up to date with the source
	@$(BIN)/python tools/messages.py update
	@$(BIN)/python tools/messages.py compile

clean: ## remove what was installed and built; the data in var/ stay
	@echo "Removing what was installed and built"
	@rm -rf .venv frontend/node_modules src/windroos/site/static/windroos/dist $(CATALOGUE).mo \
		build dist .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find src tests tools -type d -name __pycache__ -prune -exec rm -rf {} +

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile | awk -F'|' '{printf "%-20s %s\n", $$1, $$2}'

# The steps. Each is redone only when what it reads has changed.

$(BIN)/uv:
	@for python in python3 python3.11 python3.12 python3.13; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "Making a Python environment in .venv with $$python"; \
			$$python -m venv .venv || exit 1; \
			exec $(BIN)/python -m pip install --quiet --disable-pip-version-check uv; \
		fi; \
	done; \
	echo "Windroos needs Python 3.11 or later; none of python3, python3.11, python3.12" \
		"and python3.13 is that. Install it from https://www.python.org/downloads/." >&2; \
	exit 1

$(STAMPS)/installed: pyproject.toml uv.lock | $(BIN)/uv
	@echo "Installing the packages of uv.lock"
	@$(BIN)/uv sync --quiet --locked --all-extras
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/frontend: $(FRONTEND) | $(STAMPS)/installed
	@echo "Building style sheet and scripts"
	@$(BIN)/python tools/build_frontend.py
	@touch $@

$(CATALOGUE).mo: $(CATALOGUE).po | $(STAMPS)/installed
	@echo "Compiling the Dutch messages"
	@$(BIN)/python tools/messages.py compile

$(WINDROOS_DATA)/demo-ready: $(STAMPS)/installed $(STAMPS)/frontend $(CATALOGUE).mo $(CASE)
	@echo "Preparing the demo in $(WINDROOS_DATA)"
	@$(BIN)/windroos demo --prepare
	@touch $@
