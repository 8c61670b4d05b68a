# make serve   the site on http://127.0.0.1:8000, rebuilt when content changes
# make site    the site in site/
# make offline  guide.zip, a copy of the site for reading from a folder
# make check   content problems, without building
# make test    everything that CI runs
# Each sets up what it needs in .venv from the lock files; nothing is installed elsewhere,
# except that `make test` gets Debian's Chromium when it finds no browser.

PYTHON ?= python3.11
BIN := .venv/bin
export NO_MKDOCS_2_WARNING = 1

.PHONY: serve site offline check test sources built audit lock format clean

serve: .venv/site.done
	$(BIN)/mkdocs serve --livereload

site: .venv/site.done
	$(BIN)/mkdocs build --strict

offline: site
	$(BIN)/python scripts/make_offline.py site guide.zip

check: .venv/site.done
	$(BIN)/python scripts/check_content.py

test: .venv/dev.done
	scripts/ensure_chromium
	$(MAKE) --no-print-directory -j2 sources built
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

# The two halves of `test` that need no pytest: they run at the same time.
sources: .venv/dev.done
	$(BIN)/ruff check hooks scripts tests benchmarks
	$(BIN)/ruff format --check hooks scripts tests benchmarks
	$(BIN)/mypy
	$(BIN)/codespell content docs *.md
	$(BIN)/python scripts/export_schema.py --check

built: .venv/dev.done
	$(BIN)/python scripts/check_content.py
	$(BIN)/mkdocs build --strict
	$(BIN)/python scripts/check_links.py site --source-map .cache/source-map.json
	$(BIN)/python scripts/check_weight.py site

# Known weaknesses of the pinned packages; asks the package index, so it is not part of `test`.
audit: .venv/dev.done
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements-dev.lock

format: .venv/dev.done
	$(BIN)/ruff check --fix hooks scripts tests benchmarks
	$(BIN)/ruff format hooks scripts tests benchmarks

# The lock files pin every package with its hashes; run after editing pyproject.toml.
lock: .venv/dev.done
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --no-emit-find-links pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --no-emit-find-links --extra dev pyproject.toml -o requirements-dev.lock

.venv/bin/python:
	$(PYTHON) -m venv .venv || python3 -m venv .venv

# `python -m knowledge_base` finds the engine by its place beside .venv, wherever the checkout is.
.venv/engine.done: | .venv/bin/python
	for place in .venv/lib/python3*/site-packages; do \
	  echo ../../../../hooks > $$place/knowledge_base.pth; done
	touch $@

.venv/site.done: requirements.lock | .venv/engine.done
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

.venv/dev.done: requirements-dev.lock | .venv/engine.done
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@ .venv/site.done

clean:
	rm -rf .venv site
