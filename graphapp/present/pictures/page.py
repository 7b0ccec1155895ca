"""A picture -> one page of HTML: the picture, the same answer as a table, and a script for zoom, search and neighbours.

The page needs no other file and no connection. Its policy names the digests of its style sheet and of its script, so
that nothing else runs, whatever a title says.
"""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Final

from graphapp.present.networks import legible
from graphapp.present.pictures.bands import Band, names_of
from graphapp.present.pictures.colors import STYLESHEET
from graphapp.present.pictures.links import Links
from graphapp.present.pictures.scenes import Scene
from graphapp.present.reading import tidy

SCRIPT: Final = files(__package__).joinpath("picture.js").read_text(encoding="utf-8")
"""The script of pages with pictures. It finds each picture by its class and needs nothing else."""

_PAGE_STYLE: Final = """\
:root{color-scheme:light dark;--ink:#1b1e23;--faint:#5b636e;--paper:#fff;--rule:#dfe3e8}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e7e9ec;--faint:#a4acb6;--paper:#15181c;--rule:#363c44}}
body{margin:0 auto;max-width:90rem;padding:1rem;background:var(--paper);color:var(--ink);
font:1rem/1.5 system-ui,-apple-system,'Segoe UI','Liberation Sans',Arial,sans-serif}
main{display:flex;flex-direction:column;gap:1rem}
h1{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.ga-picture{align-self:center}
.ga-tools{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}
.ga-tools input{min-width:16rem}
.ga-tools input,.ga-tools button{font:inherit;padding:.2rem .6rem;color:inherit;background:var(--paper);
border:1px solid var(--faint);border-radius:.3rem}
details{overflow-x:auto}
table{border-collapse:collapse;font-size:.875rem}
th,td{padding:.25rem .75rem .25rem 0;text-align:start;vertical-align:top;border-bottom:1px solid var(--rule)}
td.n{text-align:end;font-variant-numeric:tabular-nums}
tr:target{background:color-mix(in srgb,#ee7733 25%,transparent)}
a{color:inherit}
@media print{.ga-tools,details:not([open]){display:none}}
"""
_MORE_NAMES: Final = "; "


def page(picture: str, title: str, table: str) -> str:
    """The page of a picture without its own style sheet; `table` is HTML."""
    style = STYLESHEET + _PAGE_STYLE
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(SCRIPT)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    shown = escape(title, quote=False)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{shown}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n<h1>{shown}</h1>\n{picture}"
        f"{table}</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )


def names_table(scene: Scene) -> str:
    """The names of a picture with their numbers, and with whom each wrote how many joint papers."""
    near: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for line in scene.lines:
        near[line.a].append((-line.papers, line.b))
        near[line.b].append((-line.papers, line.a))
    heading = scene.measure[:1].upper() + scene.measure[1:]
    in_communities = bool(scene.communities)
    with_years = any(dot.years for dot in scene.dots)
    headings = ["Name", heading, *(["Years"] if with_years else []), *(["Community"] if in_communities else [])]
    rows: list[str] = []
    seen: set[str] = set()
    for place, dot in enumerate(scene.dots):
        community = "" if dot.community is None else scene.communities[dot.community]
        joint = _MORE_NAMES.join(f"{scene.dots[other].label} ({-papers:,})" for papers, other in sorted(near[place]))
        cells = [
            f'<th scope="row" dir="auto">{_linked(dot.label, dot.href)}</th>',
            f'<td class="n">{dot.works:,}</td>' if dot.role == "member" or scene.measure == "works" else "<td></td>",
            *([f"<td>{escape(dot.years)}</td>"] if with_years else []),
            *([f'<td dir="auto">{escape(community)}</td>'] if in_communities else []),
            f'<td dir="auto">{escape(joint)}</td>',
        ]
        rows.append(_row(dot.href, seen, cells))
    return _table([*headings, "Joint papers with"], rows)


def papers_table(bands: Sequence[Band], links: Links) -> str:
    """The papers of a cluster with their groups."""
    rows: list[str] = []
    seen: set[str] = set()
    for band in bands:
        group = ", ".join(name for name, _ in band.coauthors[:3]) or (
            "smaller groups" if band.mixed else "no coauthors"
        )
        if band.group is not None:
            group = f"{band.group:,}: {group}"
        for work in band.works:
            href = links.paper(work.work_id)
            cells = [
                f'<th scope="row" dir="auto">{_linked(legible(tidy(work.title)), href)}</th>',
                f'<td class="n">{"" if work.year is None else work.year}</td>',
                f'<td dir="auto">{escape(legible(work.venue or ""))}</td>',
                f'<td dir="auto">{escape(legible(", ".join(names_of(work))))}</td>',
                f'<td dir="auto">{escape(legible(group))}</td>',
            ]
            rows.append(_row(href, seen, cells))
    return _table(["Paper", "Year", "Venue", "Authors", "Group"], rows)


def _row(href: str | None, seen: set[str], cells: Iterable[str]) -> str:
    """A row of a table, which the picture leads to when `href` is a place on this page."""
    place = "" if href is None or not href.startswith("#") or href in seen else f' id="{escape(href[1:])}"'
    seen.add(href or "")
    return f"<tr{place}>{''.join(cells)}</tr>\n"


def _linked(text: str, href: str | None) -> str:
    return escape(text) if href is None or href.startswith("#") else f'<a href="{escape(href)}">{escape(text)}</a>'


def _table(headings: Iterable[str], rows: Iterable[str]) -> str:
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    return (
        f"<details open>\n<summary>The same as a table</summary>\n<table>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{''.join(rows)}</tbody>\n</table>\n</details>\n"
    )


def _digest(text: str) -> str:
    """The source of a Content-Security-Policy that allows this text alone."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
