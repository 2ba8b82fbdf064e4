"""The headings that summaries use: the words, by kind and language."""

from __future__ import annotations

from typing import Literal

Kind = Literal["tldr", "insights", "qa", "actions", "chapters", "transcript", "source", "other"]

#: What a heading of a few words is made of: a noun that says what stands below, and words that
#: only praise it. "Core insights", "The most important lessons", "Puntos destacados".
NOUNS: dict[Kind, str] = {
    "insights": "insight|insights|takeaway|takeaways|points|idea|highlight|learnings|lessons|findings|ideas"
    "|messages|highlights|facts|concepts|conclusions|conclusion|observations|themes|truths"
    "|erkenntnisse|kernpunkte|punkte|einsichten|lehren|schlüsse|gedanken|botschaften|schlussfolgerungen"
    "|points|enseignements|idées|leçons|conclusions|constats|messages"
    "|puntos|ideas|conclusiones|aprendizajes|hallazgos|lecciones|claves"
    "|pontos|ideias|conclusões|aprendizados|lições|insights"
    "|punti|idee|conclusioni|lezioni|spunti|concetti"
    "|punten|inzichten|lessen|conclusies|wnioski|punkty|lekcje|poznatky|body|závěry|myšlenky|postřehy"
    "|insikter|punkter|lärdomar|slutsatser|pointer|indsigter|innsikter|havainnot|opit|oivallukset"
    "|noktalar|fikirler|çıkarımlar|dersler|bulgular|выводы|идеи|мысли|тезисы|моменты|уроки|инсайты|факты"
    "|висновки|ідеї|думки|тези|моменти|уроки|نقاط|النقاط|الأفكار|الدروس|نکات|תובנות|נקודות|רעיונות"
    "|poin|wawasan|pelajaran|điểm|ý|bài",
    "qa": "questions|question|faqs|q&a|q&as|fragen|preguntas|perguntas|domande|vragen|pytania|frågor|spørgsmål|sorular"
    "|вопросы|питання|запитання|أسئلة|שאלות|pertanyaan|otázky|kysymykset",
    "tldr": "summary|recap|overview|zusammenfassung|überblick|résumé|resumen|resumo|riassunto|samenvatting"
    "|podsumowanie|sammanfattning|özet|саммари|резюме|ringkasan|shrnutí|yhteenveto",
}
#: In scripts without blanks a heading holds its noun.
INNER_NOUNS: dict[Kind, str] = {
    "insights": "要点|重点|重點|亮点|观点|觀點|见解|見解|洞察|结论|結論|判断|启示|啟示|收获|心得|ポイント|学び|気づき|示唆"
    "|핵심|인사이트|포인트|요점|교훈|시사점|ประเด็น|ข้อคิด|บทเรียน|बिंदु|बातें|सीख",
    "qa": "问答|問答|提问|質問|質疑|질문|질의|คำถาม|प्रश्न",
    "tldr": "摘要|总结|總結|概述|概要|要約|まとめ|サマリー|요약|개요|สรุป|सारांश",
}
PRAISE = frozenset(
    (
        "key core main top major most important biggest big essential crucial central primary"
        " critical notable the our my some your quick short brief video general overall final"
        " practical actionable valuable interesting powerful three five seven ten from this episode"
        " discussion talk to remember learned and of open frequently asked common viewer audience"
        " personal personalized executive technical unresolved worth preserving detailed"
        " a few best selected more other all in talk's video's episode's session section corner segment"
        " explore consider ponder discuss think about mentioned unanswered here are is include these"
    ).split()
)

#: Words in the label of a list of times that is not the chapters.
ASIDE = frozenset(
    (
        "errata erratum correction corrections credits credit music musik musique música soundtrack"
        " song songs clips footage bloopers outtakes sources references archive korrekturen fehler"
        " corrections erreurs correcciones errores créditos poprawki исправления музыка ошибки"
        " 訂正 訂正箇所 勘误 音乐 音楽 bgm another previous upcoming sfx"
    ).split()
)

#: Headings of chapters that stand over other lists as often.
LOOSE_CHAPTERS = frozenset(
    (
        "show notes|shownotes|the show notes|agenda|contents|toc|table of contents|topics|index"
        "|topics covered|segments|sections|breakdown|outline|in this episode|in this video|plan"
        "|inhalt|inhaltsverzeichnis|gliederung|ablauf|sendungsablauf|sommaire|minutage|índice"
        "|contenido|contenidos|esquema|minutos|conteúdo|indice|inhoud|spis treści|innehåll|indhold"
        "|содержание|оглавление|план|зміст|目录|目錄|大纲|目次|もくじ|목차|タイムテーブル"
    ).split("|")
)

#: By kind and language; words that several languages share stand under "", and tell none.
WORDS: dict[Kind, dict[str, str]] = {
    "tldr": {
        "": "tldr|tl;dr|tl dr|tl:dr|abstract",
        "en": "summary|overview|quick summary|short summary|brief summary|video summary|synopsis"
        "|in short|in brief|executive summary|at a glance|description|the gist|gist|recap|in a nutshell"
        "|one sentence summary|main idea|introduction and summary|bottom line|the bottom line|summary notes"
        "|the short version|the big picture",
        "de": "zusammenfassung|kurzfassung|überblick|übersicht|kurz gesagt|auf einen blick",
        "fr": "résumé|en bref|vue d'ensemble|aperçu|synthèse",
        "es": "resumen|en resumen|visión general|sinopsis",
        "pt": "resumo|visão geral|em resumo|sinopse",
        "it": "riassunto|sommario|in breve|panoramica|sintesi",
        "nl": "samenvatting|overzicht|in het kort",
        "pl": "podsumowanie|streszczenie|w skrócie",
        "sv": "sammanfattning|översikt",
        "da": "resumé|sammenfatning|oversigt",
        "tr": "özet|genel bakış",
        "ru": "краткое содержание|резюме|кратко|обзор|саммари|краткое изложение",
        "uk": "короткий зміст|підсумок|огляд|стисло",
        "ar": "ملخص|الملخص|نظرة عامة|خلاصة|الخلاصة",
        "he": "תקציר|סיכום|סקירה כללית",
        "hi": "सारांश|संक्षेप",
        "zh": "摘要|总结|總結|概述|概要|简介|内容摘要|一句话总结",
        "ja": "要約|まとめ|概要|サマリー",
        "ko": "요약|개요|한줄 요약|한 줄 요약",
        "id": "ringkasan|ikhtisar",
        "vi": "tóm tắt|tổng quan",
    },
    "insights": {
        "": "insights|highlights",
        "en": "key insights|key insight|main insights|insights and takeaways|key takeaways|key takeaway"
        "|takeaways|main takeaways|top takeaways|key points|key point|main points|core points"
        "|important points|key ideas|main ideas|key findings|key facts|facts|key lessons|lessons"
        "|key highlights|video highlights|main highlights|key learnings|learnings|key messages"
        "|key concepts|bullet points|what you will learn|what you'll learn"
        "|key takeaways and insights|notable quotes|quotes|key quotes|best quotes|memorable quotes"
        "|quotable moments|favorite quotes|favourite quotes",
        "de": "wichtige erkenntnisse|wichtigste erkenntnisse|erkenntnisse|kernaussagen|kernpunkte"
        "|wichtige punkte|wichtigste punkte|das wichtigste|die wichtigsten punkte|schlüsselerkenntnisse",
        "fr": "points clés|idées clés|points essentiels|à retenir|enseignements clés|points importants"
        "|principaux enseignements|idées principales|points clés à retenir|citations|citations clés",
        "es": "ideas clave|puntos clave|conclusiones clave|puntos principales|aspectos destacados"
        "|ideas principales|conclusiones|lo más destacado",
        "pt": "principais insights|pontos-chave|pontos chave|principais pontos|ideias principais"
        "|principais conclusões|destaques",
        "it": "punti chiave|idee chiave|punti principali|approfondimenti chiave|concetti chiave",
        "nl": "belangrijkste inzichten|kernpunten|belangrijkste punten|hoogtepunten",
        "pl": "kluczowe wnioski|najważniejsze wnioski|kluczowe punkty|najważniejsze punkty",
        "sv": "viktiga insikter|viktiga punkter|huvudpunkter",
        "da": "vigtigste pointer|hovedpunkter",
        "tr": "önemli noktalar|ana fikirler|temel çıkarımlar|öne çıkanlar",
        "ru": "ключевые моменты|ключевые идеи|ключевые выводы|основные моменты|основные идеи|главное"
        "|основные тезисы|ключевые тезисы|выводы|важные моменты|цитаты|ключевые цитаты",
        "uk": "ключові моменти|ключові ідеї|основні думки|ключові висновки|головне|ключові факти|ключові факти та цитати|цитати",
        "ar": "النقاط الرئيسية|أهم النقاط|الأفكار الرئيسية|رؤى رئيسية",
        "he": "תובנות מרכזיות|תובנות עיקריות|נקודות מפתח|נקודות עיקריות",
        "hi": "मुख्य बिंदु|प्रमुख बिंदु|मुख्य बातें",
        "zh": "关键见解|主要观点|要点|关键要点|重点|亮点|核心观点|關鍵見解|重點|主要內容|核心主题|核心主題|金句",
        "ja": "重要なポイント|主なポイント|ポイント|重要な洞察|主な洞察|ハイライト|重要ポイント|要点",
        "ko": "핵심 인사이트|주요 인사이트|핵심 내용|주요 내용|핵심 포인트|하이라이트|핵심 요약",
        "id": "poin penting|poin utama|wawasan utama",
        "vi": "điểm chính|những điểm chính|ý chính",
    },
    "qa": {
        "": "q&a|q & a|q and a|q+a|qa|q/a|faq|faqs|q & as|q&as",
        "en": "questions and answers|questions & answers|frequently asked questions|common questions"
        "|question and answer|questions|quiz|key questions|comprehension questions|review questions"
        "|questions answered",
        "de": "fragen und antworten|fragen & antworten|häufige fragen|häufig gestellte fragen|fragen",
        "fr": "questions et réponses|questions-réponses|questions réponses|questions fréquentes"
        "|foire aux questions|questions / réponses",
        "es": "preguntas y respuestas|preguntas frecuentes|preguntas",
        "pt": "perguntas e respostas|perguntas frequentes|dúvidas frequentes|perguntas",
        "it": "domande e risposte|domande frequenti|domande",
        "nl": "vragen en antwoorden|veelgestelde vragen",
        "pl": "pytania i odpowiedzi|najczęściej zadawane pytania|pytania",
        "sv": "frågor och svar|vanliga frågor",
        "da": "spørgsmål og svar|ofte stillede spørgsmål",
        "tr": "soru-cevap|sorular ve cevaplar|soru ve cevap|sıkça sorulan sorular|soru cevap",
        "ru": "вопросы и ответы|вопрос-ответ|вопрос — ответ|частые вопросы|часто задаваемые вопросы",
        "uk": "питання та відповіді|запитання та відповіді|питання і відповіді|поширені запитання",
        "ar": "أسئلة وأجوبة|الأسئلة والأجوبة|سؤال وجواب|الأسئلة الشائعة|س و ج",
        "he": "שאלות ותשובות|שאלות נפוצות",
        "hi": "प्रश्न और उत्तर|प्रश्नोत्तर|सवाल जवाब",
        "zh": "问答|問答|常见问题|常見問題|问题与解答|问与答|问题|問題",
        "ja": "質問と回答|よくある質問|質疑応答|一問一答|q&aコーナー|質問",
        "ko": "질문과 답변|질의응답|자주 묻는 질문|질문 및 답변",
        "id": "tanya jawab|pertanyaan dan jawaban|pertanyaan umum",
        "vi": "hỏi đáp|câu hỏi và trả lời|hỏi và đáp",
    },
    "actions": {
        "": "to-do|to-dos|todo|todos|to do|to dos",
        "en": "action items|action item|actions|action points|action plan|action steps|next steps|next step"
        "|to-do list|to do list|todo list|things to do|follow-ups|follow-up|follow ups|follow up|followups"
        "|follow-up items|follow-up actions|tasks|task list|assignments|homework|action list|open tasks"
        "|next actions|key actions|decisions and action items|action items and next steps"
        "|next steps and action items|action items & next steps",
        "de": "aufgaben|nächste schritte|offene punkte|maßnahmen|aufgabenliste|to-do-liste|todo-liste"
        "|aktionspunkte|handlungspunkte|offene aufgaben|weiteres vorgehen|folgeaufgaben",
        "fr": "actions à mener|prochaines étapes|points d'action|tâches|à faire|plan d'action|suivi|suivis"
        "|prochaines actions|actions à suivre|liste des tâches",
        "es": "próximos pasos|siguientes pasos|tareas|acciones|puntos de acción|pendientes|seguimiento"
        "|elementos de acción|acciones a seguir|tareas pendientes|lista de tareas|plan de acción",
        "pt": "próximos passos|tarefas|itens de ação|ações|pendências|acompanhamento|pontos de ação"
        "|lista de tarefas|plano de ação|ações a tomar",
        "it": "prossimi passi|azioni|attività|cose da fare|azioni da intraprendere|compiti|da fare"
        "|punti d'azione|elenco attività|piano d'azione",
        "nl": "actiepunten|volgende stappen|taken|vervolgstappen|acties|te doen|takenlijst|vervolgacties|besluiten|besluiten en acties",
        "pl": "zadania|następne kroki|kolejne kroki|działania|do zrobienia|lista zadań|punkty do realizacji",
        "sv": "åtgärder|nästa steg|uppgifter|att göra|åtgärdspunkter|uppföljning",
        "da": "handlingspunkter|næste skridt|opgaver|næste trin|aktionspunkter|opfølgning",
        "tr": "eylem maddeleri|sonraki adımlar|yapılacaklar|görevler|aksiyon maddeleri|yapılacaklar listesi"
        "|aksiyonlar",
        "ru": "задачи|следующие шаги|дальнейшие шаги|план действий|поручения|список задач|что сделать|домашнее задание"
        "|действия|дальнейшие действия",
        "uk": "завдання|наступні кроки|подальші кроки|план дій|доручення|список завдань|подальші дії",
        "ar": "بنود العمل|الخطوات التالية|المهام|عناصر العمل|الإجراءات|قائمة المهام|المتابعة",
        "he": "משימות|צעדים הבאים|הצעדים הבאים|פעולות להמשך|לביצוע|מטלות|פריטי פעולה",
        "hi": "कार्य सूची|अगले कदम|कार्य बिंदु|कार्रवाई बिंदु|करने योग्य कार्य",
        "zh": "行动项|行动项目|待办事项|下一步|后续步骤|后续行动|任务|待办|行動項目|待辦事項|後續步驟|行动计划|下一步行动|行动含义|行动建议",
        "ja": "アクションアイテム|次のステップ|タスク|やること|アクション項目|今後の対応|次のアクション|宿題|todoリスト",
        "ko": "실행 항목|다음 단계|할 일|액션 아이템|후속 조치|할 일 목록|과제|조치 사항",
        "id": "tindakan selanjutnya|langkah selanjutnya|tugas|langkah berikutnya|daftar tugas|tindak lanjut",
        "vi": "các bước tiếp theo|bước tiếp theo|việc cần làm|hành động|nhiệm vụ|các việc cần làm",
    },
    "chapters": {
        "": "timeline|timestamps|time timestamps|timecodes|time codes",
        "en": "timestamped summary|time-timestamped summary|timestamped outline|timestamped notes|chapters"
        "|chapter|video chapters|chapter list|outline|detailed outline|video outline|episode outline"
        "|timestamp|show notes|shownotes|table of contents|contents|toc|agenda|key moments|moments"
        "|segments|breakdown|detailed summary|section summary|summary by section|chapter summary"
        "|chapter summaries|video timeline|detailed timeline|chapters and timestamps|chapter markers"
        "|timestamped highlights|timestamped breakdown|timestamped chapters|in this episode"
        "|in this video|summary with timestamps|timestamp summary|sections|minute by minute"
        "|episode chapters|topics|topics covered|timestamps and chapters|index|timestamps & chapters",
        "de": "zeitstempel|kapitel|zeitleiste|inhalt|inhaltsverzeichnis|gliederung|zeitmarken|kapitelmarken"
        "|zusammenfassung mit zeitstempeln|kapitelübersicht|ablauf|sendungsablauf",
        "fr": "chapitres|chapitrage|horodatage|chronologie|sommaire|plan|résumé horodaté|minutage|repères",
        "es": "capítulos|marcas de tiempo|cronología|índice|contenido|contenidos|línea de tiempo"
        "|resumen con marcas de tiempo|esquema|minutos",
        "pt": "capítulos|marcações de tempo|linha do tempo|índice|conteúdo|minutagem"
        "|resumo com marcações de tempo",
        "it": "capitoli|indice|cronologia|minutaggio|indice dei contenuti|timestamp",
        "nl": "hoofdstukken|tijdstempels|inhoudsopgave|tijdlijn|inhoud",
        "pl": "rozdziały|spis treści|znaczniki czasu|oś czasu",
        "sv": "kapitel|tidsstämplar|innehåll|tidslinje",
        "da": "tidsstempler|indhold|tidslinje",
        "tr": "bölümler|zaman damgaları|içindekiler|zaman çizelgesi|konu başlıkları",
        "ru": "таймкоды|тайм-коды|тайм коды|главы|содержание|оглавление|хронология|таймлайн|план",
        "uk": "таймкоди|розділи|зміст|хронологія|таймлайн",
        "ar": "الفصول|الطوابع الزمنية|المحتويات|الجدول الزمني|محاور الحلقة|فهرس",
        "he": "פרקים|חותמות זמן|תוכן עניינים|ציר זמן|תוכן",
        "hi": "अध्याय|समयरेखा|टाइमस्टैम्प",
        "zh": "时间戳|章节|时间线|時間軸|章節|时间轴|目录|目錄|大纲|时间戳摘要|時間戳|节目大纲|时间码",
        "ja": "タイムスタンプ|チャプター|目次|タイムライン|もくじ|タイムテーブル|章",
        "ko": "타임스탬프|챕터|목차|타임라인|타임 스탬프|타임코드",
        "id": "stempel waktu|bab|daftar isi|garis waktu",
        "vi": "dấu thời gian|chương|mục lục|dòng thời gian",
    },
    "transcript": {
        "": "transcript|transkript|transcription",
        "en": "full transcript|video transcript|transcripts|complete transcript|raw transcript"
        "|auto-generated transcript|subtitles|captions",
        "de": "abschrift|mitschrift|volltext|untertitel",
        "fr": "retranscription|transcription complète|sous-titres",
        "es": "transcripción|transcripción completa|subtítulos",
        "pt": "transcrição|transcrição completa|legendas",
        "it": "trascrizione|sottotitoli",
        "ru": "расшифровка|транскрипт|стенограмма|транскрипция|субтитры",
        "zh": "字幕|文字稿|逐字稿|完整文字稿",
        "ja": "文字起こし|書き起こし|全文",
        "ko": "스크립트|자막|대본|녹취록",
    },
    "source": {
        "": "links|url|link",
        "en": "source|sources|video|watch|original video|references|resources|source video|video link",
        "de": "quelle|quellen",
        "fr": "source vidéo|sources",
        "es": "fuente|enlaces|fuentes",
        "ru": "источник|ссылки|источники",
    },
}
