"""The pages that anybody reads without signing in: what was published, and nothing else."""
