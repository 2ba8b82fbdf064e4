"""What distinguishes languages: their scripts and their stop words.

Stop words are the commonest words of a language that say nothing about a subject. They
name the language of a text, and count for little when two texts are compared.
"""

from __future__ import annotations

#: Scripts that determine the language, or near enough to pick a stemmer: code to letters.
SCRIPTS = {
    "ru": "[а-яё]",
    "el": "[α-ωά-ώ]",
    "ar": "[\u0620-\u064a]",
    "hi": "[\u0900-\u097f]",
    "ta": "[\u0b80-\u0bff]",
    "hy": "[\u0561-\u0587]",
    "ja": "[\u3040-\u30ff]",
    "ko": "[\uac00-\ud7af]",
    "zh": "[\u4e00-\u9fff]",
}

_WORDS = {
    "en": "the of and to in a is that it for on was with as are be this by an or from at which "
    "not have has had but they their what how why who when where did do does about i you we he "
    "she would will can could should there been were if so than then them his her its our your "
    "some more also into s t d m re ve ll",
    "de": "der die das und in zu den mit von auf für ist im dem nicht ein eine einen einer als "
    "auch es an werden aus er hat dass sie nach wird bei um am sind noch wie einem über so zum "
    "kann wenn nur oder aber vor zur bis mehr durch man wir ich was warum",
    "fr": "le la les de des du un une et à est en que qui dans pour pas sur au avec il elle ce "
    "se plus par son sa ses ne ou mais comme on sont aux cette être nous vous ils leur quel "
    "pourquoi comment l d s n c j qu",
    "es": "el la los las de del un una y en que es por con para se no lo su al como más o pero "
    "sus le ha este sí esta son entre cuando muy sin sobre ser también qué cómo hay",
    "it": "il lo la i gli le di del della dei un una e in che è per con non si da come più ma al "
    "alla sono nel nella anche o se ha dal questo questa cosa perché l d",
    "pt": "o a os as de do da dos das um uma e em no na que é para com não se por mais como mas "
    "ao ele ou seu sua são ser também foi quando muito há isso",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij "
    "of uit door naar hij ze we je wat wordt worden heeft deze waarom",
    "sv": "och i att det som en på är av för med till den har de inte om ett men var jag sig så "
    "kan från vi när eller hur vad",
    "da": "og i at det som en på er af for med til den har de ikke om et men var jeg sig så kan "
    "fra vi når eller hvordan hvad",
    "no": "og i at det som en på er av for med til den har de ikke om et men var jeg seg så kan "
    "fra vi når eller hvordan hva",
    "fi": "ja on ei se että oli hän mutta ovat kun niin myös joka mitä tai kuin sen siitä",
    "tr": "ve bir bu da de için ile çok daha ne gibi olarak olan var ama ya mı mi en kadar",
    "pl": "i w na z do się nie to że jest o jak po co ale za od dla przez czy są oraz tym",
    "cs": "a v na se je že to s z o k do i pro jako ale by za jsou nebo od které co",
    "ro": "și în de la a cu pe nu un o care este din că pentru mai sau sunt ce prin",
    "hu": "a az és hogy nem is egy ez de meg volt csak vagy van mint már ki mi el",
    "id": "yang dan di dari untuk dengan pada ini itu tidak dalam adalah ke akan oleh atau",
    "ru": "и в не на что с как это по из к у за от о но для он она они мы вы я же так все при "
    "или если бы чем был",
    "el": "και το να η του την ο με που για δεν είναι σε τα της από οι τον στο θα ότι",
    "hi": "के का की में है और से को पर यह कि एक ने हैं भी नहीं लिए तो था",
    "ar": "في من على إلى أن هو هي عن مع هذا هذه التي الذي كان لا ما و أو",
}

STOP_WORDS = {code: frozenset(words.split()) for code, words in _WORDS.items()}

#: What people call the languages that are distinguished.
NAMES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "sv": "Swedish",
    "da": "Danish",
    "no": "Norwegian",
    "fi": "Finnish",
    "tr": "Turkish",
    "pl": "Polish",
    "cs": "Czech",
    "ro": "Romanian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "ru": "Russian",
    "el": "Greek",
    "hi": "Hindi",
    "ar": "Arabic",
    "ta": "Tamil",
    "hy": "Armenian",
    "ja": "Japanese",
    "ko": "Korean",
    "zh": "Chinese",
}

#: For each stop word, the languages that have it.
LANGUAGES_BY_STOP_WORD = {
    word: tuple(code for code, words in STOP_WORDS.items() if word in words)
    for word in frozenset().union(*STOP_WORDS.values())
}
