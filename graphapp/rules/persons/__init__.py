"""Which papers of one author name are by one person: evidence, its weights, and what it cannot tell."""
