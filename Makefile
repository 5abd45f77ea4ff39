# Needs Python 3.11 to 3.14 and make, nothing else; `make` alone says what there is to make.
# Another Python than the one found: make demo PYTHON=/path/to/python3

VENV = .venv
BIN = $(VENV)/bin
TRAINING = .venv-training
PEER = .venv-peer
PIP = $(BIN)/python -m pip --disable-pip-version-check -qq
PYTHONS = python3.13 python3.12 python3.11 python3 python3.14
EXAMPLE = examples/cannery.txt
REPORTS = examples/dprk-workers/
FITS = import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))

.PHONY: help demo test lint quality wheel weights picture lock clean

help:
	@echo 'make demo      read an example report, then build and show an example case'
	@echo 'make test      all tests but those of quality'
	@echo 'make lint      ruff and mypy'
	@echo 'make quality   accuracy against its floors, and speed; needs the gold data'
	@echo 'make wheel     build dist/sayso-*.whl'
	@echo 'make weights   train the reader anew, about an hour and a half; needs the gold data'
	@echo 'make picture   the pictures in docs/, made anew; needs Chromium'
	@echo 'make lock      pin the newest versions of all dependencies'
	@echo 'make clean     remove what was made, .venv included'

demo: $(VENV)/installed
	@mkdir -p out && rm -rf out/case
	@echo 'One report:' && echo '$$ sayso read $(EXAMPLE)' && echo
	@$(BIN)/sayso read $(EXAMPLE)
	@$(BIN)/sayso read $(EXAMPLE) --html out/cannery.html --quiet
	@echo && echo 'A case of many:' && echo '$$ sayso new out/case && sayso add out/case $(REPORTS)'
	@$(BIN)/sayso new out/case && $(BIN)/sayso add out/case $(REPORTS)
	@echo '$$ sayso show out/case --as-of 2019-12-31' && echo
	@$(BIN)/sayso show out/case --as-of 2019-12-31
	@echo && echo 'The one report as a page, to open in a browser: $(CURDIR)/out/cannery.html'
	@echo 'The case, for more: sayso show $(CURDIR)/out/case --help'

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest --ignore=tests/quality

lint: $(VENV)/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict

quality: $(VENV)/installed-dev
	$(BIN)/python -m pytest tests/quality
	$(BIN)/python bench/cold.py $(EXAMPLE)
	test -x $(PEER)/bin/python || $(BIN)/python -m venv $(PEER)
	$(PEER)/bin/python -m pip --disable-pip-version-check -qq install -r bench/requirements.txt
	$(BIN)/python bench/read_speed.py --peer $(PEER)/bin/python
	$(BIN)/python bench/grounding.py --peer $(PEER)/bin/python
	$(BIN)/python bench/copies.py --peer $(PEER)/bin/python
	$(BIN)/python bench/truth.py
	$(BIN)/python bench/counting.py --peer $(PEER)/bin/python

wheel: $(VENV)/installed-dev
	@mkdir -p dist && rm -f dist/sayso-*.whl
	$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .
	@ls -l dist/sayso-*.whl

weights: $(BIN)/python
	test -x $(TRAINING)/bin/python || $(BIN)/python -m venv $(TRAINING)
	$(TRAINING)/bin/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	$(TRAINING)/bin/python -m pip install --quiet -r training/requirements.txt
	$(TRAINING)/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(TRAINING)/bin/python training/build.py

picture: $(VENV)/installed
	sh docs/pictures/make.sh

lock: $(BIN)/python
	$(PIP) install uv
	rm -f requirements.lock requirements-dev.lock
	$(BIN)/uv pip compile pyproject.toml --group build $(LOCKING) --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group build --group data --group dev $(LOCKING) \
		--constraint requirements.lock --output-file requirements-dev.lock

LOCKING = --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet

clean:
	rm -rf $(VENV) $(TRAINING) $(PEER) build dist out .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# A python is tried by running it: a name on the path may stand for nothing.
$(BIN)/python:
	@for python in $(PYTHON) $(PYTHONS); do \
		"$$python" -c '$(FITS)' 2>/dev/null || continue; \
		found="$$found $$python"; \
		"$$python" -c 'import ensurepip, venv' 2>/dev/null || continue; \
		echo "Setting up $(VENV) with $$("$$python" --version) …"; \
		"$$python" -m venv $(VENV) && exit 0; \
		rm -rf $(VENV); exit 1; \
	done; \
	if [ -n "$$found" ]; then \
		echo "$$found cannot make a virtual environment: venv or ensurepip is missing (on Debian: apt install python3-venv)."; \
	else \
		echo 'sayso needs Python 3.11, 3.12, 3.13 or 3.14; none was found. With one elsewhere: make demo PYTHON=/path/to/python3'; \
	fi >&2; exit 1

$(VENV)/installed: $(BIN)/python requirements.lock pyproject.toml
	@echo 'Installing what sayso needs, as pinned in requirements.lock …'
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	@echo 'Installing the tools for tests, as pinned in requirements-dev.lock …'
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
