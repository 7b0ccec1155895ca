"""Rules that decide what is the same: names, titles, works, venues, identifiers. Pure functions."""
