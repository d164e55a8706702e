.PHONY: setup run demo-reset test check drill bench lock

setup: ## environment in .venv/, packages, .env, database, reference data
	@.ci/setup

run: ## set-up, demo on a fresh database, server on 127.0.0.1:8000 (PORT=8001 make run)
	@.ci/serve

demo-reset: ## asks, then puts the demo back to its first day
	@.ci/demo-reset

test: ## the whole suite on SQLite, or on its own PostgreSQL: DATABASE=postgres make test
	@.ci/test

check: ## lint, types, templates, migrations, state diagram, import direction, budgets
	@.ci/check

drill: ## RELIABILITY's figures at full size: the tests of two sizes, on a PostgreSQL of their own
	@DRILL=1 DATABASE=postgres .ci/test --dist=load $$(grep -rl --include='test_*.py' 'tests.sizes import' tests)

bench: ## PERFORMANCE's figures on a PostgreSQL of its own (QUICK=1: 47 districts)
	@.ci/bench

lock: ## pins what pyproject.toml and package.json allow, with hashes
	@.ci/lock
