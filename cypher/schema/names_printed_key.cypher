// Author rows are looked up by the names under which person records print them
CREATE INDEX names_printed_key IF NOT EXISTS
FOR ()-[names:NAMES]-() ON (names.printed_key)
