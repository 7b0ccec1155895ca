"""`graphapp server`: the local Neo4j."""

from __future__ import annotations

import click

from graphapp.cli.edge import answer, import_driver, main, output_format
from graphapp.cli.progress import download_bar
from graphapp.cli.streams import say, show, write
from graphapp.rules.steering import without_steering


@main.group()
def server() -> None:
    """Start, stop and inspect the local Neo4j.

    \b
    Example:
      graphapp server start
    """


@server.command("start")
@output_format()
def server_start(form: str) -> None:
    """Start the local Neo4j unless it runs already. The first start downloads it (about 140 MB).

    \b
    Example:
      graphapp server start
    """
    import_driver()
    from graphapp.connection import start_local

    with download_bar() as progress:
        status = start_local(progress=progress)
    answer(status, form)


@server.command("stop")
def server_stop() -> None:
    """Stop the local Neo4j; its data stays.

    \b
    Example:
      graphapp server stop
    """
    from graphapp import local

    outcome = local.stop()
    say(
        {
            "stopped": "The local Neo4j is stopped.",
            "killed": "The local Neo4j did not stop by itself and was killed; it recovers its data at the next start.",
            "not running": "The local Neo4j does not run.",
        }[outcome]
    )


@server.command("status")
@output_format()
def server_status(form: str) -> None:
    """Show address, user, process, paths and version of the local Neo4j.

    \b
    Example:
      graphapp server status --format json
    """
    from graphapp import local

    answer(local.status(), form)


@server.command("open")
def server_open() -> None:
    """Open Neo4j Browser on the local server. It asks for the password that `graphapp server password` prints.

    \b
    Example:
      graphapp server open
    """
    from graphapp import local
    from graphapp.errors import DatabaseUnavailable
    from graphapp.neo4j_browser import browser_url

    status = local.status()
    if status.browser is None or status.address is None:
        raise DatabaseUnavailable("the local Neo4j does not run; start it with `graphapp server start`")
    link = browser_url(status.browser, uri=status.address, user=status.user, database=status.database)
    write(f"{link}\n")
    click.launch(link)


@server.command("password")
def server_password() -> None:
    """Print the password of the local Neo4j's user.

    \b
    Example:
      graphapp server password
    """
    from graphapp.local.home import read_password

    write(f"{read_password()}\n")


@server.command("logs")
@click.option("--lines", type=click.IntRange(min=1), default=50, show_default=True, help="Maximum number of lines.")
def server_logs(lines: int) -> None:
    """Print the end of the local Neo4j's log.

    \b
    Example:
      graphapp server logs --lines 20
    """
    from graphapp.local.home import tail_log

    show(f"{without_steering(tail_log(lines=lines))}\n")
