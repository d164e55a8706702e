"""What is asked of a sheet before it is confirmed: one ordered list of small functions (settings.CONFIRMATION_CHECKS).

`check` says what a check is, `refusing` and `asking` hold the ledger's own, `findings` asks them.
"""
