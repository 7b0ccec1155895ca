"""Values become text: tables for people, data for programs, networks and pictures."""
