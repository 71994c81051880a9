# The commands of the portal. Only make and Python 3.11 or newer have to be there; the rest is brought.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
FLASK := $(BIN)/flask --app wsgi
CATALOGUES := $(wildcard portal/translations/*/LC_MESSAGES/messages.po)
COMPILED := $(CATALOGUES:.po=.mo)

.PHONY: help run env env-dev test check bench lock translations

help:
	@echo "make run    the demonstration on http://127.0.0.1:$(PORT)/ (PORT=… for another)"
	@echo "make test   all tests: SQLite, PostgreSQL, a real browser"
	@echo "make check  formatting, lint, types, floors, templates, translations"
	@echo "make bench  the table of performance"
	@echo "make env    the environment in .venv; make lock renews the locked requirements"

run: env $(COMPILED)
	@PORTAL_DEMONSTRATION=1 PORTAL_PORT=$(PORT) PORTAL_LOG_LEVEL=$${PORTAL_LOG_LEVEL:-WARNING} \
		exec $(FLASK) serve --prepare

env:
	@PYTHON=$(PYTHON) sh .ci/environment requirements.lock

env-dev: env
	@PYTHON=$(PYTHON) sh .ci/environment requirements-dev.lock

%.mo: %.po | env
	@$(BIN)/pybabel --quiet compile -i $< -o $@

test: env-dev $(COMPILED)
	@sh .ci/test-programs
	@$(BIN)/python -m pytest -n 2

check: env-dev $(COMPILED)
	@BIN=$(BIN) sh .ci/check

bench: env-dev $(COMPILED)
	@$(BIN)/python -m tests.bench

lock: env-dev
	@sh .ci/lock $(BIN)
