"""`python -m graphapp` is the command `graphapp`."""

from graphapp.cli import main

main(prog_name="graphapp")
