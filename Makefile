.PHONY: setup test lock

setup: ## environment in .venv/, packages, .env, database, reference data
	@.ci/setup

test: ## the whole suite on SQLite, or on its own PostgreSQL: DATABASE=postgres make test
	@.ci/test

lock: ## pins what pyproject.toml and package.json allow, with hashes
	@.ci/lock
