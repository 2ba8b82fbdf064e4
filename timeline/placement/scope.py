"""Whether a point says of itself that it speaks of the whole video: "This talk is about ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.model import Point

#: By language, what a video may be called, with its article, and what it is then said to do. Not
#: "the video explains": so do many summaries begin what is said at one moment.
_WORDS = {
    "en": (
        r"(?:this|the|today's)(?: whole| entire)? (?:video|talk|film|lecture|meeting|episode|"
        r"podcast|webinar|tutorial|documentary)|(?:this|the (?:whole|entire)) (?:session|"
        r"discussion|conversation|presentation|interview|course)",
        r"(?:is|was)(?: \w+ly| all)? (?:about|focused on|concerned with|centered on|devoted to|"
        r"dedicated to|an? (?:\w+ )?(?:overview|introduction))|(?:\w+ly )?(?:focus(?:es|ed)? on|"
        r"revolve[sd]? around|center(?:s|ed) on|concern(?:s|ed)|deal(?:s|t) with)|"
        r"(?:mainly|mostly|primarily|largely) \w+",
    ),
    "de": (
        r"(?:dieses|das) (?:ganze )?(?:video|gespräch|tutorial|interview)|"
        r"(?:dieser|der) (?:ganze )?(?:vortrag|film|podcast)|"
        r"(?:diese|die) (?:ganze )?(?:folge|sitzung|vorlesung|episode)",
        r"handelt(?: \w+)? von|dreht sich um|(?:befasst|beschäftigt) sich mit|"
        r"gibt einen? (?:überblick|einführung)|geht(?: es)? um",
    ),
    "fr": (
        r"(?:cette|la) (?:vidéo|conférence|réunion|séance)|"
        r"(?:ce|le) (?:film|cours|podcast|documentaire)|(?:cet |l['’])(?:épisode|exposé|entretien)",
        r"(?:parle|traite) (?:de|du|des|d['’])|porte sur|est (?:consacrée?|dédiée?) (?:à|au|aux)|"
        r"est (?:centrée?|axée?) sur",
    ),
    "es": (
        r"(?:este|el) (?:v[ií]deo|episodio|documental|curso|podcast)|(?:esta|la) (?:charla|reunión|"
        r"conferencia|película|clase)",
        r"trata (?:de|sobre)|se centra en|gira en torno a|está dedicad[oa] a|habla (?:de|sobre)",
    ),
    "it": (
        r"(?:questo|il) (?:video|film|discorso|podcast|corso)|(?:questa|la) (?:conferenza|riunione|"
        r"puntata|lezione)",
        r"(?:parla|tratta) (?:di|del)|è (?:incentrat|dedicat|focalizzat)[oa] |riguarda",
    ),
    "pt": (
        r"(?:este|o) (?:vídeo|episódio|filme|podcast|curso)|(?:esta|a) (?:palestra|reunião|aula)",
        r"(?:trata|fala) (?:de|do|da|sobre)|é sobre|concentra-se em|é dedicad[oa] a",
    ),
    "nl": (
        r"(?:deze|de) (?:video|film|lezing|aflevering|vergadering|podcast)|dit (?:gesprek|college)",
        r"gaat (?:\w+ )?over|draait om|behandelt vooral",
    ),
}
_WHOLE = re.compile(
    "|".join(rf"(?:{names}) (?:{verbs})" for names, verbs in _WORDS.values()), re.IGNORECASE
)
#: Where more of the points than this begin so, it is how the summary is written.
_MAX_SHARE = 0.25
_FEW = 2


def of_whole_video(points: Sequence[Point]) -> set[int]:
    """The indexes of the points that speak of the whole video. Questions never do."""
    found = {
        number
        for number, point in enumerate(points)
        if point.kind == "insight" and _WHOLE.match(" ".join(point.words.split()))
    }
    return found if len(found) <= max(_FEW, _MAX_SHARE * len(points)) else set()
