"""Ids of sources in the addresses of their web sites."""

import pytest

from graphapp.rules.addresses import LONGEST_ADDRESS, source_ids


@pytest.mark.parametrize(
    ("text", "id", "site"),
    [
        ("https://dblp.org/rec/conf/nips/Meadow23.html", "conf/nips/Meadow23", "dblp"),
        ("https://dblp.uni-trier.de/rec/bib2/conf/nips/Meadow23.bib", "conf/nips/Meadow23", "dblp"),
        ("dblp.org/rec/conf/nips/Meadow23?view=bibtex", "conf/nips/Meadow23", "dblp"),
        ("DBLP:conf/nips/Meadow23", "conf/nips/Meadow23", "dblp"),
        ("https://dblp.org/pid/35/7092-7.html", "35/7092-7", "dblp"),
        ("homepages/35/7092-7", "35/7092-7", "dblp"),
        ("https://aclanthology.org/2020.acl-main.1/", "2020.acl-main.1", "ACL Anthology"),
        ("https://www.aclweb.org/anthology/P19-1001.pdf", "P19-1001", "ACL Anthology"),
        ("https://openreview.net/forum?id=OUIF&noteId=x", "OUIF", "OpenReview"),
        ("https://openreview.net/profile?id=~Ada_Lovelace1", "~Ada_Lovelace1", "OpenReview"),
        ("https://api.openalex.org/works/W274", "W274", "OpenAlex"),
        ("CorpusID: 123", "123", "Semantic Scholar"),
        (" https://www.semanticscholar.org/paper/A-Title/0123abcd ", "0123abcd", "Semantic Scholar"),
    ],
)
def test_an_address_spells_an_id_of_its_site(text: str, id: str, site: str) -> None:
    assert [(found.id, found.site) for found in source_ids(text)] == [(id, site)]


@pytest.mark.parametrize(
    "text", ["", "conf/nips/Meadow23", "https://example.org/rec/x", "dblp:" + "x/" * LONGEST_ADDRESS, "10.1000/182"]
)
def test_other_texts_spell_none(text: str) -> None:
    assert not list(source_ids(text))
