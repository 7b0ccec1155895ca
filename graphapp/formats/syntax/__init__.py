"""Records as text spells them, whatever they mean: lines, tagged lines, JSON objects, XML elements.

Each module cuts a stream into records one at a time, with a limit for one record, and turns what cannot be read into a
reject.
"""
