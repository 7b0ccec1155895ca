"""Tables: CSV and workbooks, and which column says what."""
