# Every check and task of the project; `just` lists them. pre-commit and .ci/run call these, so each tool has one version.

default:
    @just --list

# Format the code
format:
    uv run -q ruff format
    uv run -q ruff check --fix

# Everything that must hold before a change lands, except the tests
check:
    uv run -q ruff format --check
    uv run -q ruff check
    uv run -q mypy
    uv run -q lint-imports --no-logo

# The whole test-suite
test *ARGS:
    uv run -q pytest -q {{ARGS}}

# Two processes, 2,000 reminders, random kills: every reminder exactly once
kills:
    uv run -q python -m bench.reminder_kills

# relmgr killed at 20 random moments while somebody types: how many ms of typing were lost
drafts *ARGS:
    uv run -q python -m bench.draft_kills {{ARGS}}

# Twenty bursts through a real terminal: every word in its field; split key sequences write nothing
type-ahead:
    uv run -q python -m bench.type_ahead

# First paint, keys, memory and rest against a bare Textual app and other programs, as ratios; writes their sections
bench *ARGS:
    uv run -q python -m bench.run {{ARGS}}

# AUC of the credit scores on the Polish firms, when their file is there; writes its section of docs/performance.md
polish *ARGS:
    uv run -q python -m bench.polish {{ARGS}}

# Tier policies and alert fatigue, simulated; writes their sections of docs/performance.md
simulations:
    uv run -q python -m bench.tier_simulation
    uv run -q python -m bench.fatigue

# A million clients evaluated at once beside one raw scan, as ratios; writes its section (takes ten minutes)
scale *ARGS:
    uv run -q python -m bench.scale {{ARGS}}

# Search key by key at 10,000 and 1,000,000 clients; writes its section (takes twenty minutes)
search *ARGS:
    uv run -q python -m bench.search {{ARGS}}

# The client book at 100, 10,000 and 1,000,000 clients: CPU per page, jump, sort; writes its section
lists *ARGS:
    uv run -q python -m bench.lists {{ARGS}}

# Random keys, pastes and resizes on a demo book, 20 seeds of 5,000 keys: nothing crashes, nothing typed is lost
fuzz *ARGS:
    uv run -q python -m bench.fuzz {{ARGS}}

# Pictures of the running app for the README
screenshots:
    uv run -q python -m docs.screenshots

# The list of facts, docs/facts.md, from its declaration
docs:
    uv run -q python -m docs.facts
