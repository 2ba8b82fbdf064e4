"""Languages by tag: as BCP 47 has them, and as those who speak them call them.

Media files and file names name a language by two letters (ISO 639-1) or by three (ISO 639-2,
of which some languages have two forms); web pages want the shortest.
"""

from __future__ import annotations

import re

#: A row for each language: its shortest tag, its tags of three letters, its own name.
_ROWS = """
af afr Afrikaans
am amh አማርኛ
ar ara العربية
az aze Azərbaycanca
bg bul Български
bn ben বাংলা
ca cat Català
cs ces/cze Čeština
cy cym/wel Cymraeg
da dan Dansk
de deu/ger Deutsch
el ell/gre Ελληνικά
en eng English
eo epo Esperanto
es spa Español
et est Eesti
eu eus/baq Euskara
fa fas/per فارسی
fi fin Suomi
fil fil Filipino
fr fra/fre Français
ga gle Gaeilge
gl glg Galego
gu guj ગુજરાતી
he heb עברית
hi hin हिन्दी
hr hrv Hrvatski
hu hun Magyar
hy hye/arm Հայերեն
id ind Bahasa Indonesia
is isl/ice Íslenska
it ita Italiano
ja jpn 日本語
ka kat/geo ქართული
kk kaz Қазақша
km khm ខ្មែរ
kn kan ಕನ್ನಡ
ko kor 한국어
la lat Latina
lt lit Lietuvių
lv lav Latviešu
ml mal മലയാളം
mk mkd/mac Македонски
mn mon Монгол
mr mar मराठी
ms msa/may Bahasa Melayu
my mya/bur မြန်မာ
nb nob Norsk bokmål
ne nep नेपाली
nl nld/dut Nederlands
nn nno Norsk nynorsk
no nor Norsk
pa pan ਪੰਜਾਬੀ
pl pol Polski
pt por Português
ro ron/rum Română
ru rus Русский
si sin සිංහල
sk slk/slo Slovenčina
sl slv Slovenščina
sq sqi/alb Shqip
sr srp Српски
sv swe Svenska
sw swa Kiswahili
ta tam தமிழ்
te tel తెలుగు
th tha ไทย
tr tur Türkçe
uk ukr Українська
ur urd اردو
uz uzb Oʻzbekcha
vi vie Tiếng Việt
yi yid ייִדיש
zh zho/chi 中文
zu zul isiZulu
"""
_TABLE = [line.split(" ", 2) for line in _ROWS.strip().splitlines()]
_NAMES = {tag: name for tag, _, name in _TABLE}
_SHORTEST = {long: tag for tag, longs, _ in _TABLE for long in longs.split("/")} | {"iw": "he"}
#: What is beside a language in a tag: a script and a region, in this order.
_TAG = re.compile(
    r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|[0-9]{3}))?(?![A-Za-z0-9])"
)


def language_tag(language: str) -> str:
    """``language`` as a BCP 47 tag: ``de`` for ``ger``, ``pt-BR`` for ``pt_br``, ``en-GB``.

    Empty for what is none, and for the codes of an unknown language (``und``, ``mul``).
    """
    found = _TAG.match(language.strip())
    if found is None:
        return ""
    primary, script, region = (part or "" for part in found.groups())
    primary = _SHORTEST.get(primary.lower(), primary.lower())
    if primary in {"und", "mul", "mis", "zxx"}:
        return ""
    # YouTube marks the language that is spoken: en-orig.
    script = "" if script.lower() == "orig" else script.capitalize()
    return "-".join(filter(None, (primary, script, region.upper())))


def is_known_language(language: str) -> bool:
    """Whether a word is the tag of a language that has a name here, rather than any other word."""
    return language_tag(language).partition("-")[0] in _NAMES


def language_name(tag: str) -> str:
    """What a language is called by those who speak it: ``Deutsch``, ``Português (BR)``.

    A tag without a name here is given back; "" for "".
    """
    primary, _, rest = language_tag(tag).partition("-")
    name = _NAMES.get(primary)
    if name is None:
        return tag
    return f"{name} ({rest.replace('-', ', ')})" if rest else name
