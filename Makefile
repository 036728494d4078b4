# `make site` builds the website, `make test` runs the tests; each first sets up all that it needs
# in .venv, from nothing but make and Python 3.11 or newer. `make help` lists the rest.
# Another Python: make site PYTHON=/path/to/python3. Options for a command: make check ARGS="--format json"

.DEFAULT_GOAL := site

# Text is UTF-8 whatever the machine's locale; Material's notice about MkDocs 2 stays out of the way.
export PYTHONUTF8 := 1
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

# Paths are relative and commands run as modules, so that the folder may have any name.
python := .venv/bin/python
factsheet := $(python) -m generator
ready := .venv/ready

##@ Every day
.PHONY: site
site: $(ready) ## build the website into site/ (what a plain `make` does)
	$(factsheet) build $(ARGS)

.PHONY: serve
serve: $(ready) ## show the website while you edit
	$(factsheet) serve $(ARGS)

.PHONY: check
check: $(ready) ## check the YAML and every citation
	$(factsheet) check $(ARGS)

.PHONY: test
test: $(ready) ## run the tests; only some: make test ARGS="-k dates"
	$(python) -m pytest -n auto --dist loadfile $(ARGS)

##@ For work on the generator
.PHONY: lint
lint: $(ready) ## check style, formatting, types and workflows
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy
	.venv/bin/zizmor --offline --quiet .github
	$(python) -m check_jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(python) -m check_jsonschema --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/*-fact.yml
	$(python) -m check_jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml

.PHONY: bench
bench: $(ready) ## measure how long large dossiers take
	$(python) tests/bench/bench.py $(ARGS)

.PHONY: attack
attack: $(ready) ## damage good dossiers, count what the check catches, renew the table
	$(python) tests/attack/mutants.py $(ARGS)

# Each target for a while, guided by the code that its inputs reach; one: make fuzz TARGETS=days
TARGETS = documents days passages voices checks front-matter shown-text
.PHONY: fuzz
fuzz: .cache/fuzz/.venv/ready ## look for inputs that break something; longer: make fuzz SECONDS=3600
	for target in $(TARGETS); do \
	  .cache/fuzz/.venv/bin/python tests/fuzz/fuzz.py $$target -max_total_time=$(or $(SECONDS),60) $(ARGS) || exit 1; \
	done

.cache/fuzz/.venv/ready: requirements.lock requirements-fuzz.lock
	$(need_base_python)
	'$(base_python)' -m venv --clear .cache/fuzz/.venv
	.cache/fuzz/.venv/bin/python -m pip install --quiet --require-hashes -r requirements.lock
	.cache/fuzz/.venv/bin/python -m pip install --quiet --require-hashes -r requirements-fuzz.lock
	.cache/fuzz/.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

# uv, because it resolves for every supported Python and system at once.
.PHONY: lock
lock: ## renew the two locks; with the newest versions: make lock UPGRADE=1
	$(need_base_python)
	'$(base_python)' -m venv --clear .cache/lock
	.cache/lock/bin/python -m pip install --quiet uv==0.13.9
	.cache/lock/bin/uv pip compile pyproject.toml --quiet $(if $(UPGRADE),--upgrade) \
	  --group build --group test --group lint \
	  --universal --python-version 3.11 --fork-strategy fewest \
	  --generate-hashes --custom-compile-command 'make lock' --output-file requirements.lock
	.cache/lock/bin/uv pip compile --quiet $(if $(UPGRADE),--upgrade) --group fuzz \
	  --universal --python-version 3.11 \
	  --generate-hashes --custom-compile-command 'make lock' --output-file requirements-fuzz.lock
	@if grep -n '://' requirements*.lock; then echo 'a lock must name no address' >&2; exit 1; fi

.PHONY: clean
clean: ## remove what was made: .venv, site, caches
	rm -f $(ready) .venv/locked
	rm -rf .venv site .site.* .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find generator tests -name __pycache__ -prune -exec rm -rf {} +

.PHONY: help
help: ## show this list
	@awk 'BEGIN { FS = ":.*## " } \
	  /^##@ / { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' Makefile

# ---- set-up ----
# Two steps: the locked packages into a fresh .venv, then this project on top, in place. Each step
# writes its mark last, so that an interrupted one is done again. The first mark holds the folder's
# path: a .venv that came here from elsewhere, or whose Python is gone, is made anew.

ifneq ($(wildcard .venv),)
ifneq ($(shell test "$$(cat .venv/locked 2>/dev/null)" = "$$(pwd -P)" && $(python) -c 'print("runs")' 2>/dev/null),runs)
.PHONY: .venv/locked
endif
endif

base_python = $(shell for python in $(if $(PYTHON),'$(PYTHON)',python3 python3.13 python3.12 python3.11 python); do \
  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo "$$python"; break; fi; done)
need_base_python = $(if $(base_python),@:,$(error No Python 3.11 or newer was found$(if $(PYTHON), at $(PYTHON)). \
  Install one, or name it: make PYTHON=/path/to/python3))

.venv/locked: requirements.lock
	$(need_base_python)
	@'$(base_python)' -c 'import ensurepip' 2>/dev/null || { echo '$(base_python) lacks the parts that make' \
	  'virtual environments. On Debian or Ubuntu: apt install python3-venv' >&2; exit 1; }
	@rm -f $@ $(ready) && rm -rf .venv
	@echo "Setting up .venv with $$('$(base_python)' --version); this may take a minute"
	@'$(base_python)' -m venv .venv
	@$(python) -m pip install --quiet --require-hashes -r requirements.lock
	@pwd -P > $@

$(ready): .venv/locked pyproject.toml
	@$(python) -m pip install --quiet --no-deps --no-build-isolation --editable .
	@$(python) -m pip check
	@touch $@
