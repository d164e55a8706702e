"""By when what is due (DOMAIN a, h 1): the documents' days, what was decided since, and which of them governs."""
