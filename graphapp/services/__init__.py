"""Services: typed functions that run query files and return results. One module a subject."""
