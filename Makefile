# ntkcheck: see README.md. The two commands: make deps verify, make deps test.
SHELL := /bin/bash
CC ?= gcc
PREFIX ?= /usr/local
DATA_DIR ?= $(CURDIR)/data
OUT ?= reports/out
B ?= build

# -ffp-contract=off: the same bytes whatever the compiler would fuse; never -ffast-math.
CFLAGS ?= -O2 -g
NTK_CFLAGS = -std=c17 -D_POSIX_C_SOURCE=200809L -Isrc -Itests -I$(B)/gen -fopenmp -ffp-contract=off \
  -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wvla -Werror -MMD -MP -DNTK_DATA_DIR='"$(DATA_DIR)"' $(CFLAGS)
# Order matters: GSL's CBLAS calls must find OpenBLAS, never gslcblas.
LIBS = -lgsl -lopenblas -ljansson -lz -lm

LIB_SRC := $(filter-out src/cli/%,$(wildcard src/*/*.c))
CLI_SRC := $(wildcard src/cli/*.c)
TEST_SRC := $(wildcard tests/t-*.c)
PROP_SRC := $(wildcard properties/*.c)
# V=1 shows the commands.
Q = $(if $(V),,@)
say = $(if $(V),,@echo "  $(1) $@")
obj = $(1:%.c=$(B)/obj/%.o)
TESTS := $(TEST_SRC:tests/%.c=$(B)/tests/%)
# Debian packages by name: for building and testing, for plots, for proofs.
PACKAGES = gcc libc6-dev libgsl-dev libopenblas-dev libjansson-dev zlib1g-dev libcunit1-dev libgmp-dev gnuplot-nox \
  python3 python3-jsonschema frama-c-base why3 z3 cvc4 cvc5 gappa

.PHONY: all deps verify verify-full test tests prove prove-replay prove-session prove-mutants install clean check-sanitize
all: $(B)/bin/ntkcheck

# Installs what is missing; quiet when all is there.
deps:
	@missing=$$(for p in $(PACKAGES); do dpkg-query -W -f='$${db:Status-Status}\n' $$p 2>/dev/null | grep -qx installed || echo $$p; done | xargs); \
	if [ -n "$$missing" ]; then \
	  echo "installing: $$missing"; \
	  as_root=; if [ "$$(id -u)" -ne 0 ]; then as_root="sudo"; fi; \
	  log=$$(mktemp); \
	  if $$as_root apt-get update -qq > $$log 2>&1 && $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >> $$log 2>&1; \
	  then rm -f $$log; else tail -n 20 $$log; echo "could not install: $$missing (whole log: $$log)"; exit 1; fi; \
	fi

# Without deps: one line that says what is missing and the command that installs it.
$(B)/tools-present:
	@mkdir -p $(@D)
	@need() { echo "missing: $$1; install it with: apt-get install $$2 (or all at once: make deps)"; exit 1; }; \
	command -v $(CC) > /dev/null || need "the C compiler $(CC)" gcc; \
	have() { echo "#include <$$1>" | $(CC) -E -x c - > /dev/null 2>&1 || need "the header $$1" $$2; }; \
	have stdlib.h libc6-dev; have gsl/gsl_math.h libgsl-dev; have jansson.h libjansson-dev; have zlib.h zlib1g-dev; \
	echo 'int main(void){return 0;}' | $(CC) -x c - -lopenblas -o $@.try 2> /dev/null || need "the library openblas" libopenblas-dev; \
	command -v python3 > /dev/null || need python3 python3; rm -f $@.try; touch $@

$(B)/obj/%.o: %.c | $(B)/tools-present
	@mkdir -p $(@D)
	$(call say,compile)
	$(Q)$(CC) $(NTK_CFLAGS) -c $< -o $@
# What is built in: the hash of the sources, the ledger, the report's style and plot script.
$(B)/gen/source-hash.h: FORCE | $(B)/tools-present
	@mkdir -p $(@D)
	@verify/source-hash > $(B)/gen/source-hash.new && { cmp -s $(B)/gen/source-hash.new $(B)/gen/source-hash.txt || { mv $(B)/gen/source-hash.new $(B)/gen/source-hash.txt; \
	  printf '#define NTK_SOURCE_HASH "%s"\n' "$$(cat $(B)/gen/source-hash.txt)" > $@; }; }; rm -f $(B)/gen/source-hash.new
$(B)/obj/src/report/source.o: $(B)/gen/source-hash.h
EMBEDDED = claims=spec/claims.json style=reports/style.css plot=reports/plot.gp
$(B)/gen/embedded.c: $(foreach pair,$(EMBEDDED),$(lastword $(subst =, ,$(pair)))) reports/embed
	@mkdir -p $(@D)
	$(Q)reports/embed $(EMBEDDED) > $@.new && mv $@.new $@
$(B)/obj/gen/embedded.o: $(B)/gen/embedded.c
	@mkdir -p $(@D)
	$(call say,compile)
	$(Q)$(CC) $(NTK_CFLAGS) -c $< -o $@
.PHONY: FORCE
.SECONDARY:
FORCE:

$(B)/lib/libntk.a: $(call obj,$(LIB_SRC)) $(B)/obj/gen/embedded.o
	@mkdir -p $(@D)
	$(Q)rm -f $@ && ar rcs $@ $^
$(B)/bin/ntkcheck: $(call obj,$(CLI_SRC)) $(B)/lib/libntk.a
	@mkdir -p $(@D)
	$(call say,link)
	$(Q)$(CC) $(NTK_CFLAGS) $^ $(LIBS) -o $@
$(B)/lib/libproperties.a: $(call obj,$(filter-out properties/main.c,$(PROP_SRC)))
	@mkdir -p $(@D)
	$(Q)rm -f $@ && ar rcs $@ $^
$(B)/tests/t-%: $(B)/obj/tests/t-%.o $(B)/lib/libproperties.a $(B)/lib/libntk.a
	@mkdir -p $(@D)
	$(call say,link)
	$(Q)$(CC) $(NTK_CFLAGS) $^ -lcunit $(LIBS) -o $@
$(B)/bin/ntk-properties: $(B)/obj/properties/main.o $(B)/lib/libproperties.a $(B)/lib/libntk.a
	@mkdir -p $(@D)
	$(call say,link)
	$(Q)$(CC) $(NTK_CFLAGS) $^ $(LIBS) -o $@

# Tests: one program a file (CUnit), scripts against the programs, property tests; ends with `N passed, N failed`.
tests: all $(TESTS) $(B)/bin/ntk-properties
test: tests
	@NTK_B=$(B) tests/run $(B)/test-logs $(TESTS) $(wildcard tests/s-*.sh)

# Every proof anew, with no results of earlier runs; or the committed session, with a random tenth of the goals proved anew.
prove:
	verify/frama-c/prove --fresh --out $(OUT)
prove-replay:
	verify/frama-c/prove --replay --out $(OUT)
# After a change of sources or tools: prove, set the floors, write the session (commit verify/frama-c/floor.json and session/).
prove-session:
	verify/frama-c/prove --fresh --write-floor --write-session --out $(OUT)
# Broken bodies, dropped clauses, planted faults: do the proofs notice? Hours the first time, later only what has changed.
prove-mutants:
	verify/frama-c/mutants --out $(B)/proof-mutants

# Proofs, then every claim on the bundled digits; the gate reads the report (verify/gate says what it allows).
verify: all
	@mkdir -p $(OUT)
	$(MAKE) --no-print-directory prove-replay
	@verify/e-acsl/run --out $(OUT)
	@$(B)/bin/ntkcheck check --out $(OUT) || [ $$? -eq 2 ]
	@verify/gate $(OUT)/report.json
	@echo "report: $(OUT)/report.html"

# Hours, not minutes: larger studies, deeper and other data, other seeds, long property tests, faults planted on purpose.
verify-full: verify test
	$(MAKE) --no-print-directory prove prove-mutants
	@for seed in 1 2 3; do echo "== thorough, seed $$seed"; $(B)/bin/ntkcheck check --thorough --seed $$seed --out $(OUT)/full-$$seed || [ $$? -eq 2 ] || exit 1; done
	@echo "== digits, 200 rows, depth 3"; $(B)/bin/ntkcheck check --rows 200 --depth 3 --inits 3 --out $(OUT)/digits-200 || [ $$? -eq 2 ]
	@echo "== wine"; $(B)/bin/ntkcheck check --data wine --normalise standard --out $(OUT)/wine || [ $$? -eq 2 ]
	@echo "== iris (two equal flowers)"; $(B)/bin/ntkcheck check --data iris --normalise standard --out $(OUT)/iris || [ $$? -eq 2 ]
	$(B)/bin/ntk-properties --cases 300 --seed 2 --failures $(OUT)/property-failures.txt
	verify/mutants/run

# Memory errors and undefined behaviour: every test program under the sanitizers.
check-sanitize:
	ASAN_OPTIONS=allocator_may_return_null=1 $(MAKE) B=$(B)/sanitize CFLAGS="-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined" test

install: all
	$(MAKE) B=$(B)/install DATA_DIR=$(PREFIX)/share/ntkcheck all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/ntkcheck
	install -m 755 $(B)/install/bin/ntkcheck $(DESTDIR)$(PREFIX)/bin/ntkcheck
	install -m 644 data/* $(DESTDIR)$(PREFIX)/share/ntkcheck

clean:
	rm -rf $(B) $(OUT)
-include $(shell find $(B)/obj -name '*.d' 2>/dev/null)
