"""A small graph of namesakes and spellings, for what people say about it."""

from graphapp.records import Authorship, PaperRecord

WHY = "one home page"


def paper(paper_id: str, *authors: str | Authorship, title: str | None = None, doi: str | None = None) -> PaperRecord:
    return PaperRecord(
        place=paper_id,
        paper_id=paper_id,
        title=title or f"On {paper_id}",
        year=2020,
        authorships=tuple(
            Authorship(printed_name=author, position=place) if isinstance(author, str) else author
            for place, author in enumerate(authors, start=1)
        ),
        identifiers={"doi": doi} if doi else {},
    )


DBLP = [
    paper("1", "Yu Li 0001", "Ada Lovelace"),
    paper("2", "Yu Li 0002", "Bo Reed"),
    paper("3", "Y. Li", "Yu Li 0001"),
    paper("4", "Yu Li 0001", "Yu Li 0002"),
    paper("5", "Yu-Lin Li", "Ada Lovelace"),
]
ACL = [paper("a", "Yu Li", "Bo Reed"), paper("b", "Yu Li", "Yu Li")]
