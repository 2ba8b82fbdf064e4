"""Due dates in running text: ``by Friday``, ``bis zum 3. Mai``, ``until the end of June``."""

from __future__ import annotations

import re

_WEEKDAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thu(?:rs)?|fri|sat|sun"
    "|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    "|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    "|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    "|segunda(?:-feira)?|terça(?:-feira)?|quarta(?:-feira)?|quinta(?:-feira)?|sexta(?:-feira)?"
    "|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica"
    "|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
    "|poniedziałku|wtorku|środy|czwartku|piątku|soboty|niedzieli"
    "|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|mandag|tirsdag|lørdag|søndag"
    "|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar"
    "|понедельника|вторника|среды|четверга|пятницы|субботы|воскресенья|понедельнику|вторнику"
    "|среде|четвергу|пятнице|субботе|воскресенью|понеділка|вівторка|середи|четверга|п'ятниці"
    "|суботи|неділі"
)
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    "|januar|februar|märz|mai|juni|juli|oktober|dezember"
    "|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre"
    "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    "|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro"
    "|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre"
    "|januari|februari|maart|mei|augustus"
    "|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada"
    "|grudnia|maj|augusti|marts"
    "|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
    "|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня"
)
_PERIODS = (
    "day|week|month|quarter|year|sprint|meeting|monday|"
    "woche|monat|quartal|jahr|tag|semaine|mois|année|semana|mes|mês|año|ano|settimana|mese|anno"
)
_LATER = (
    "next|this|coming|nächste[nrm]?|kommende[nrm]?|diese[nrm]?|prochaine?|próxim[oa]|prossim[oa]"
)
_RELATIVE = (
    r"today|tonight|tomorrow|eod|eow|eom|cob|noon|midnight|heute|morgen|demain|mañana|amanhã|domani"
    r"|завтра|jutra|imorgon|yarın"
    rf"|(?:the\s)?end\sof\s(?:the\s|this\s|next\s)?(?:{_PERIODS}|{_MONTHS})"
    rf"|(?:ende|fin|fine|final|finales|eind)\s(?:der\s|des\s|de\s|del\s|do\s|da\s|la\s)*(?:{_PERIODS}|{_MONTHS})"
    rf"|(?:la\s)?fin\sde\s(?:la\s)?(?:{_PERIODS})|конца\s(?:недели|месяца|года|квартала)"
)
_DATE = (
    r"(?:\d{4}-\d{2}-\d{2}"
    r"|(?:[12]?\d|3[01])/(?:[12]?\d|3[01])(?:/\d{2,4})?(?!\d)|\d{1,2}\.\d{1,2}\.(?:\d{2,4})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?\s(?:of\s|de\s|di\s)?(?:{_MONTHS})(?:,?\s\d{{4}})?"
    rf"|(?:{_MONTHS})\s\d{{1,2}}(?:st|nd|rd|th)?(?:,\s\d{{4}})?"
    rf"|(?:(?:{_LATER})\s)?(?:{_WEEKDAYS})(?:\s(?:morning|noon|afternoon|evening|night))?"
    rf"|(?:{_LATER})\s(?:{_PERIODS})"
    rf"|(?:{_PERIODS})\s(?:que\sviene|prochaine?|próxim[oa]|prossim[oa])"
    rf"|{_RELATIVE}"
    rf"|(?:{_MONTHS})(?:\s\d{{4}})?"
    r"|q[1-4](?:\s\d{4})?|\d{1,2}(?::\d{2})?\s?(?:am|pm|a\.m\.|p\.m\.|uhr)"
    r"|\d{1,2}(?:st|nd|rd|th))"
)
_BEFORE = (
    r"by|until|till|before|no\slater\sthan|not\slater\sthan|due(?:\s(?:by|on|date))?|deadline"
    r"|bis(?:\s(?:zum|zur|spätestens))?|spätestens(?:\sam)?|vor|d['’]ici(?:\s(?:au?|la))?|avant"
    r"|jusqu['’]au?|pour|antes\sde|antes\sdel|para|hasta|até|entro|prima\sdi|voor|uiterlijk|vóór"
    r"|tegen|przed|senest(?:\sden)?|senast(?:\sden)?|före|inden|до|к|не\sпозднее|sebelum|trước"
)
_ARTICLE = r"(?:the|le|la|el|il|lo|o|a|das|den|dem|der|de|du|des|l['’])"
_STATED = re.compile(
    rf"(?<!\w)(?:{_BEFORE})\s(?:{_ARTICLE}\s)?(?P<date>{_DATE})(?![\w%])", re.IGNORECASE
)
_ISO = re.compile(r"(?<!\S)(?:📅|🗓️?|⏰|⏳)\s?(?P<date>\d{4}-\d{2}-\d{2})(?!\w)")
_DATE_CJK = (
    r"(?:(?:下|本|这|這|今|来|來)?(?:周|週|星期|礼拜|禮拜)[一二三四五六日天末]?"
    r"|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|\d{1,2}号|\d{1,2}號|底|末)|\d{1,2}[日号號]|月底|月末|年底|年末"
    r"|明天|后天|後天|今天|明日|明後日|今日|来月|今月末?|下个?月"
    r"|(?:来週|今週|次)?の?[月火水木金土日]曜日?"
    r"|(?:다음\s주\s?|이번\s주\s?)?[월화수목금토일]요일|다음\s주|이번\s주|내일|오늘|월말|연말"
    r"|(?:\d{4}년\s?)?\d{1,2}월\s?\d{1,2}일)"
)
_STATED_CJK = re.compile(rf"(?P<date>{_DATE_CJK})(?:之?前|以前|までに|まで|까지|\s?전까지)")


def due_in(text: str) -> str:
    """The first date that ``text`` says something is due by, as written; empty for none.

    >>> due_in("send the draft by 3 May, please")
    '3 May'
    """
    for pattern in (_STATED, _ISO, _STATED_CJK):
        if match := pattern.search(text):
            return match["date"]
    return ""
