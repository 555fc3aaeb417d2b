# Every command sets up what it needs first: system packages, .venv. See packaging/dev.
.PHONY: run test torture screenshots bench format messages setup
.DEFAULT_GOAL := run
PYTHON := .venv/bin/python

run: setup          # open Copydesk; without a display, play the demonstration
	@bash packaging/dev/run.sh

test: setup         # everything that must hold before a change goes in
	@bash packaging/dev/test.sh

torture: setup      # kills, full disks, planted failures: minutes, not seconds
	@$(PYTHON) -m pytest --quiet -m torture
	@$(PYTHON) -m tests.torture

screenshots: setup  # the pictures of the guide and the README
	@$(PYTHON) -m tests.e2e.screenshots

bench: setup        # measurements as JSON
	@$(PYTHON) -m tests.benchmarks

format: setup       # bring the code into its usual form
	@$(PYTHON) -m ruff check --quiet --fix .
	@$(PYTHON) -m ruff format --quiet .

messages: setup     # sentences for translators
	@bash packaging/dev/messages.sh

setup:
	@bash packaging/dev/setup.sh
