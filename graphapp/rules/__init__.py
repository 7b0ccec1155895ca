"""What is the same as what: names, titles, works, venues, identifiers. Pure functions with a stated rule."""
