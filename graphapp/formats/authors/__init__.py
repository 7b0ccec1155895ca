"""Names of authors as formats print them: cells with several names, family names first, particles, suffixes."""
