"""What may stand behind the name of a venue without making it another one: when, where and in which volume.

A topic cannot be told from a place by its form: "Science, Technology" and "Science, London". So every text behind a
name must be known as harmless, and one unknown word makes the whole name unknown. All texts are results of `fold`.

A conference may have dates, volumes, presentations, series, publishers and places behind its name. A journal has
volumes, pages and dates; a place only in brackets, since "Science, China" may be another journal. A city that is not in
the list counts where a region follows it: "Riva del Garda, Italy". Regions alone are a place of a conference in a
certain year only, since societies have chapters by country.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final


def says_when_and_where(texts: Sequence[str], *, of_a_conference: bool, in_brackets: bool, with_year: bool) -> bool:
    """Whether the texts behind a name say nothing but dates, volumes, places and the like.

    `texts` are those between commas and brackets, in their order; `with_year` says that a year stands anywhere in the
    printed name.
    """
    harmless = _OF_CONFERENCES if of_a_conference else _OF_JOURNALS
    unknown = [place for place, text in enumerate(texts) if harmless.fullmatch(text) is None]
    if not unknown:
        return True
    if not (of_a_conference or in_brackets):
        return False
    has_city = False
    for place in unknown:
        text = texts[place]
        if _WITH_PLACES.fullmatch(text) is not None:
            has_city = has_city or _CITY.search(text) is not None
        elif _may_be_a_city(text) and place + 1 < len(texts) and _REGION.match(texts[place + 1]):
            has_city = True
        else:
            return False
    return has_city or (of_a_conference and with_year)


def _may_be_a_city(text: str) -> bool:
    return _MAY_BE_A_CITY.fullmatch(text) is not None and not names_another_kind(text)


def names_another_kind(text: str) -> bool:
    """Whether a text behind a name says that the whole is a conference, society or journal of its own."""
    return _ANOTHER_KIND.search(text) is not None


_ANOTHER_KIND: Final = re.compile(
    r"\b(?:conferences?|transactions|journal|newsletter|symposi(?:um|a)|society|proceedings of)\b|\b(?:on|of|for)$"
)


def _sequence(phrases: Iterable[str]) -> re.Pattern[str]:
    """Matches the texts that consist of these phrases; possessive, so that no text takes long."""
    return re.compile(rf"(?:(?:{'|'.join(phrases)})(?: |$))++")


_NUMBERS: Final = (
    r"(?:vol(?:ume)?s?|nos?|nr|num(?:bers?)?|iss(?:ues?)?|parts?|pts?|pp?|pages?|art(?:icles?)?) (?:e?\d+|[ivx]+)",
    r"e?\d+|\d+(?:st|nd|rd|th)",
    "january|february|march|april|may|june|july|august|september|october|november|december",
    "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec",
    "to|and",
    "online|print|internet|electronic(?: resource)?",
)
_CONFERENCE_WORDS: Final = (
    "virtual (?:event|conference|only|meeting)|(?:event )?virtual(?:ly)?|online (?:event|conference)|hybrid(?: event)?",
    r"poster|oral|spotlight|oralposter|spotlightposter|notable top \d+",
    r"(?:(?:long|short|full|regular|revised|selected|accepted|technical|research) (?:and )?)+papers",
    "main (?:conference|track|volume|proceedings)|research track|conference track|(?:conference )?proceedings",
    r"part [a-h]|[ivx]+",
    # IEEE's numbers of volumes: "Cat. No.00CH37100".
    r"cat nos? \d+ch\d+",
    # Series.
    "lecture notes in (?:computer science|artificial intelligence)|lncs|lnai|pmlr",
    "proceedings of machine learning research|jmlr w (?:and )?cp|jmlr org",
    # Publishers, as far as none of them is a venue.
    "(?:ieee|acm|aaai|mit) press|ieee(?: computer society)?|acm|usenix|springer(?: verlag)?|omnipress|openreview net",
    "morgan kaufmann(?: publishers)?|curran associates(?: inc)?|association for computational linguistics|ijcai org",
    "inc",
)
_REGIONS: Final = (
    # Countries.
    "argentina|armenia|australia|austria|bangladesh|belgium|brasil|brazil|bulgaria|canada|catalonia|chile|china",
    "p r china|pr china|people s republic of china|peoples republic of china|colombia|costa rica|crete|croatia|cuba",
    "cyprus|czech republic|czechia|denmark|deutschland|dominican republic|ecuador|egypt|england|estonia|ethiopia",
    "finland|france|georgia|germany|ghana|greece|guatemala|hungary|iceland|india|indonesia|iran|iraq|ireland|israel",
    "italia|italy|jamaica|japan|jordan|kazakhstan|kenya|korea|south korea|republic of korea|south|kuwait|latvia",
    "lebanon|lithuania|malaysia|malta|mexico|morocco|nepal|netherlands|the netherlands|new zealand|nigeria",
    "northern ireland|norway|oman|pakistan|panama|peru|philippines|poland|portugal|puerto rico|qatar|romania|russia",
    "russian federation|rwanda|sardinia|saudi arabia|scotland|senegal|serbia|sicily|slovakia|slovenia|south africa",
    "spain|sri lanka|sweden|switzerland|taiwan|tanzania|thailand|tunisia|turkey|turkiye|u a e|u k|u s|u s a|uae|uganda",
    "uk|ukraine|united arab emirates|united kingdom|united states|united states of america|uruguay|us|usa|venezuela",
    "vietnam|wales",
    # States and provinces, and their abbreviations.
    "alabama|alaska|alberta|arizona|british columbia|california|colorado|connecticut|delaware|florida|hawaii|illinois",
    "indiana|louisiana|maryland|massachusetts|michigan|minnesota|missouri|nevada|new jersey|new mexico",
    "new south wales|north carolina|nova scotia|ohio|okinawa|ontario|oregon|pennsylvania|quebec|queensland",
    "rhode island|tennessee|texas|utah|victoria|virginia|wisconsin",
    "ab|az|b c|bc|ca|calif|co|conn|ct|d c|dc|fl|fla|ga|hi|il|ill|la|ma|mass|md|mi|minn|mn|mo|n c|n j|n y|nc|nj|nm",
    "nsw|nv|ny|oh|on|ont|or|ore|pa|qc|ri|tenn|tn|tx|ut|va|vt|wa|wash|wi",
)
_CITIES: Final = (
    "aachen|aberdeen|abu dhabi|adelaide|albuquerque|amsterdam|anchorage|ann arbor|antwerp|arlington|athens|atlanta",
    "auckland|austin|baltimore|bangalore|bangkok|barcelona|basel|bath|beijing|belfast|bellevue|bengaluru|berkeley",
    "berlin|bilbao|birmingham|bled|bologna|bonn|bordeaux|boston|boulder|bremen|brighton|brisbane|bristol|brussels",
    "bucharest|budapest|buenos aires|busan|cairns|cairo|calgary|cambridge|canberra|cancun|cape town|cardiff|chania",
    "charlotte|chengdu|chennai|chicago|christchurch|cleveland|cologne|copenhagen|corvallis|cracow|dallas|delft|delhi",
    "denver|detroit|dresden|dubai|dublin|dubrovnik|edinburgh|edmonton|eindhoven|espoo|florence|fort lauderdale",
    "frankfurt|geneva|genoa|ghent|glasgow|gothenburg|granada|graz|grenoble|haifa|hamburg|hanoi|helsinki|heraklion",
    "hersonissos|hong kong|honolulu|houston|hyderabad|innsbruck|istanbul|jeju|jeju island|jerusalem|kathmandu|kobe",
    "kos|krakow|kuala lumpur|kyoto|las vegas|lausanne|leeds|leicester|leipzig|leuven|lille|lima|lisbon|ljubljana",
    "london|long beach|los angeles|lugano|luxembourg|lyon|macao|macau|madison|madrid|malaga|manchester|marseille",
    "melbourne|memphis|miami|milan|minneapolis|monaco|monterey|montpellier|montreal|moscow|mumbai|munich|nagoya",
    "nancy|nanjing|nantes|naples|nashville|new delhi|new haven|new orleans|new york|new york city|newcastle|nicosia",
    "nottingham|nuremberg|orlando|osaka|oslo|ottawa|oxford|padua|palermo|palo alto|paris|park city|perth",
    "philadelphia|phoenix|pisa|pittsburgh|portland|porto|potsdam|prague|providence|reykjavik|riga|rio de janeiro|rome",
    "rotterdam|sacramento|saint petersburg|st petersburg|salt lake city|salzburg|san antonio|san diego|san francisco",
    "san jose|san juan|santa barbara|santa cruz|santa fe|santiago|sao paulo|sapporo|seattle|seoul|seville|shanghai",
    "sheffield|shenzhen|singapore|snowbird|snowmass|sofia|stanford|stockholm|stuttgart|suzhou|sydney|taipei|tallinn",
    "tampa|tel aviv|tianjin|tokyo|toronto|toulouse|tubingen|tuebingen|turin|tuscaloosa|uppsala|utrecht|valencia",
    "vancouver|venice|vienna|vilnius|warsaw|washington|wellington|whistler|wuhan|xi an|xiamen|yokohama|zagreb|zurich",
)
_OF_JOURNALS: Final = _sequence(_NUMBERS)
_OF_CONFERENCES: Final = _sequence((*_CONFERENCE_WORDS, *_NUMBERS))
# The longest names go first, since a match is never taken back.
_PLACES: Final = sorted("|".join((*_CITIES, *_REGIONS)).split("|"), key=len, reverse=True)
_WITH_PLACES: Final = _sequence((*_PLACES, *_CONFERENCE_WORDS, *_NUMBERS))
_CITY: Final = re.compile(rf"\b(?:{'|'.join(_CITIES)})\b")
_REGION: Final = re.compile(rf"(?:{'|'.join(_REGIONS)})\b")
_MAY_BE_A_CITY: Final = re.compile(r"[^\W\d]+(?: [^\W\d]+){0,3}")
