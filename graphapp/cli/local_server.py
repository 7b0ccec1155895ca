"""`graphapp server`: the local Neo4j."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from graphapp.cli.edge import answer, main, output_format, say


@main.group()
def server() -> None:
    """The local Neo4j: start it, stop it, look at it.

    \b
    Example:
      graphapp server start
    """


@server.command("start")
@output_format()
def server_start(form: str) -> None:
    """Start the local Neo4j, or say that it runs. The first start fetches it (about 140 MB).

    \b
    Example:
      graphapp server start
    """
    from graphapp.connection import start_local

    with download_progress() as progress:
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
    """Address, user, process, paths and version of the local Neo4j.

    \b
    Example:
      graphapp server status --format json
    """
    from graphapp import local

    answer(local.status(), form)


@server.command("open")
def server_open() -> None:
    """Open Neo4j Browser on the local server. `graphapp server password` prints what it asks for.

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
    click.echo(link)
    click.launch(link)


@server.command("password")
def server_password() -> None:
    """Print the password of the local Neo4j's user.

    \b
    Example:
      graphapp server password
    """
    from graphapp import local

    click.echo(local.read_password())


@server.command("logs")
@click.option("--lines", type=click.IntRange(min=1), default=50, show_default=True, help="How many, from the end.")
def server_logs(lines: int) -> None:
    """Print the end of the local Neo4j's log.

    \b
    Example:
      graphapp server logs --lines 20
    """
    from graphapp import local

    click.echo(local.tail_log(lines=lines))


@contextmanager
def download_progress() -> Iterator[Callable[[Any], None] | None]:
    """A bar for the first start's download, on a terminal only."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (
        TextColumn("fetching Neo4j"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("download", total=None, visible=False)
        yield lambda download: bar.update(
            task, completed=download.bytes, total=download.total_bytes, visible=download.total_bytes > 0
        )
