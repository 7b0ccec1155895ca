"""Suspicious identities on a terminal: by kind, each with its names, ids and an example."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from graphapp.present.text import facts_text
from graphapp.results.identities import Identities
from graphapp.rules.steering import visible


def identities_page(found: Identities) -> Iterator[RenderableType]:
    """The notice, then each kind with its number and those that are listed."""
    yield Text(visible(found.notice), style="dim")
    for counted in found.counts:
        yield ""
        yield Text(f"{counted.kind}: {counted.count:,}", style="bold")
        for suspicion in found.suspicions:
            if suspicion.kind == counted.kind:
                yield Text(visible(f"  {suspicion.suspicion}"))
                yield Text(visible(f"    {' | '.join(suspicion.names)}"))
                example = None if suspicion.paper_id is None else f"such as {suspicion.paper_id}"
                yield Text(visible(f"    {facts_text(', '.join(suspicion.ids), example)}"), no_wrap=True)
        if counted.count > counted.listed:
            yield Text(f"  and {counted.count - counted.listed:,} more", style="dim")
