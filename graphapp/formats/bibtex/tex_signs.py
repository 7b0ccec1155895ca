"""Commands of LaTeX's text mode and the characters that they print (https://ctan.org/pkg/encguide)."""

import re
from html.entities import html5
from typing import Final

ACCENTS: Final = {
    **{"`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307"},
    **{'"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328"},
    **{"b": "\u0331", "h": "\u0309", "G": "\u030f", "f": "\u0311", "textcommabelow": "\u0326"},
}
"""Command -> the combining mark that it puts on the letter behind it."""

SIGNS: Final = {
    **{"ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø"},
    **{"l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ"},
    **{"ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ", "textschwa": "ə", "polishl": "ł"},
    **{"S": "§", "P": "¶", "dag": "†", "ddag": "‡", "textdagger": "†", "textsection": "§", "textparagraph": "¶"},
    **{"copyright": "©", "textcopyright": "©", "registered": "®", "textregistered": "®", "trademark": "™"},
    **{"texttrademark": "™", "pounds": "£", "textsterling": "£", "texteuro": "€", "euro": "€", "EUR": "€"},
    **{"textyen": "¥", "textcent": "¢", "textdegree": "°", "degree": "°", "textmu": "µ", "textordfeminine": "ª"},
    **{"textordmasculine": "º", "textonehalf": "½", "textonequarter": "¼", "texttimes": "×", "textpm": "±"},
    **{"textdiv": "÷", "textminus": "−", "textasteriskcentered": "∗", "textbullet": "•", "textperiodcentered": "·"},
    **{"ldots": "…", "dots": "…", "textellipsis": "…", "emdash": "—", "textemdash": "—", "endash": "–"},
    **{"textendash": "–", "textquoteleft": "‘", "textquoteright": "’", "lq": "‘", "rq": "’", "textquotedblleft": "“"},
    **{"textquotedblright": "”", "quotedblbase": "„", "glqq": "„", "grqq": "“", "quotesinglbase": "‚"},
    **{"guillemotleft": "«", "guillemetleft": "«", "flqq": "«", "guillemotright": "»", "guillemetright": "»"},
    **{"frqq": "»", "guilsinglleft": "‹", "guilsinglright": "›", "textquotesingle": "'", "textquotedbl": '"'},
    **{"textexclamdown": "¡", "textquestiondown": "¿", "textvisiblespace": "␣", "slash": "/", "textbackslash": "\\"},
    **{"textasciitilde": "~", "textasciicircum": "^", "textasciigrave": "`", "textbraceleft": "{"},
    **{"textbraceright": "}", "lbrace": "{", "rbrace": "}", "textless": "<", "textgreater": ">", "textbar": "|"},
    **{"textunderscore": "_", "textdollar": "$", "textnumero": "№", "TeX": "TeX", "LaTeX": "LaTeX"},
    **{"LaTeXe": "LaTeX2e", "BibTeX": "BibTeX", "METAFONT": "METAFONT", "MF": "METAFONT", "AmS": "AMS", "today": ""},
    **{"tie": " ", "space": " ", "quad": " ", "qquad": " ", "item": " ", "par": " ", "newline": " ", "linebreak": " "},
    **{"newblock": " ", "enspace": " ", "thinspace": " ", "break": " "},
}
"""Command of letters -> what it prints."""

ESCAPES: Final = {
    **{sign: sign for sign in "&%$#_{}@"},
    **dict.fromkeys(" \t\r\n\\,:;>", " "),
    **dict.fromkeys("!/-()[]", ""),
}
"""Command of one sign -> what it prints: `\\&`, but also `\\-`, which is a place to break a word."""

SILENT: Final = frozenset({
    "em", "bf", "it", "rm", "sc", "sf", "sl", "tt", "cal", "bfseries", "itshape", "scshape", "slshape", "upshape",
    "mdseries", "rmfamily", "sffamily", "ttfamily", "normalfont", "tiny", "scriptsize", "footnotesize", "small",
    "normalsize", "large", "Large", "LARGE", "huge", "Huge", "relax", "protect", "noindent", "bgroup", "egroup",
    "unskip", "ignorespaces", "nobreak", "allowbreak", "null", "leavevmode", "boldmath", "unboldmath",
})  # fmt: skip
"""Commands that print nothing and stand before what they change."""

HIDDEN: Final = frozenset({
    "noopsort", "NOOPSORT", "SortNoop", "sortnoop", "noop", "noopsorted", "begin", "end", "label", "vspace", "hspace",
    "footnote", "footnotemark", "thanks", "phantom", "hphantom", "vphantom", "color", "textcolor", "input", "include",
    "bibliographystyle", "selectlanguage", "foreignlanguage", "fontsize", "selectfont", "href", "raisebox", "scalebox",
    "rotatebox",
})  # fmt: skip
"""Commands whose first argument does not print: `{\\noopsort{1986a}}1986`, `\\href{address}{text}`."""

JOURNALS: Final = {
    "actaa": "Acta Astronomica",
    "aap": "Astronomy & Astrophysics",
    "aapr": "The Astronomy and Astrophysics Review",
    "aaps": "Astronomy & Astrophysics Supplement Series",
    "aj": "The Astronomical Journal",
    "ao": "Applied Optics",
    "apj": "The Astrophysical Journal",
    "apjl": "The Astrophysical Journal Letters",
    "apjs": "The Astrophysical Journal Supplement Series",
    "aplett": "Astrophysics Letters",
    "apspr": "Astrophysics Space Physics Research",
    "apss": "Astrophysics and Space Science",
    "araa": "Annual Review of Astronomy and Astrophysics",
    "azh": "Astronomicheskii Zhurnal",
    "baas": "Bulletin of the American Astronomical Society",
    "bain": "Bulletin of the Astronomical Institutes of the Netherlands",
    "caa": "Chinese Astronomy and Astrophysics",
    "cjaa": "Chinese Journal of Astronomy and Astrophysics",
    "fcp": "Fundamentals of Cosmic Physics",
    "gca": "Geochimica et Cosmochimica Acta",
    "grl": "Geophysical Research Letters",
    "iaucirc": "International Astronomical Union Circular",
    "icarus": "Icarus",
    "jcap": "Journal of Cosmology and Astroparticle Physics",
    "jcp": "The Journal of Chemical Physics",
    "jgr": "Journal of Geophysical Research",
    "jqsrt": "Journal of Quantitative Spectroscopy and Radiative Transfer",
    "jrasc": "Journal of the Royal Astronomical Society of Canada",
    "memras": "Memoirs of the Royal Astronomical Society",
    "memsai": "Memorie della Società Astronomica Italiana",
    "mnras": "Monthly Notices of the Royal Astronomical Society",
    "na": "New Astronomy",
    "nar": "New Astronomy Reviews",
    "nat": "Nature",
    "nphysa": "Nuclear Physics A",
    "pasa": "Publications of the Astronomical Society of Australia",
    "pasj": "Publications of the Astronomical Society of Japan",
    "pasp": "Publications of the Astronomical Society of the Pacific",
    "physrep": "Physics Reports",
    "physscr": "Physica Scripta",
    "planss": "Planetary and Space Science",
    "pra": "Physical Review A",
    "prb": "Physical Review B",
    "prc": "Physical Review C",
    "prd": "Physical Review D",
    "pre": "Physical Review E",
    "prl": "Physical Review Letters",
    "procspie": "Proceedings of SPIE",
    "qjras": "Quarterly Journal of the Royal Astronomical Society",
    "rmxaa": "Revista Mexicana de Astronomía y Astrofísica",
    "skytel": "Sky & Telescope",
    "solphys": "Solar Physics",
    "sovast": "Soviet Astronomy",
    "ssr": "Space Science Reviews",
    "zap": "Zeitschrift für Astrophysik",
}
"""Command -> the journal for which it stands as a whole field in entries of NASA's ADS.

https://ui.adsabs.harvard.edu/help/actions/journal-macros
"""

_GREEK: Final = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho "
    "sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)
_PLAIN_SIGNS: Final = (
    "times pm mp div ast bullet sim simeq approx cong propto equiv ne le ge leq geq ll gg in notin subset supset cup "
    "cap rightarrow leftarrow leftrightarrow Rightarrow uparrow downarrow nabla ell hbar forall emptyset oplus "
    "otimes odot perp parallel prime angle dagger ddagger sum prod int wedge vee"
)
PLAIN_MATHS: Final = {
    **{name: html5[f"{name};"] for name in f"{_GREEK} {_PLAIN_SIGNS}".split()},
    **{f"text{name}": html5[f"{name};"] for name in _GREEK.split() if not name.startswith("var")},
    **{"infty": "∞", "cdot": "·", "circ": "∘", "star": "⋆", "to": "→", "neq": "≠", "partial": "∂", "exists": "∃"},
    **{"varepsilon": "ε", "varphi": "φ"},
}
"""Signs of mathematics as they are printed, which many write outside of dollars; HTML names most as TeX does."""
_FUNCTIONS: Final = (
    "arccos arcsin arctan arg cos cosh deg det dim exp gcd inf ker lim liminf limsup ln log max min Pr sin sinh sup "
    "tan tanh"
)
OPERATORS: Final = frozenset(_FUNCTIONS.split())
"""Names of functions, which mathematics prints as words."""
MATHS_ACCENTS: Final = {
    **dict.fromkeys(("hat", "widehat"), ACCENTS["^"]),
    **dict.fromkeys(("tilde", "widetilde"), ACCENTS["~"]),
    **dict.fromkeys(("bar", "overline"), ACCENTS["="]),
    **{"dot": ACCENTS["."], "ddot": ACCENTS['"'], "check": ACCENTS["v"], "vec": "\u20d7"},
}
"""Command -> the mark that it sets on a letter of mathematics."""
_OTHERS_IN_HTML: Final = OPERATORS | MATHS_ACCENTS.keys() | frozenset(("it", "not", "sc"))
MATHS_SIGNS: Final = (
    {name[:-1]: sign for name, sign in html5.items() if name.endswith(";") and name[:-1] not in _OTHERS_IN_HTML}
    | PLAIN_MATHS
    | {"neg": "¬"}
)
"""Signs between dollars; a name that means something else in HTML is not among them."""
_MATHS: Final = (
    "mathbb mathbf mathcal mathfrak mathit mathrm mathsf mathtt boldsymbol mathnormal text textrm textit textbf frac "
    "sqrt binom left right big Big bigl bigr hat bar tilde vec dot ddot widehat widetilde overline underline check "
    "infty partial nabla ell hbar Re Im aleph forall exists neg emptyset varnothing in notin ni subset subseteq "
    "supset supseteq cup cap setminus times cdot div pm mp ast star circ bullet oplus otimes odot wedge vee le leq "
    "ge geq ne neq equiv sim simeq approx cong propto ll gg prec succ perp parallel mid to rightarrow leftarrow "
    "leftrightarrow Rightarrow Leftarrow Leftrightarrow mapsto longrightarrow uparrow downarrow sum prod int oint "
    "bmod pmod langle rangle lfloor rfloor lceil rceil vert Vert lvert rvert lVert rVert ldots cdots dots vdots "
    "ddots quad qquad prime angle triangle dagger ddagger top bot models vdash dashv limits nolimits displaystyle "
    "textstyle operatorname rm bf it cal sf tt mbox hbox"
)
MATHS: Final = frozenset(f"{_GREEK} {_MATHS} {_FUNCTIONS}".split())
"""Commands that LaTeX and amsmath define in mathematics, and that only print."""

_GROUP: Final = r"\{(?:[^{}]|\{[^{}]*+\})*+\}"
_ARGUMENT: Final = rf"\s*+(?:{_GROUP}|\\[A-Za-z]++|[^\s{{}}\\^_'])"
_OWN: Final = (
    rf"\s*+(?:{_GROUP}|[A-Za-z0-9]|\\(?:{'|'.join(_GREEK.split())}|ell|hbar|infty|partial|nabla|aleph)(?![A-Za-z]))"
)
"""The argument of a command: most commands cannot be one without braces."""
_ACCENTS: Final = "boldsymbol|sqrt|hat|bar|tilde|vec|d?dot|wide(?:hat|tilde)|(?:over|under)line|check|operatorname|pmod"
_ALPHABETS: Final = "math(?:bb|bf|cal|frak|it|rm|sf|tt|normal)"
MATHS_ERROR: Final = re.compile(
    "|".join((
        # "^^M" is a control character to TeX.
        rf"[\^_]\s*+(?:[\^_}}']|\Z|\\(?:{_ACCENTS})(?![A-Za-z]))",
        rf"\^{_ARGUMENT}\s*+['^]|_{_ARGUMENT}\s*+_|'\s*+\^",
        rf"\^{_ARGUMENT}\s*+_{_ARGUMENT}\s*+['^]|_{_ARGUMENT}\s*+\^{_ARGUMENT}\s*+_",
        rf"\\(?:{_ACCENTS}|{_ALPHABETS})(?![A-Za-z])(?!{_OWN})",
        rf"\\(?:frac|binom)(?![A-Za-z])(?!{_OWN}{_OWN})",
        # These set text.
        r"\\(?:text(?:rm|it|bf)?|[mh]box)(?![A-Za-z])\s*+(?!\{[^{}\\^_]*+\})",
        r"\\(?:left|right|[bB]ig[lr]?)(?![A-Za-z])\s*+"
        r"(?![()\[\]|./]|\\(?:[lr](?:angle|floor|ceil|[vV]ert)|[vV]ert)(?![A-Za-z]))",
        r"\\(?:no)?limits(?![A-Za-z])",
    ))
)  # fmt: skip
"""What LaTeX refuses in mathematics of those commands: an argument that is missing, or two exponents of one sign."""
