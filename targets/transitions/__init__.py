"""Every change of schemes, of what areas are given, and of what they report. Keyword-only, `by` the officer."""
