#!/usr/bin/env bash
# What takes a night: the tests with twenty times the examples of each property, other ones each night, and kills.
#
#     tools/nightly.sh [FILE]
#
# FILE is what loads are killed on; without one, the small sample of graphapp.
set -euo pipefail
cd "$(dirname "$0")/.."

HYPOTHESIS_PROFILE=nightly .venv/bin/pytest
.venv/bin/python bench/kill_load.py "${1:-graphapp/demo.jsonl.gz}" --kills 50 --seed "$RANDOM" --server
