"""Venues: which printings are one venue, and that a guess is never made."""

import json
import re
import tomllib
from collections import Counter
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.names import clean, fold
from graphapp.rules.venues import Venue, fold_venue, has_scheme, is_doi_of_preprint, issn_key, resolve_venue

TABLE: dict[str, dict[str, Any]] = tomllib.loads(
    files("graphapp.rules").joinpath("venues.toml").read_text(encoding="utf-8")
)
ALIASES = [
    (alias, venue_id)
    for venue_id, entry in TABLE.items()
    for alias in (venue_id, entry["name"], *entry.get("aliases", ()))
]
KEYS_OF_ONE_SOURCE = (
    "neurips cvpr icml ijcai iclr iccv eccv cvprw aistats wacv jmlr uai tmlr iclrw ecmlpkdd icmlw mlj colt iccvw eccvw "
    "jair corl neco alt acml l4dc ecml mlhc mloss pgm midl clear collas isipta log chil automl cpal ftml wacvw distill "
    "dmlr"
)

texts = st.text(st.one_of(st.sampled_from("NeurIPS 20'0ı(,);:-…"), st.characters()), max_size=20)


def resolve(printed: str | None, key: str | None = None) -> Venue:
    venue = resolve_venue(printed, key)
    assert venue is not None
    return venue


# --- The table


@pytest.mark.parametrize(("venue_id", "entry"), TABLE.items())
def test_an_entry_says_what_it_must(venue_id: str, entry: dict[str, Any]) -> None:
    assert entry.keys() <= {"name", "kind", "aliases", "beside", "keys", "dois"}
    assert all(has_scheme(key) for key in entry.get("keys", []))
    assert clean(entry["name"]) == entry["name"] != ""
    assert entry["kind"] in {"conference", "journal", "workshop", "preprint server"}
    # An unknown venue's id is its folded name: an id that folding changes could be taken by one.
    assert fold(venue_id) == venue_id


def test_no_two_venues_share_an_alias() -> None:
    owners = {(fold_venue(alias), venue_id) for alias, venue_id in ALIASES}
    shared = [alias for alias, count in Counter(alias for alias, _ in owners).items() if count > 1]
    assert shared == []


def test_no_two_venues_share_a_key() -> None:
    keys = Counter(key for entry in TABLE.values() for key in entry.get("keys", []))
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("1532-4435", "issn:1532-4435"),
        (" 15324435 ", "issn:1532-4435"),
        ("1530\u2013888x", "issn:1530-888X"),
        ("https://portal.issn.org/resource/ISSN/1532-4435", "issn:1532-4435"),
        ("1532-4436", None),
        ("1532-443", None),
        ("", None),
        ("1532-4435 1533-7928", None),
    ],
)
def test_an_issn_is_a_key_in_any_spelling(text: str, key: str | None) -> None:
    assert issn_key(text) == key


@pytest.mark.parametrize("key", [key for entry in TABLE.values() for key in entry.get("keys", []) if "issn" in key])
def test_an_issn_of_the_table_has_its_check_digit(key: str) -> None:
    assert issn_key(key.removeprefix("issn:")) == key


@pytest.mark.parametrize(
    ("printed", "key", "venue_id"),
    [
        ("ICML", "dblp:conf/icml", "icml"),
        ("ICML (3)", "dblp:conf/icml", "icml"),
        ("ICML Workshop on Sheep", "dblp:conf/icml", "icml workshop on sheep"),
        ("Sheep@ICML", "dblp:conf/icml", "sheep icml"),
        ("ICML Sheep Track", "dblp:conf/icml", "icml"),
        ("NIPS", "dblp:conf/nips", "neurips"),
        ("NeurIPS", "dblp:conf/nips", "neurips"),
        ("SIGMOD Conference", "dblp:conf/sigmod", "sigmod"),
        ("SIGMOD/PODS", "dblp:conf/sigmod", "sigmod"),
        ("ACL/IJCNLP (1)", "dblp:conf/acl", "acl"),
        ("COLING-ACL", "dblp:conf/acl", "acl"),
        ("The Web Conference", "dblp:conf/www", "www"),
        ("WWW (1)", "dblp:conf/www", "www"),
        ("ISWC", "dblp:conf/semweb", "iswc"),
        ("ISWC/ASWC", "dblp:conf/semweb", "iswc"),
        ("ICSE (SEIP)", "dblp:conf/icse", "icse"),
        ("Very Large Data Base Conf.", "dblp:conf/vldb", "vldb"),
        (None, "dblp:conf/vldb", "vldb"),
        ("dblp:conf/vldb", "dblp:conf/vldb", "vldb"),
        ("LDOW", "dblp:conf/www", "ldow"),
        ("GRADES", "dblp:conf/sigmod", "grades"),
        ("MUD", "dblp:conf/vldb", "mud"),
        ("OM", "dblp:conf/semweb", "om"),
        ("UDL", "dblp:conf/icml", "udl"),
        ("International Conference on Sheep", "dblp:conf/icml", "international conference on sheep"),
        ("IEEE Trans. Neural Networks", "dblp:journals/tnn", "tnnls"),
        ("ACM Trans. Off. Inf. Syst.", "dblp:journals/tois", "tois"),
        ("Am. J. Comput. Linguistics", "dblp:journals/coling", "computationallinguistics"),
        ("ICML Unsupervised and Transfer Learning", "dblp:journals/jmlr", "icml unsupervised and transfer learning"),
        ("WAPA", "dblp:journals/jmlr", "wapa"),
        ("J. Mach. Learn. Res. (Microtome)", "issn:1533-7928", "jmlr"),
        ("Nat", "openalex:S137773608", "nature"),
        ("Sheep Letters", "openalex:S1", "sheep letters"),
        (None, "dblp:journals/sheep", "dblp journals sheep"),
    ],
)
def test_a_key_with_a_scheme_names_a_venue_of_the_table(printed: str | None, key: str, venue_id: str) -> None:
    assert resolve(printed, key).venue_id == venue_id


def test_no_alias_is_written_twice() -> None:
    folded = Counter(
        fold_venue(alias)
        for venue_id, entry in TABLE.items()
        for alias in ({fold_venue(venue_id), fold_venue(entry["name"])} | {*entry.get("aliases", ())})
    )
    assert [alias for alias, count in folded.items() if count > 1 or not alias] == []


@pytest.mark.parametrize(("alias", "venue_id"), ALIASES)
def test_an_alias_resolves_to_its_venue_in_any_case(alias: str, venue_id: str) -> None:
    expected = Venue(venue_id=venue_id, name=TABLE[venue_id]["name"], kind=TABLE[venue_id]["kind"])
    for printed in (alias, alias.upper(), alias.lower(), alias.title(), f" {alias} "):
        assert resolve(printed) == expected
        assert resolve(None, printed) == expected


@pytest.mark.parametrize(
    ("alias", "venue_id"), [(alias, venue_id) for alias, venue_id in ALIASES if TABLE[venue_id]["kind"] == "conference"]
)
def test_a_conference_is_known_through_its_usual_decorations_and_is_not_its_workshops(
    alias: str, venue_id: str
) -> None:
    for printed in (
        f"Proceedings of the 12th {alias}",
        f"Proc. of the Twenty-Second Annual {alias}",
        f"{alias} 2019",
        f"{alias} '19",
        f"{alias} 2019, Vancouver, BC, Canada, December 8-14, 2019",
        f"{alias} (Poster)",
        f"{alias} 2019 (12)",
    ):
        assert resolve(printed).venue_id == venue_id, printed
    for printed in (
        f"{alias} Workshop on Reproducibility",
        f"Workshop on Reproducibility at {alias}",
        f"{alias} 2019, Workshop on Reproducibility",
        f"Reproducibility in Machine Learning, {alias} 2019",
        f"{alias} (Companion Volume)",
        f"{alias} (Tutorial Abstracts)",
        f"{alias} 2019 (Workshops)",
    ):
        assert resolve(printed).venue_id != venue_id, printed


@pytest.mark.parametrize("key", KEYS_OF_ONE_SOURCE.split())
def test_the_keys_of_a_whole_source_are_known(key: str) -> None:
    assert resolve("Proceedings of something", key).venue_id == key


@pytest.mark.parametrize("server", [entry["name"] for entry in TABLE.values() if entry["kind"] == "preprint server"])
def test_a_preprint_server_is_known_through_its_usual_decorations(server: str) -> None:
    for printed in (
        server,
        f"{server} Preprint",
        f"{server} preprints",
        f"{server} [Preprint]",
        f"{server} (Of a Library)",
    ):
        assert resolve(printed).kind == "preprint server", printed
    assert resolve(f"Journal of {server}").kind is None


@pytest.mark.parametrize(
    "printed",
    [
        *("arXiv", "bioRxiv", "medRxiv", "ChemRxiv", "TechRxiv", "Research Square", "SSRN Electronic Journal", "viXra"),
        *("OSF Preprints", "PsyArXiv", "SocArXiv", "EarthArXiv", "engrXiv", "AfricArXiv", "SportRxiv", "EdArXiv"),
        *(
            "Zenodo",
            "HAL",
            "HAL Open Science",
            "Preprints.org",
            "Authorea",
            "Cryptology ePrint Archive",
            "PsyArXiv Preprints",
        ),
    ],
)
def test_the_preprint_servers_of_all_fields_are_known(printed: str) -> None:
    assert resolve(printed).kind == "preprint server"
    assert resolve(printed.upper()).kind == "preprint server"


@pytest.mark.parametrize(
    ("doi", "of_preprint"),
    [
        *(("10.48550/arxiv.2101.00001", True), ("10.1101/2020.01.02.123456", True), ("10.1101/gr.123456.119", False)),
        *(("10.31234/osf.io/abcde", True), ("10.31223/x5abcd", True), ("10.21203/rs.3.rs-1/v1", True)),
        *(("10.26434/chemrxiv-2021-x", True), ("10.2139/ssrn.1234567", True), ("10.5281/zenodo.123", True)),
        *(("10.20944/preprints202101.0001.v1", True), ("10.1000/182", False), ("10.1038/s41586-020-1", False)),
    ],
)
def test_the_beginning_of_a_doi_says_that_a_preprint_server_registered_it(doi: str, of_preprint: bool) -> None:
    assert is_doi_of_preprint(doi) is of_preprint


@pytest.mark.parametrize(
    "entry", [entry for entry in TABLE.values() if "dois" in entry], ids=lambda entry: entry["name"]
)
def test_dois_are_patterns_of_preprint_servers_in_normal_form(entry: dict[str, Any]) -> None:
    assert entry["kind"] == "preprint server"
    assert entry["dois"] == entry["dois"].lower()
    assert re.compile(entry["dois"]).match("10.") is None


# --- Printed names


@pytest.mark.parametrize(
    ("printed", "venue_id"),
    [
        ("NIPS", "neurips"),
        ("NIPS 2016", "neurips"),
        ("Advances in Neural Information Processing Systems 34", "neurips"),
        ("Advances in Neural Information Processing Systems 34 (NeurIPS 2021)", "neurips"),
        ("The Thirty-ninth Annual Conference on Neural Information Processing Systems", "neurips"),
        ("Proceedings of the 42nd International Conference on Machine Learning", "icml"),
        ("International Conference on Machine Learning, ICML 2021, 18-24 July 2021, Virtual Event", "icml"),
        ("In Proceedings of ICML'08", "icml"),
        ("ICML2021", "icml"),
        ("Proceedings of pgm 2020", "pgm"),
        (
            "Proceedings of the Twelveth International Symposium on Imprecise Probability: Theories and Applications",
            "isipta",
        ),
        ("Conference on Health, Inference, and Learning (CHIL) 2020", "chil"),
        ("Proceedings of the Thirty-Third AAAI Conference on Artificial Intelligence, AAAI 2019", "aaai"),
        ("Proceedings of the European Conference on Computer Vision (ECCV)", "eccv"),
        ("Computer Vision – ECCV 2020", "eccv"),
        ("Computer Vision -- ACCV 2016", "accv"),
        ("Medical Image Computing and Computer-Assisted Intervention — MICCAI'99", "miccai"),
        ("The Semantic Web - ISWC 2014", "iswc"),
        ("Advances in Information Retrieval", "ecir"),
        (
            "Thirty-seventh Conference on Neural Information Processing Systems Datasets and Benchmarks Track",
            "neurips",
        ),
        ("2019 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)", "cvpr"),
        ("2021 IEEE/CVF Conference on Computer Vision and Pattern Recognition Workshops (CVPRW)", "cvprw"),
        ("ECCV Workshops (1)", "eccvw"),
        ("ICCV (Workshops)", "iccvw"),
        ("ICLR (Poster)", "iclr"),
        ("ICLR (Workshop)", "iclrw"),
        ("ACL (1)", "acl"),
        ("ACL (Findings)", "findings"),
        ("EMNLP/IJCNLP (1)", "emnlp"),
        ("Findings of the Association for Computational Linguistics: EMNLP 2020", "findings"),
        (
            "Proceedings of the 2019 Conference of the North American Chapter of the Association for Computational "
            "Linguistics: Human Language Technologies, Volume 1 (Long and Short Papers)",
            "naacl",
        ),
        ("Proceedings of the Fifth International Conference on Language Resources and Evaluation (LREC’06)", "lrec"),
        ("Computational Linguistics, Volume 15, Number 4, December 1989", "computationallinguistics"),
        ("Proceedings of the 25th ACM SIGKDD International Conference on Knowledge Discovery & Data Mining", "kdd"),
        ("Proceedings of The Web Conference 2020", "www"),
        ("Proceedings of the VLDB Endowment", "pvldb"),
        ("VLDB", "vldb"),
        ("J. Mach. Learn. Res.", "jmlr"),
        ("Foundations and Trends® in Machine Learning", "ftml"),
        ("Machine Learning 45", "mlj"),
        ("Science (New York, N.Y.)", "science"),
        ("Proc. Natl. Acad. Sci. USA", "pnas"),
        ("Proc. Natl. Acad. Sci. U.S.A.", "pnas"),
        ("J Mach Learn Res", "jmlr"),
        ("Jnl. Machine Learning Res., vol. 15", "jmlr"),
        ("Proc. 34th Int. Conf. Mach. Learn. (ICML), 2017", "icml"),
        ("Proc. Int. Conf. Mach. Learn. Workshops", "icmlw"),
        ("Asian Conf. Mach. Learn.", "acml"),
        ("2019 IEEE/CVF Conf. on Comput. Vision and Pattern Recogn.", "cvpr"),
        ("Comput. Linguist.", "computationallinguistics"),
        ("Proc. 57th Annu. Meet. Assoc. Comput. Linguist.", "acl"),
        ("CoRR abs/2305.14314", "arxiv"),
        ("arXiv preprint arXiv:2305.14314", "arxiv"),
        ("arXiv: Mathematical Physics", "arxiv"),
        ("arXiv (Cornell University)", "arxiv"),
        ("bioRxiv (Cold Spring Harbor Laboratory)", "biorxiv"),
        ("Neural Networks, 2005. IJCNN '05. Proceedings. 2005 IEEE International Joint Conference on", "ijcnn"),
        ("Pattern Recognition, 2008. ICPR 2008. 19th International Conference on", "icpr"),
        ("Computer Vision and Pattern Recognition (CVPR), 2012 IEEE Conference on", "cvpr"),
        ("Computer Vision Workshops (ICCV Workshops), 2009 IEEE 12th International Conference on", "iccvw"),
        ("Acoustics, Speech and Signal Processing, 2007. ICASSP 2007. IEEE International Conference on", "icassp"),
        ("Image Processing, IEEE Transactions on", "tip"),
        ("Artificial Intelligence Research, Journal of", "jair"),
        ("Proc. ICML, Lille, France, pp. 2048-2057", "icml"),
        ("ICML 2014, Beijing, China, 21-26 June 2014, Part II", "icml"),
        ("ISWC 2014, Riva del Garda, Italy, October 19-23, 2014. Proceedings, Part I", "iswc"),
        ("2019 IEEE/CVF International Conference on Computer Vision (ICCV), Seoul, Korea (South), 2019", "iccv"),
        ("ICML 2021, Virtual Event, PMLR 139", "icml"),
        ("ACL (Volume 1: Long Papers)", "acl"),
        ("Proceedings of the AAAI Conference on Artificial Intelligence, 33(01), 3590-3597", "aaai"),
        ("NeurIPS 2023 poster", "neurips"),
        ("NeurIPS 2023 spotlight", "neurips"),
        ("NeurIPS 2023 Datasets and Benchmarks Poster", "neurips"),
        ("ICLR 2024 oral", "iclr"),
        ("ICLR 2023 notable top 5%", "iclr"),
        ("ICLR 2023 (notable top 25%)", "iclr"),
        ("ICML 2023 Poster", "icml"),
        ("ICML 2025 spotlightposter", "icml"),
        ("ICML 2023 OralPoster", "icml"),
        ("CoRL 2023 Oral", "corl"),
        ("CoRL2021 Oral", "corl"),
        ("UAI 2023 Spotlight Poster, Pittsburgh, PA, USA", "uai"),
        ("NeurIPS 2022 Accept", "neurips"),
        ("Accepted by TMLR", "tmlr"),
        ("ICML 2023 Workshop Poster", "icmlw"),
        (
            "Advances in Neural Information Processing Systems 33: Annual Conference on Neural Information Processing "
            "Systems 2020, NeurIPS 2020, December 6-12, 2020, virtual",
            "neurips",
        ),
        (
            "Computer Vision - ECCV 2020 - 16th European Conference, Glasgow, UK, August 23-28, 2020, Proceedings, "
            "Part I",
            "eccv",
        ),
        (
            "ICASSP 2020 - 2020 IEEE International Conference on Acoustics, Speech and Signal Processing (ICASSP)",
            "icassp",
        ),
        ("ICASSP 2021 - International Conference on Acoustics, Speech, and Signal Processing, Toronto", "icassp"),
        (
            "Medical Image Computing and Computer Assisted Intervention – MICCAI 2020: 23rd International Conference, "
            "Lima, Peru, October 4–8, 2020, Proceedings, Part I",
            "miccai",
        ),
        (
            "The Semantic Web - ISWC 2014 - 13th International Semantic Web Conference, Riva del Garda, Italy, October "
            "19-23, 2014. Proceedings, Part I",
            "iswc",
        ),
        (
            "Machine Learning and Knowledge Discovery in Databases: European Conference, ECML PKDD 2019, Würzburg, "
            "Germany, September 16–20, 2019, Proceedings, Part I",
            "ecmlpkdd",
        ),
        (
            "Advances in Information Retrieval - 42nd European Conference on IR Research, ECIR 2020, Lisbon, Portugal, "
            "April 14-17, 2020, Proceedings, Part I",
            "ecir",
        ),
        (
            "Algorithmic Learning Theory - 21st International Conference, ALT 2010, Canberra, Australia, October 6-8, "
            "2010. Proceedings",
            "alt",
        ),
        (
            "NIPS'14: Proceedings of the 27th International Conference on Neural Information Processing Systems",
            "neurips",
        ),
        ("ICML '20: Proceedings of the 37th International Conference on Machine Learning", "icml"),
        ("ICML'20", "icml"),
        (
            "KDD '20: Proceedings of the 26th ACM SIGKDD International Conference on Knowledge Discovery & Data Mining",
            "kdd",
        ),
        ("WWW '20: Proceedings of The Web Conference 2020", "www"),
        ("Nature 521:436", "nature"),
        (
            "The Thirty-Fourth AAAI Conference on Artificial Intelligence, AAAI 2020, The Thirty-Second Innovative "
            "Applications of Artificial Intelligence Conference, IAAI 2020, The Tenth AAAI Symposium on Educational "
            "Advances in Artificial Intelligence, EAAI 2020, New York, NY, USA, February 7-12, 2020",
            "aaai",
        ),
        (
            "The 22nd International Conference on Artificial Intelligence and Statistics, AISTATS 2019, 16-18 April "
            "2019, Naha, Okinawa, Japan",
            "aistats",
        ),
        (
            "Advances in Neural Information Processing Systems 25, pages 1097-1105. Curran Associates, Inc., 2012",
            "neurips",
        ),
        ("ICASSP (Cat. No.00CH37100)", "icassp"),
        ("Computer Vision, 2003. Proceedings. Ninth IEEE International Conference on", "iccv"),
        ("KDD '19, August 4–8, 2019, Anchorage, AK, USA", "kdd"),
        ("ICLR Workshops (Trust)", "iclrw"),
        ("ICLR 2025 Workshops", "iclrw"),
        ("ICLR 2025 Workshops: DeLTa", "iclrw"),
        ("ICLR 2025 Workshops: LLM_Reason_and_Plan", "iclrw"),
        ("ICML 2024 Workshops: MI", "icmlw"),
        ("ICML 2021 Workshops: AutoML", "icmlw"),
        ("ICML 2021 Workshops: AutoML (Oral), Vienna", "icmlw"),
        ("International Conference on Machine Learning Workshops: Sheep for Society", "icmlw"),
        ("Computer Vision and Pattern Recognition Workshops (CVPRW): Sheep", "cvprw"),
        ("Nature, vol. 521, no. 7553, pp. 436-444, May 2015", "nature"),
        ("Science (80-. )", "science"),
        ("Science (Washington, D.C.)", "science"),
        ("Bioinformatics (Oxford, England)", "bioinformatics"),
        ("Nature (London)", "nature"),
        ("Scientometrics (Online)", "scientometrics"),
        ("JMLR, 15(56):1929-1958", "jmlr"),
    ],
)
def test_printings_of_known_venues(printed: str, venue_id: str) -> None:
    assert resolve(printed).venue_id == venue_id
    assert resolve(printed).kind is not None


@pytest.mark.parametrize(
    "printed",
    [
        "NeurIPS 2019 Workshop on Bayesian Deep Learning",
        "Computer Vision – ECCV 2020 Workshops",
        "Bayesian Deep Learning – NeurIPS 2019",
        "Bayesian Deep Learning, NeurIPS 2019",
        "EACL (Student Research Workshop)",
        "Annual Meeting of the Association for Computational Linguistics: System Demonstrations",
        "IEEE Conference on Computer Vision and Pattern Recognition (CVPRW)",
        "WWW (Companion Volume)",
        "Proceedings of the IEEE",
        "International Conference on Machine Learning and Cybernetics",
        "Pacific Rim International Conference on Artificial Intelligence",
        "Scientific Reports",
        "Corr. Sci.",
        "Proc. Natl. Acad. Sci. India",
        "Art Intelligence",
        "Int. Conf. Mach. Learn. Cybern.",
        "Int. Conf. Mach. Learn., Companion",
        "Nat. Wool Commun.",
        "ICML, ICLR",
        "Science, Technology, & Human Values",
        "ICML 2021: AutoML",
        "IAAI 2020",
        "ICML 2020, IAAI 2020",
        "ICML '20: Proceedings of the International Conference on Learning Representations",
        "WWW '20: Companion Proceedings of the Web Conference 2020",
        "CHI EA '20: Extended Abstracts of the 2020 CHI Conference on Human Factors in Computing Systems",
        "Machine Learning: ECML 2007, 18th European Conference on Machine Learning, Warsaw, Poland",
        "Pattern Recognition - 5th Asian Conference, ACPR 2019, Auckland, New Zealand, November 26-29, 2019",
        "Computer Vision and Pattern Recognition - 4th National Conference, NCVPRIPG 2013, Jodhpur, India",
        "Computer Vision - ECCV 2020 - 16th European Conference Workshops, Glasgow, UK",
        "Computer Vision - ECCV 2020 - Bayesian Sheep",
        "NeurIPS 2019 - Bayesian Deep Learning",
        "Science: China",
        "Science - Technology",
        "Nature: Reviews",
        "CoRL 2023 Workshop Poster",
        "ICML 2023 AI4Science Poster",
        "NeurIPS Poster",
        "NeurIPS 2023 Posters",
        "Accepted by Sheep Letters",
        "Poster 2023 ICML",
        "ICLR Workshops, ICML Workshops",
        "Science, China",
        "Science (China)",
        "Nature, Society, and Thought",
        "Nature, London",
        "Machine Learning, Optimization, and Data Science",
        "Artificial Intelligence, Automation, and Law",
        "Neurocomputing, Algorithms, Architectures and Applications",
        "Neural Networks, IEEE Transactions on",
        "Bioinformatics, 2008. BIBM '08. IEEE International Conference on",
        "Neural Networks, 2008. Sheep and Goats. International Joint Conference on",
        "Neural Networks, 2008. ICPR 2008. International Joint Conference on",
        "Machine Learning, Journal of",
        "Proc. Natl. Acad. Sci., India, Sect. A",
        "Proc. Natl. Acad. Sci., Part B",
        "AAAI, Spring Symposium Series",
        "AAAI (Spring Symposium)",
        "ACL 2004, SemEval",
        "ACL 2004, SemEval, Barcelona, Spain",
        "ICML 2023, AI4Science",
        "ICLR 2025 (BuildingTrust)",
        "ICLR 2025, BuildingTrust, Singapore",
        "EMNLP 2023 (Industry Track)",
        "LOG, Newsletter",
        "ALT, Journal of",
        "ACL, India",
        "bioRxiv (Journal of)",
        "Preprints, Division of Petroleum Chemistry",
        "Conference " * 50 + "(ICML)",
    ],
)
def test_what_only_resembles_a_known_venue_stays_unknown(printed: str) -> None:
    assert resolve(printed).kind is None


@pytest.mark.parametrize("form", ["{} ({})", "{} 2019, {}", "{} {}"])
@pytest.mark.parametrize(
    "part",
    [
        *("Competitions", "Competition and Demos", "Posters", "Posters & Demos", "Spring Symposia", "Fall Symposium"),
        *("Challenge", "Challenges", "Cup", "Shared Task", "Shared Tasks", "EA", "Extended Abstracts", "Companions"),
    ],
)
def test_a_part_is_not_its_conference_whatever_the_key_says(form: str, part: str) -> None:
    for conference, key in (("NeurIPS", "nips"), ("ISWC", "semweb"), ("KDD", "kdd"), ("CHI", "chi"), ("AAAI", "aaai")):
        printed = form.format(conference, part)
        own = Venue(venue_id=fold_venue(printed), name=printed, kind=None)
        for stated in (None, f"dblp:conf/{key}", conference):
            assert resolve(printed, stated) == own, (printed, stated)


# --- Unknown venues and keys


def test_an_unknown_venue_is_its_own_printing() -> None:
    assert resolve(" Acta  Inf. ") == Venue(venue_id="acta inf", name="Acta Inf.", kind=None)


@pytest.mark.parametrize(("printed", "venue_id"), [("人工智能学报", "人工智能学报"), ("???", "???")])
def test_no_venue_id_is_empty(printed: str, venue_id: str) -> None:
    assert resolve(printed).venue_id == venue_id


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        ("Materials Science &amp; Engineering A", "Materials Science & Engineering A"),
        ("Materials Science & Engineering A", "Materials Science and Engineering A"),
        ("Sheep&Goats", "Sheep and Goats"),
        ("Sheep &amp;amp; Goats", "Sheep &#38; Goats"),
        ("Beitr&auml;ge", "Beiträge"),
        ("Sheep &lt;Letters&gt;", "Sheep Letters"),
    ],
)
def test_references_to_characters_and_signs_for_and_make_no_other_venue(printed: str, other: str) -> None:
    assert resolve(printed).venue_id == resolve(other).venue_id
    assert resolve("Proceedings of something", printed).venue_id == resolve(None, other).venue_id
    assert "&amp;" not in resolve(printed).name


def test_references_are_read_before_a_name_is_cut_at_semicolons() -> None:
    assert resolve("Knowledge Discovery &amp; Data Mining, 2015").venue_id == "kdd"
    assert resolve("Science, Technology, &amp; Human Values").name == "Science, Technology, & Human Values"


def test_a_known_key_wins_over_the_printed_name() -> None:
    assert resolve("International Conference on Learning Representations", "iclrw").venue_id == "iclrw"


@pytest.mark.parametrize(
    ("printed", "key", "venue_id"),
    [
        ("EMNLP 2023 Findings", "EMNLP", "findings"),
        ("ACL 2024 Findings", "ACL", "findings"),
        ("ICML (AutoML Workshop) 2019", "ICML", "icml automl workshop 2019"),
        ("Sheep@NeurIPS 2021", "NeurIPS", "sheep neurips 2021"),
        ("ICML 2020 Workshop", "icml", "icmlw"),
        ("CVPR 2020 Demonstrations", "cvpr", "cvpr 2020 demonstrations"),
        ("ICLR 2025 Workshops: DeLTa", "iclrw", "iclrw"),
        ("Workshop on Sheep at ICLR", "iclrw", "iclrw"),
        ("Sheep@ICLR", "iclrw", "iclrw"),
        ("ACL 2023 Findings, Tutorial Abstracts", "findings", "findings"),
        ("Workshop on Sheep", "NALOMA", "naloma"),
        ("ICML 2019", "icml", "icml"),
    ],
)
def test_a_short_key_of_a_conference_says_nothing_of_its_parts(printed: str, key: str, venue_id: str) -> None:
    assert resolve(printed, key).venue_id == venue_id


def test_a_known_printed_name_wins_over_an_unknown_key() -> None:
    assert resolve("NeurIPS", "xyz").venue_id == "neurips"


def test_an_unknown_key_keeps_the_years_of_a_venue_together() -> None:
    first = resolve("Proceedings of the 3rd Natural Logic Meets Machine Learning Workshop", "NALOMA")
    second = resolve("Proceedings of the 4th Natural Logic Meets Machine Learning Workshop", "NALOMA")
    assert first == second == Venue(venue_id="naloma", name="naloma", kind=None)
    assert resolve("NALOMA", "naloma") == resolve("NALOMA") == Venue(venue_id="naloma", name="NALOMA", kind=None)


@pytest.mark.parametrize(("printed", "key"), [("", None), (None, None), (" \u200b", ""), (None, "\t")])
def test_an_empty_text_is_not_a_venue(printed: str | None, key: str | None) -> None:
    assert resolve_venue(printed, key) is None


@given(st.none() | texts, st.none() | texts)
def test_every_text_is_some_venue_whose_id_ignores_case(printed: str | None, key: str | None) -> None:
    venue = resolve_venue(printed, key)
    if venue is None:
        assert not clean(printed or "")
        assert not clean(key or "")
        return
    assert venue.venue_id
    assert venue.name
    assert (venue.kind is not None) == (venue.venue_id in TABLE)
    for change in (str.upper, str.lower, str.title):
        changed = resolve_venue(printed and change(clean(printed)), key and change(clean(key)))
        assert changed is not None
        assert changed.venue_id == venue.venue_id


def test_an_abbreviation_of_two_venues_stays_as_printed() -> None:
    own = json.dumps(
        {
            "sheepscience": {"name": "Journal of Sheep Science", "kind": "journal"},
            "sheepscientometrics": {"name": "Journal of Sheep Scientometrics", "kind": "journal"},
        }
    )
    assert resolve_venue("J. Sheep Sci.", own_venues=own) == resolve_venue("J. Sheep Sci.")
    scientometrics = resolve_venue("J. Sheep Scientom.", own_venues=own)
    assert scientometrics is not None
    assert scientometrics.venue_id == "sheepscientometrics"
