"""All that writes to the graph: records become rows, rows become nodes and relationships."""
