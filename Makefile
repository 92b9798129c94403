# convoke: 'make demo' shows it, 'make test' proves it. Both install what is missing, build and run.
SWIFT ?= swift
PREFIX ?= /usr/local
DEMO ?= .demo
# Every import must be declared; the same flags everywhere keep one build.
CHECKED = --explicit-target-dependency-import-check error
# lld, for it is quicker and does not warn of names inside the toolchain's own libraries.
RELEASE = -c release --static-swift-stdlib -Xswiftc -use-ld=lld -Xlinker -s

# The tool that writes manual pages comes with the argument parser, in a build of its own.
MANUAL = $(SWIFT) build --package-path .build/checkouts/swift-argument-parser --scratch-path .build/manual

.PHONY: demo release test interop lint bench crash failover crowd install clean packages-build packages-test packages-bench

demo: packages-build
	$(SWIFT) build $(CHECKED) --product convoke
	"$$($(SWIFT) build --show-bin-path)/convoke" --home $(DEMO) demo

release: packages-build
	$(SWIFT) build $(RELEASE)

test: packages-build packages-test
	$(SWIFT) build $(CHECKED) --build-tests
	$(SWIFT) test $(CHECKED) --skip-build --parallel --disable-xctest

# Other people's programs read what is written, and real servers carry it; it installs them. CHECK runs the independent judges.
interop: packages-build packages-test
	$(SWIFT) build $(CHECKED) --build-tests
	.ci/interop "$$($(SWIFT) build --show-bin-path)/convoke"
	.ci/thunderbird "$$($(SWIFT) build --show-bin-path)/convoke"

lint: packages-build
	$(SWIFT) format lint -r --strict Package.swift Sources Tests Benchmarks
	.ci/walls
	.ci/licenses
	.ci/words
	$(SWIFT) build $(CHECKED)

bench: packages-build packages-bench
	$(SWIFT) build $(RELEASE)
	"$$($(SWIFT) build $(RELEASE) --show-bin-path)/convoke-bench"

crash: packages-build packages-test
	$(SWIFT) build $(CHECKED) --build-tests
	CONVOKE_KILLS=1000 CONVOKE_KILLS_POSTGRES=200 CONVOKE_HISTORIES=1000 CONVOKE_RESTORES=500 $(SWIFT) test $(CHECKED) --skip-build --disable-xctest \
		--filter "CrashTests|HistoryTests|YearTests|RestoreTests"

# PostgreSQL's primary is killed under workers and writers, and its standby takes its place.
failover: packages-build packages-test
	$(SWIFT) build $(CHECKED) --product convoke
	.ci/failover "$$($(SWIFT) build --show-bin-path)/convoke" 50 20

# A large mailing that is killed beside workers and people, thirty-two people for ten minutes, and workers that are asked to end.
crowd: packages-build packages-test
	$(SWIFT) build $(RELEASE)
	.ci/crowd "$$($(SWIFT) build $(RELEASE) --show-bin-path)/convoke"

install: packages-build
	$(SWIFT) build $(RELEASE) --product convoke
	$(MANUAL) --product generate-manual
	.ci/install "$$($(SWIFT) build $(RELEASE) --show-bin-path)/convoke" \
		"$$($(MANUAL) --show-bin-path)/generate-manual" "$(DESTDIR)$(PREFIX)"

clean:
	rm -rf .build .demo .bench

packages-build packages-test packages-bench: packages-%:
	@.ci/packages $*
