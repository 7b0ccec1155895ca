"""Hand-made networks: one of each kind, with names and titles that are difficult for file formats and pages."""

from itertools import pairwise

from graphapp.results.coauthors import (
    Chain,
    ChainStep,
    CoauthorEdge,
    CoauthorGraph,
    CoauthorNeighborhood,
    CollaborationPath,
    Community,
    Neighbor,
    NetworkNode,
)
from graphapp.results.names import NOTICE, AskedName, AuthorRow, NameCluster, NameNode
from graphapp.results.papers import JointWork, PaperAuthor, PaperRow, Work

IMAGE = "<img src=x onerror=\"document.title='run'\">"
SCRIPT = "</script><script>document.title = 'run'</script>"
QUOTES = 'Anne "Q" O\'Neill & <Sons> \\ Co'
HEBREW = "שלום כהן 😀"


def name_node(name: str, *author_ids: str) -> AskedName:
    return AskedName(name=name, key=name.casefold(), author_ids=author_ids or (f"one:{name}",))


def neighbor(name: str, joint_papers: int, *, distance: int = 1, year: int | None = 1843) -> Neighbor:
    return Neighbor(
        name=name,
        key=name.casefold(),
        author_ids=(f"one:{name}",),
        distance=distance,
        joint_papers=joint_papers,
        weight=joint_papers / 4 if distance == 1 else None,
        strength=joint_papers / 4 if distance == 1 else 0.125,
        first_year=year if distance == 1 else None,
        last_year=year if distance == 1 else None,
    )


def edge(one: str, other: str, papers: int, *, year: int | None = 1843, titles: tuple[str, ...] = ()) -> CoauthorEdge:
    a, b = sorted((one.casefold(), other.casefold()))
    return CoauthorEdge(
        a=a,
        b=b,
        papers=papers,
        weight=papers / 4,
        first_year=year,
        last_year=year,
        works=tuple(work(title, year) for title in titles) or None,
    )


def work(title: str, year: int | None = 1843) -> JointWork:
    return JointWork(work_id=f"one:{title}", paper_id=f"one:{title}", title=title, year=year, venue="Memoirs")


def neighborhood(near: int, far: int = 0) -> CoauthorNeighborhood:
    """Ada Lovelace with `near` and `far` names one and two steps away; joint papers fall by one from name to name."""
    names = [f"Near {number}" for number in range(near)]
    nodes = [neighbor(name, near - number) for number, name in enumerate(names)]
    nodes += [neighbor(f"Far {number}", 0, distance=2) for number in range(far)]
    return CoauthorNeighborhood(
        by="name",
        person=None,
        center=name_node("Ada Lovelace"),
        hops=2 if far else 1,
        nodes=tuple(nodes),
        edges=tuple(edge("Ada Lovelace", node.name, node.joint_papers) for node in nodes if node.distance == 1),
        skipped_papers=0,
        truncated=False,
        node_counts=(near, far) if far else (near,),
    )


NEIGHBORHOOD = CoauthorNeighborhood(
    by="name",
    person=None,
    center=name_node("Ada Lovelace", "dblp:Ada Lovelace 0001", "one:Ada Lovelace"),
    hops=2,
    nodes=(
        neighbor("Luigi Menabrea", 3),
        neighbor(IMAGE, 1, year=None),
        neighbor(QUOTES, 1),
        neighbor(HEBREW, 0, distance=2),
    ),
    edges=(
        edge(QUOTES, "Ada Lovelace", 1),
        edge(IMAGE, "Ada Lovelace", 1, year=None),
        edge("Luigi Menabrea", "Ada Lovelace", 3, titles=(SCRIPT, "Notes")),
        edge("Luigi Menabrea", HEBREW, 2),
    ),
    skipped_papers=7,
    truncated=True,
    node_counts=(3, 2_000),
)


def chain(*names: str, pooled: tuple[bool, ...]) -> Chain:
    nodes = tuple(name_node(name) for name in names)
    steps = tuple(
        ChainStep(
            chain=1,
            step=place,
            a=before.key,
            b=after.key,
            pooled=here,
            crowded=here,
            papers=2,
            weight=0.5,
            weight_at_most=False,
            works=(work(SCRIPT), work("Notes", None)),
        )
        for place, ((before, after), here) in enumerate(zip(pairwise(nodes), pooled, strict=True), 1)
    )
    return Chain(nodes=nodes, strength=0.5 ** len(steps), steps=steps)


CHAINS = CollaborationPath(
    a=name_node("Ada Lovelace"),
    b=name_node(QUOTES),
    level="name",
    k=6,
    distance=3,
    chains=(
        chain("Ada Lovelace", IMAGE, "Luigi Menabrea", QUOTES, pooled=(False, True, False)),
        chain("Ada Lovelace", HEBREW, "Luigi Menabrea", QUOTES, pooled=(False, False, True)),
    ),
    chain_count=5,
    truncated=True,
)


def people(*nodes: NameNode, edges: tuple[CoauthorEdge, ...] = ()) -> CoauthorGraph:
    """A graph of these names, each with as many works as its edges have papers; those with an edge are a community."""
    joined = {key for each in edges for key in (each.a, each.b)}
    alone = [node.key for node in nodes if node.key not in joined]
    together = tuple(node.key for node in nodes if node.key in joined)
    groups = [group for group in (together, *((key,) for key in alone)) if group]
    number_of = {key: number for number, group in enumerate(groups, 1) for key in group}
    return CoauthorGraph(
        nodes=tuple(
            NetworkNode(
                name=node.name,
                key=node.key,
                author_ids=node.author_ids,
                works=sum(each.papers for each in edges if node.key in (each.a, each.b)),
                community=number_of[node.key],
            )
            for node in nodes
        ),
        edges=edges,
        communities=tuple(
            Community(number=number, size=len(group), members=group) for number, group in enumerate(groups, 1)
        ),
    )


PEOPLE = people(
    name_node("Ada Lovelace"),
    name_node(IMAGE),
    name_node(QUOTES),
    name_node(HEBREW),
    edges=(edge(IMAGE, "Ada Lovelace", 4), edge(QUOTES, "Ada Lovelace", 1, year=None)),
)


def author_row(author_id: str, homonym: str | None = None) -> AuthorRow:
    return AuthorRow(
        author_id=author_id,
        name="Ada Lovelace",
        source=author_id.split(":")[0],
        homonym=homonym,
        person_id=None,
        paper_count=1,
    )


def paper(work_id: str, title: str, *matched: str, year: int | None = 1843, venue: str | None = "Memoirs") -> Work:
    return Work(
        work_id=work_id,
        paper_id=work_id,
        title=title,
        year=year,
        venue=venue,
        track=None,
        type="Article",
        authors=(PaperAuthor(author_id=matched[0], name="Ada Lovelace", position=2),),
        author_count=None,
        matched_author_ids=matched,
        abstract=None,
        identifiers={},
        url=None,
        rows=(PaperRow(paper_id=work_id, source="one"), PaperRow(paper_id="dblp:x", source="dblp")),
    )


CLUSTER = NameCluster(
    name="Ada Lovelace",
    key="ada lovelace",
    match="exact",
    notice=NOTICE,
    paper_count=30,
    author_row_count=2,
    author_rows=(author_row("dblp:1", "0001"), author_row("one:1")),
    papers=(
        # A work and an author row may have one id.
        paper("one:1", SCRIPT, "one:1", "dblp:1"),
        paper("one:2", "Notes", "dblp:1", year=None, venue=None),
        paper("one:3", IMAGE, "one:1", venue=QUOTES),
    ),
    next="cursor",
    truncated=True,
)

NETWORKS = {"neighborhood": NEIGHBORHOOD, "chains": CHAINS, "people": PEOPLE, "cluster": CLUSTER}
