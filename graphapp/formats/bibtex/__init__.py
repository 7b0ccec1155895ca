"""BibTeX and BibLaTeX: entries, names, TeX, and the way back."""
