"""Words that say nothing of a subject, beyond the stop words that languages are detected by.

Adverbs, quantifiers, particles, auxiliaries: a point that shares only these with a passage shares
nothing with it, so they are left out where a placement is explained. They count when one is made,
where rarity weighs them.
"""

from __future__ import annotations

from functools import cache

from timeline.placement.languages import STOP_WORDS

_FUNCTION_WORDS = {
    "en": "about above across actually after again all almost already also although always am "
    "among another any anyone anything anyway are around away back because become been "
    "before being both can cannot could did do does doing done down each either else enough "
    "even ever every everyone everything few fewer first get gets give given go goes going "
    "gone got had has have having here how however i if indeed instead into its itself just "
    "last later least less let like likely made make makes many may maybe me might more "
    "most mostly much must my need needs never next no none nor not nothing now off often "
    "once one ones only onto other others otherwise our out over own per perhaps put quite "
    "rather really said same say says see seem seems several shall she should since so some "
    "someone something sometimes soon still such take than that their them themselves then "
    "there therefore these they thing things this those though through thus to together too "
    "toward towards two under unless until up upon us use used using usually very want "
    "wants was way ways we well were what when where whether which while who whole whose "
    "why will with within without would yes yet you your",
    "de": "aber alle allem allen aller alles als also am andere anderen auch auf aus bei beide "
    "bereits besonders bis bisher da dabei dadurch dafür daher damit dann daran darauf "
    "daraus darin darum darüber davon dazu dein denn dennoch derselbe deshalb dessen dich "
    "dir doch dort durch eben ebenso eher eigentlich einfach einige einmal etwa etwas euch "
    "euer fast für ganz gar geben genau genug gerade gibt habe haben hatte hier hin hinter "
    "ihm ihn ihnen ihr ihre immer indem ja jede jeden jeder jedes jedoch jemand jetzt kann "
    "kaum kein keine können könnte machen man manche mehr mein mich mindestens mit möchte "
    "muss müssen nach nachdem natürlich neben nein nichts nie niemand noch nun nur ob oben "
    "obwohl oder ohne schon sehr seit seine selbst sich sind so sobald sogar solche soll "
    "sollen sollte sondern sonst soweit statt über überall um unser unter viel viele "
    "vielleicht vom von vor wann warum was wegen weil weiter welche weniger wenn wer werden "
    "wie wieder will wir wird wo wobei wohl wollen worden wurde wurden zu zum zur zuerst "
    "zurück zwar zwischen",
    "fr": "ainsi alors après assez au aucun aucune aujourd aussi autant autre autres aux avant "
    "avec avoir beaucoup bien bientôt car ceci cela celle celles celui ceux chaque chez "
    "comme comment d'abord dans davantage dedans dehors déjà depuis dernier dès deux devant "
    "doit donc dont elle elles encore enfin ensuite entre environ était étaient être eux "
    "faire fait faut fois grâce hors ici ils jamais jusque là leur leurs lorsque lui "
    "maintenant mais malgré même mêmes mieux moins moment ne ni non notre nous on où oui "
    "par parce parfois parmi pas pendant personne peu peut peuvent plus plusieurs plutôt "
    "pour pourquoi pourtant presque puis puisque quand quel quelle quelles quelque quelques "
    "quels qui quoi rien sans sauf selon seul seule seulement si sinon soit son sont sous "
    "souvent suis sur surtout tandis tant tel telle tellement toujours tous tout toute "
    "toutefois toutes très trop va vers voici voilà votre vous vraiment y",
    "es": "ahora algo alguien algún alguna algunas algunos allí ambos ante antes aquel aquella "
    "aquí así aún aunque bajo bastante bien cada casi como cómo con contra cosa cosas cual "
    "cuál cuales cualquier cuando cuándo cuanto cuánto debe deben demás dentro desde "
    "después donde dónde durante ella ellas ellos entonces entre era eran es esa esas ese "
    "eso esos está están estas este esto estos fue fueron fuera ha hace hacer hacia han "
    "hasta hay incluso jamás junto la las le les lo luego mas más mejor menos mi mientras "
    "mismo mucha muchas mucho muchos muy nada nadie ni ningún ninguna ninguno no nos "
    "nosotros nuestra nuestro nunca otra otras otro otros para pero poca poco pocos podemos "
    "porque por pronto puede pueden pues qué quien quién quizá se sea según ser será si sí "
    "sido siempre sin sino sobre solo sólo son su sus también tampoco tan tanto te tiene "
    "tienen toda todas todavía todo todos tras tu tus un una unas unos usted va vez veces y "
    "ya yo",
    "it": "adesso alcuni alcuno allora altra altre altri altro anche ancora appena assai "
    "attraverso bene che chi ci ciascuno ciò circa come comunque con contro così cui dai "
    "dal dalla davvero dei del della delle dentro deve devono di dietro dopo dove dunque "
    "durante ecco era erano essere fa fare fino fra fuori già gli ha hanno ieri il in "
    "infatti insieme invece io là lei loro lui ma mai male meglio meno mentre mi mio molta "
    "molte molti molto né nel nella nessuno niente noi non nostro nulla ogni oggi oltre ora "
    "ovvero per perché perciò però persino piuttosto più po poca poche pochi poco poi "
    "possono prima può pure qua qual quale quali qualche qualcosa qualcuno quando quanto "
    "quasi quella quelle quello questa queste questi questo qui quindi sarà se sei sempre "
    "senza si sia solo solamente soltanto sono sopra sotto sta stato su sua sue sul sulla "
    "suo suoi tale tanto tra troppo tu tutta tutte tutti tutto un una uno va verso vi via "
    "voi vostro",
    "pt": "agora ainda algo alguém algum alguma algumas alguns ali além antes ao aos apenas "
    "apesar após aquela aquele aquilo aqui as assim até bastante bem cada coisa coisas com "
    "como contra contudo da das de dele delas deles demais dentro depois desde deve devem "
    "do dos durante ela elas ele eles em embora enquanto então entre era eram essa essas "
    "esse esses esta está estão estas este estes eu faz fazer foi foram fora há isso isto "
    "já jamais lá lhe logo mais mas me melhor menos mesma mesmo meu minha muita muitas "
    "muito muitos na nada não nas nem nenhum nenhuma ninguém no nos nós nossa nosso num "
    "nunca onde ou outra outras outro outros para pela pelas pelo pelos pode podem porque "
    "porém por pouca pouco poucos qual quais quando quanto quase que quem quer se seja sem "
    "sempre ser será seu seus sim sob sobre só somente sua suas tal talvez também tanto tão "
    "te tem têm ter toda todas todo todos tu tudo um uma umas uns vai vez vezes você vocês",
    "nl": "aan achter af al alle alleen alles als altijd ander andere anders beide ben bij bijna "
    "binnen boven daar daarna daarom daardoor dan dat deze dezelfde die dit doch doen door "
    "dus echt echter een eens eerst eigenlijk elk elke en enkele er erg even gaan gaat geen "
    "geweest haar had heb hebben heeft heel hem hen het hier hij hoe hoewel hun ieder "
    "iedereen iemand iets ik in intussen is ja je jij jou jouw jullie kan kunnen later maar "
    "maken meer meest men met mij mijn minder misschien moet moeten na naar naast nee "
    "niemand niet niets nog nooit nu of om omdat ondanks onder ons onze ook op over overal "
    "per precies reeds samen sinds slechts sommige soms steeds te tegen ten ter terug "
    "terwijl toch toen tot tussen uit van vaak veel ver via volgens voor vooral waar waarom "
    "waren was wat weer weinig wel welke werd werden wie wij wil willen worden wordt zal ze "
    "zeer zelf zelfs zich zij zijn zo zoals zonder zou zouden zulke",
    "sv": "alla allt alltid andra annan annat att av bara bli blir borde bort båda började där "
    "därför då efter egentligen eller en endast er ett fast flera från få får fått för före "
    "först försök genom göra gör ha hade han har hela henne her hit hon honom hos hur här i "
    "inga ingen inget innan inte ja jag ju kan kanske knappast kunde kunna lika lite man "
    "med medan mellan men mer mera mest mig min mindre mitt mot mycket måste ned nej ner ni "
    "nog nu när någon något några och ofta också om oss på redan runt sade samma samt sedan "
    "sin sist själv ska skall skulle som strax sådan så sätt tid till trots under upp ut "
    "utan vad var vara varför varje vars vem vi vid vilka vilken vill visst väl än ändå "
    "ännu är även över",
    "da": "ad af al alle alt altid anden andet andre at bare begge blev blive bliver da de dem "
    "den denne der deres derfor det dette dig din dog du efter egentlig eller en end endnu "
    "er et faktisk fik flere for fordi fra før få får gennem gøre gør ham han har have "
    "havde hele helt hen hende her hos hun hvad hver hvilken hvis hvor hvordan hvorfor i "
    "igen ikke ind ingen intet ja jeg jer kan kun kunne lidt lige man mange med meget "
    "mellem men mere mest mig min mindre mod må måske ned nej nogen noget nogle nok nu når "
    "næsten og også om op os over på samme selv sig sin skal skulle som stadig så sådan til "
    "ud uden under var ved vi vil ville være været ønsker",
    "pl": "albo ale ani aż bardzo bardziej bez bo by być był była było były chyba co coraz coś "
    "często czasem czy czyli dla dlaczego dlatego do dopiero dosyć dużo dziś gdy gdzie go i "
    "ich ile im inna inne inny ja jak jakby jaki jako je jednak jego jej jest jeszcze jeśli "
    "już każdy kiedy kto która które który lecz lub ma mają może można mnie mniej moja mu "
    "musi my na nad nade nas nasz nawet nic nich nie niech nigdy nikt nim niż no o obok od "
    "około on ona one oni ono oraz po pod podczas ponieważ poza potem przed przez przy raz "
    "razem również się sam są skąd swój ta tak taki także tam te tego tej ten teraz też to "
    "tu tutaj tylko tym tych tyle u w wam was we więc więcej właśnie wszyscy wszystko wśród "
    "wtedy z za zaś zawsze ze żaden że żeby",
    "ru": "без более больше будет будто бы был была были было быть в вам вас вдруг ведь весь во "
    "вот все всегда всего всё всех вы где да даже для до другой его ее её если есть ещё еще "
    "ж же за здесь и из или им иногда их к каждый как какая какой когда конечно которая "
    "которые который кто куда лишь ли лучше между меня мне много может можно мой мы на над "
    "надо нас наш не него нее ней нельзя нет ни нибудь никогда ним них ничего но ну о об "
    "один он она они оно опять от очень перед по под после потом потому почему почти при "
    "про просто раз разве с сам свой себе себя сейчас со совсем так также такой там твой "
    "тебя тем теперь то тогда того тоже только том тот тут ты у уж уже хорошо хоть чего чем "
    "через что чтоб чтобы чуть эта эти это этого этой этом этот эту я",
    "uk": "або але багато без би більше був була були було бути в вам вас весь вже ви від він "
    "вона вони все всі всього ще де для до його її за завжди з зараз і із інший їх й коли "
    "кожний куди лише лиш менше ми мій може можна на над навіть нам нас наш не немає ні "
    "ніколи ніхто нічого о один от перед під по після потім про просто сам свій себе та так "
    "також такий там те тепер ти тільки то тоді тому тут у усе усі хоча хто це цей ця ці "
    "через чи чому що щоб як яка який які якщо я",
    "tr": "acaba ama ancak artık aslında az bana bazı belki ben beri bile bir biraz birçok biri "
    "birkaç biz böyle bu buna bunda bunlar bunu bunun burada çok çünkü da daha dahi de defa "
    "değil diğer diye en fakat gibi göre hala hangi hani hatta hem henüz hep hepsi her hiç "
    "için ile ise işte kadar karşı kendi kez ki kim mı mi mu mü nasıl ne neden nerede niçin "
    "niye o olan olarak oldu olduğu olsa on ona onlar onu onun orada oysa öyle pek rağmen "
    "sadece sanki sen siz son sonra şey şimdi şöyle şu tüm var ve veya ya yalnız yani "
    "yerine yine yok zaten",
    "ar": "إلا إلى إن أن أو أي أين أيضا ألا الآن التي الذي الذين ان بعد بعض بل بها بين تحت تكون "
    "ثم جدا حتى حول حيث خلال دون ذلك سوف ضد عدم على عليه عن عند عندما غير فقط في فيه فيها "
    "قبل قد كان كانت كل كما كيف لا لأن لدى لم لماذا لن له لها ليس ما ماذا مثل مع من منذ منه "
    "نحن نحو نعم هذا هذه هل هم هنا هناك هو هي و وهو وهي يا يكون يمكن يوجد",
    "he": "אבל או אולי אותו אותה אותם אז אחר אחרי אחת אין איך איפה אל אם אנחנו אני אף אפשר את אתה "
    "אתם בגלל בו בין בלי בעוד בערך גם דבר די הוא היא היה היו היום הם הן הנה הרבה זאת זה זו "
    "חייב יותר יש כאן כאשר כבר כדי כזה כי כך כל כלום כמה כמו כן לא לאן לה להיות לו לכן למה "
    "לפני לפעמים מאוד מה מי מן מעט מתי עד עוד על עכשיו עם פחות פה צריך רק של שלו שלה שלהם "
    "שם תמיד",
    "hi": "अगर अपना अपनी अपने अब अभी और इन इस इसका इसके इसलिए उन उस उसका उसके एक ऐसा ऐसे कई कब "
    "कभी कर करना करने करते कहाँ का कि किया किसी की कुछ के केवल को कोई कौन क्या क्यों गया "
    "चाहिए जब जहाँ जा जाता जाती जाते जैसे जो तक तब तो था थी थे दिया दो नहीं ने पर पहले फिर "
    "बहुत बाद बात बिना भी में यदि यह यहाँ या ये रहा रहे लिए लेकिन वह वहाँ वाला वाले वे सकता "
    "सकते सब सभी साथ सिर्फ से हम ही हुआ हुई हुए है हैं हो होता होती होते होना",
    "id": "ada adalah agar akan aku anda antara apa apakah atau bagaimana bagi bahwa banyak baru "
    "beberapa begitu belum bisa bukan dalam dan dapat dari dengan di dia hanya harus hingga "
    "ini itu jadi jangan jika juga kalau kami kamu kapan karena ke kembali kemudian kepada "
    "ketika kita lagi lain lalu lebih maka mana masih mereka mungkin namun nanti oleh pada "
    "para pernah saat saja salah sampai sangat satu saya sebab sebagai sebelum sebuah "
    "sedang sehingga sekali sekarang selalu seluruh semua sendiri seperti serta sesuatu "
    "setelah setiap siapa sini situ suatu sudah supaya tanpa tapi telah tentang tentu "
    "terhadap tetapi tidak untuk walaupun yang",
    "vi": "ai anh bạn bao bị bởi các cái cần cả chỉ cho chưa chứ có con còn của cũng cùng dù đã "
    "đang đây đến đều để đi đó do được gì hay hãy hết họ hơn khi không là lại làm lên lúc "
    "mà mỗi một muốn nào này nên nếu như nhưng những nhiều nó nơi nữa ở phải qua ra rất rồi "
    "sau sẽ sự tại thì theo thế thêm tôi trên trong trước từ từng và vẫn vào về vì việc với "
    "vừa xuống",
}


@cache
def function_words(*languages: str) -> frozenset[str]:
    """The function words and stop words of languages (``en``, ``en-GB``), in small letters.

    Of every language, where none is named or known: better a word too few than one that says
    nothing.
    """
    codes = {language[:2].lower() for language in languages} & _FUNCTION_WORDS.keys()
    chosen = codes or _FUNCTION_WORDS.keys() | STOP_WORDS.keys()
    every = (
        *(words.split() for code, words in _FUNCTION_WORDS.items() if code in chosen),
        *(words for code, words in STOP_WORDS.items() if code in chosen),
    )
    return frozenset().union(*every)
