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
obj = $(1:%.c=$(B)/obj/%.o)
TESTS := $(TEST_SRC:tests/%.c=$(B)/tests/%)

.PHONY: all deps verify verify-full test prove theorems report bench bench-deps check-sanitize install clean tests properties
all: $(B)/bin/ntkcheck

$(B)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(NTK_CFLAGS) -c $< -o $@
$(B)/lib/libntk.a: $(call obj,$(LIB_SRC))
	@mkdir -p $(@D)
	rm -f $@ && ar rcs $@ $^
$(B)/bin/ntkcheck: $(call obj,$(CLI_SRC)) $(B)/lib/libntk.a
	@mkdir -p $(@D)
	$(CC) $(NTK_CFLAGS) $^ $(LIBS) -o $@
$(B)/tests/t-%: $(B)/obj/tests/t-%.o $(B)/lib/libntk.a
	@mkdir -p $(@D)
	$(CC) $(NTK_CFLAGS) $^ -lcunit $(LIBS) -o $@
$(B)/bin/ntk-properties: $(call obj,$(PROP_SRC)) $(B)/lib/libntk.a
	@mkdir -p $(@D)
	$(CC) $(NTK_CFLAGS) $^ $(LIBS) -o $@

clean:
	rm -rf $(B) $(OUT)
-include $(shell find $(B)/obj -name '*.d' 2>/dev/null)
