# Everything that people and pipelines do with the project. `make help` lists it.

SWIFT ?= swift
PYTHON ?= python3
# Which use case `make assess` looks at.
CASE ?= examples/hidden-person-detection.yaml
# For how many seconds `make fuzz` runs, and how long its inputs get.
FUZZ_SECONDS ?= 60
FUZZ_LENGTH ?= 4096
# How many times as many random rulebooks `make soak` tries.
SOAK ?= 100

SOURCES := Sources Tests Package.swift
RELEASE := .build/release/clearance
# Tests are built optimised, in a folder of their own (docs/decisions/0014-optimised-tests.md).
TESTED := --scratch-path .build-test -Xswiftc -O
DEBUG := .build-test/debug/clearance
VENV := .build-venv
# Where packages are put.
DIST := dist
# What an installation is tried with.
TOOLS := dpkg-dev fish groff jq lintian man-db mmdebstrap zsh
# Where documents of every format are written for other programs to check.
DOCUMENTS := $(CURDIR)/.build-documents
# Where made-up rulebooks and logs are written for engines of SQL, and how many.
WORLDS := $(CURDIR)/.build-worlds
ENGINE_WORLDS ?= 200
# A program that carries Swift's libraries in itself starts faster, and faster still with all others;
# Apple's systems have them.
ARCHIVE = $(wildcard $(shell pkg-config --variable=libdir yaml-0.1 2>/dev/null)/libyaml.a)
STATIC = $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib $(if $(ARCHIVE),-Xswiftc -static-executable))
# Tests check exclusivity (docs/decisions/0011-fast-build.md).
FAST := -Xswiftc -cross-module-optimization -Xswiftc -enforce-exclusivity=unchecked
SUDO = $(shell test "$$(id -u)" -eq 0 || command -v sudo)

.DEFAULT_GOAL := help
.PHONY: help setup build assess test conformance engines integrations man static deb wheel soak fuzz bench bench-audit bench-portfolio lint clean

help: ## List the targets.
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name words; do \
	  printf '  make %-12s %s\n' "$$name" "$$words"; done

setup: ## Install what is missing: libyaml, zlib, SQLite and pkg-config.
	@pkg-config --exists yaml-0.1 zlib sqlite3 2>/dev/null || $(call install,libyaml-dev zlib1g-dev libsqlite3-dev pkg-config)
	@command -v $(lastword $(SWIFT)) >/dev/null \
	  || { echo 'setup: Swift 6.2 or later is missing; see https://www.swift.org/install' >&2; exit 2; }

build: setup ## Build the command and its register in release mode, and compile the rules once.
	$(SWIFT) build -c release --product clearance $(STATIC) $(FAST)
	$(SWIFT) build -c release --product clearance-register $(STATIC) $(FAST)
	@$(RELEASE) rules check >/dev/null 2>&1 || true
	@echo 'built $(RELEASE)'

assess: build ## Report on a use case: make assess CASE=examples/declarant-chatbot.yaml
	@$(RELEASE) assess $(CASE)

lint: ## Check the format of every Swift file.
	$(SWIFT) format lint --strict --recursive $(SOURCES)

test: lint ## Check the format, build without warnings, run all tests, check and try the rules.
	$(SWIFT) build --build-tests $(TESTED)
	$(SWIFT) test $(TESTED) --skip-build --disable-xctest
	$(DEBUG) rules check
	$(DEBUG) rules test
	$(DEBUG) rules doc --check

conformance: $(VENV)/.ready ## Validate reports, documents and schemas with other programs.
	$(SWIFT) build --build-tests $(TESTED)
	$(VENV)/bin/python conformance/validate.py $(DEBUG)
	$(VENV)/bin/python conformance/registers.py $(DEBUG)
	@test -e /usr/include/simdjson.h || $(call install,libsimdjson-dev g++)
	$(VENV)/bin/python conformance/log_lines.py $(DEBUG)
	rm -rf $(DOCUMENTS)
	CLEARANCE_DOCUMENTS=$(DOCUMENTS) $(SWIFT) test $(TESTED) --skip-build --disable-xctest --filter 'documents are written'
	$(VENV)/bin/python conformance/formats.py $(DOCUMENTS)
	@if [ "$$(uname -s)" = Linux ]; then $(MAKE) --no-print-directory integrations; \
	else echo 'integrations: packages are made on Linux alone, and were not tried'; fi
	@command -v chromium >/dev/null && command -v pdfinfo >/dev/null || $(call install,chromium poppler-utils)
	$(VENV)/bin/python conformance/pages.py $(DEBUG)
	$(VENV)/bin/python conformance/signed.py $(DEBUG)
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || $(call install,postgresql)
	$(VENV)/bin/python conformance/register.py $(DEBUG)
	@$(MAKE) --no-print-directory engines

engines: $(VENV)/.ready ## Compare rules on logs with DuckDB, PostgreSQL and Spark.
	@test -d "$$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)" && command -v java >/dev/null \
	  || $(call install,postgresql openjdk-17-jre-headless)
	rm -rf $(WORLDS)
	CLEARANCE_ENGINE_WORLDS=$(WORLDS) CLEARANCE_ENGINE_COUNT=$(ENGINE_WORLDS) $(SWIFT) test $(TESTED) --skip-build --disable-xctest --filter EngineWorlds
	$(VENV)/bin/python conformance/engines.py $(WORLDS) --program $(DEBUG)

integrations: deb wheel ## Try the packages, the completions and what pipelines use.
	@$(foreach tool,lintian mmdebstrap groff man jq zsh fish,command -v $(tool) >/dev/null &&) true || $(call install,$(TOOLS))
	$(VENV)/bin/python conformance/integrations $(RELEASE) $(DIST)/*.deb $(DIST)/*.whl $(DIST)/clearance

man: build ## Write the manual pages anew, from what the command says of itself.
	$(PYTHON) packaging/man.py $(RELEASE)

static: build ## Link a program that loads no library, for any Linux.
	sh packaging/link.sh static $(lastword $(SWIFT))c .build/release $(DIST)/clearance
	sh packaging/link.sh static $(lastword $(SWIFT))c .build/release $(DIST)/clearance-register

deb: build ## Make a package of Debian.
	@command -v dpkg-shlibdeps >/dev/null || $(call install,dpkg-dev)
	@rm -f $(DIST)/*.deb
	sh packaging/link.sh shared $(lastword $(SWIFT))c .build/release $(DIST)/shared/clearance
	sh packaging/link.sh shared $(lastword $(SWIFT))c .build/release $(DIST)/shared/clearance-register
	sh packaging/deb.sh $(DIST)/shared/clearance $(DIST)

wheel: static $(VENV)/.ready ## Make a wheel of Python, with a thin typed module.
	@rm -f $(DIST)/*.whl
	sh packaging/wheel.sh $(VENV)/bin/python $(DIST)/clearance $(DIST)

$(VENV)/.ready: conformance/requirements.txt conformance/integrations/requirements.txt
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(call install,python3-venv)
	$(PYTHON) -m venv --clear $(VENV)
	$(VENV)/bin/python -m pip --disable-pip-version-check --quiet install $(^:%=-r %)
	@touch $@

soak: ## Try the laws on more random rulebooks: make soak SOAK=100
	CLEARANCE_SOAK=$(SOAK) $(SWIFT) test $(TESTED) --disable-xctest --filter 'RuleEvaluatorTests|DecisionLogsTests'

fuzz: ## Feed the readers with libFuzzer's inputs: make fuzz FUZZ_SECONDS=600
	@runtime="$$(ls "$$(dirname "$$(command -v $(lastword $(SWIFT)))")"/../lib/clang/*/lib/linux/libclang_rt.fuzzer_no_main-"$$(uname -m)".a 2>/dev/null | head -n 1)"; \
	if [ -z "$$runtime" ]; then echo 'fuzz: this Swift toolchain has no libFuzzer' >&2; exit 2; fi; \
	FUZZ="$$runtime" $(SWIFT) build -c release --product Fuzz --scratch-path .build-fuzz
	@mkdir -p .build-fuzz/corpus
	@for file in $$(find rules examples Tests/LocatedYAMLTests/Golden -name '*.yaml' -size -4k); do \
	  for choice in 0 4; do { printf "\\$$choice"; cat "$$file"; } > ".build-fuzz/corpus/$$choice-$$(echo "$$file" | tr / -)"; done; done
	@echo 'leak:swift_slowAlloc' > .build-fuzz/leaks
	cd .build-fuzz && LSAN_OPTIONS=suppressions=leaks:print_suppressions=0 release/Fuzz -max_total_time=$(FUZZ_SECONDS) -max_len=$(FUZZ_LENGTH) -timeout=10 -print_final_stats=1 corpus

bench-audit: build ## Measure audits of decision logs, beside other engines of PyPI.
	BENCH=1 $(SWIFT) build -c release --product log-bench $(STATIC) $(FAST)
	$(PYTHON) bench/audit.py

bench: build ## Measure what a user waits for.
	$(PYTHON) bench/cold.py
	$(PYTHON) bench/gate.py

bench-portfolio: build ## Measure portfolios: the US inventory, and a hundred thousand systems.
	$(PYTHON) bench/portfolio.py

clean: ## Remove everything that was built.
	rm -rf .build .build-* $(DIST)

# Installs packages of Debian, quietly; elsewhere says what is missing.
define install
{ if command -v apt-get >/dev/null; then \
    echo 'setup: installing $(1)'; \
    $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(1) >/dev/null; \
  else \
    echo 'setup: missing here, and there is no apt-get: $(1)' >&2; \
    echo 'setup: install libyaml, zlib and SQLite with their headers and pkg-config (macOS: brew install libyaml sqlite pkg-config), and Python with venv' >&2; \
    exit 2; \
  fi; }
endef
