"""PERFORMANCE's figures: `make bench` runs this package on a PostgreSQL of its own (`.ci/bench`)."""
