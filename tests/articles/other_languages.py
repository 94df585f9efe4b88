"""Paragraphs in other languages with the sentences they consist of, and one longer text for each language."""

SPACELESS = ("ja", "zh")

# language → paragraphs; each paragraph is the list of its sentences.
PARAGRAPHS: dict[str, list[list[str]]] = {
    "de": [
        ["Das Ministerium prüft z. B. drei neue Brücken.", "Eine davon soll 12,5 Mio. Euro kosten."],
        ["Am 3. Oktober bleibt das Rathaus geschlossen.", "Geöffnet wird erst am 5. Oktober um 9.30 Uhr."],
        ["„Wir haben niemanden entlassen“, sagte Dr. Weber.", "Die Belegschaft sieht das anders."],
        ["Der Vertrag läuft bis 2031, d. h. noch sechs Jahre.", "Danach wird neu verhandelt."],
        ["Wer zahlt dafür?", "Die Stadt sagt: »Der Bund.«", "Der Bund schweigt."],
        ["Nach Angaben von Prof. Dr. Lena Vogt sank der Pegel um 4 cm.", "Gemessen wurde in der Hafenstr. 12."],
    ],
    "fr": [
        ["Le budget atteint 3,4 milliards d’euros.", "Il augmente de 2 % par rapport à 2023."],
        ["« Nous n’avons rien signé », assure M. Perrin.", "La mairie confirme."],
        ["Plusieurs communes, p. ex. Lorvaux, ont refusé.", "Les autres attendent."],
        ["Qui a décidé ?", "Personne ne le sait !", "L’enquête continue."],
        ["Mme Dufour dirige l’agence depuis 2019.", "Le Dr Lenoir lui succédera le 1er mars."],
        ["Voir l’art. 12 du règlement.", "Il date de 1998."],
    ],
    "es": [
        ["El Sr. Ortega firmó el acuerdo en 2021.", "La Sra. Molina no estaba presente."],
        ["¿Quién pagó la obra?", "Nadie responde.", "¡El plazo terminó ayer!"],
        ["Según el Dr. Ruiz, el 14,2 % de los pozos están secos.", "El informe tiene 80 págs. y un anexo."],
        ["«No hubo aviso», dijo la alcaldesa.", "Los vecinos lo niegan."],
        ["La empresa vendió 1.200.000 litros.", "En EE. UU. vendió el doble."],
    ],
    "it": [
        ["Il dott. Ferri ha presentato il rapporto.", "I dati risalgono al 2020."],
        ["«Non abbiamo visto nulla», ha detto il sindaco.", "La procura indaga."],
        ["Il costo è salito a 4,5 milioni di euro.", "L’opera sarà pronta nel 2027."],
        ["Chi ha autorizzato la spesa?", "Il consiglio, ecc. ecc., tace."],
        ["La sig.ra Conti abita al n. 14 di via Roma.", "Il palazzo è del 1931."],
    ],
    "pt": [
        ["O Sr. Almeida negou o pagamento.", "A Dra. Pires confirmou a data."],
        ["A taxa subiu para 7,8 % em março.", "Em 2022 era de 5 %."],
        ["«Ninguém nos avisou», disse a vereadora.", "A câmara abriu um inquérito."],
        ["Quem assinou o contrato?", "Ninguém sabe!", "O prazo acabou ontem."],
        ["O projeto, p. ex., custa 2 milhões.", "A obra fica na Av. Central."],
    ],
    "nl": [
        ["De heer J. de Boer leidt het bedrijf sinds 2018.", "Hij volgt mevr. Smit op."],
        ["De kosten stegen met 3,5 procent.", "Dat is o.a. het gevolg van hogere rente."],
        ["„Wij wisten van niets”, zei de wethouder.", "De raad wil opheldering."],
        ["Wie betaalt dat?", "De provincie zwijgt."],
        ["Het rapport telt 40 blz. en verscheen op 2 mei.", "De minister reageert morgen."],
    ],
    "pl": [
        ["Most kosztował ok. 12 mln zł.", "Budowa trwała od 2015 r. do 2019 r."],
        ["„Nikt nas nie pytał” – powiedział wójt.", "Mieszkańcy protestują."],
        ["Prof. Nowak bada m.in. rzeki i jeziora.", "Wyniki poda w maju."],
        ["Kto za to zapłaci?", "Gmina nie odpowiada."],
        ["Spółka ma siedzibę przy ul. Długiej 5.", "Zatrudnia 340 osób."],
    ],
    "ru": [
        ["Завод находится на ул. Садовой, д. 7.", "Он построен в 1964 г. и работает до сих пор."],
        ["«Мы никого не увольняли», — заявил директор.", "Рабочие говорят другое."],
        ["Бюджет вырос на 4,2 % и составил 18 млрд руб.", "Год назад он был меньше."],
        ["Кто подписал договор?", "Никто не знает!", "Следствие продолжается."],
        ["А. П. Громов возглавил комитет в 2020 году.", "До него работал И. И. Серов."],
    ],
    "uk": [
        ["Міст коштував 12,5 млн грн.", "Його збудували у 2018 році."],
        ["«Ми нічого не знали», — сказала міська голова.", "Мешканці не згодні."],
        ["Хто це вирішив?", "Ніхто не відповідає."],
        ["Школа стоїть на вул. Зеленій.", "У ній навчається 420 дітей."],
        ["О. В. Кравець очолив раду торік.", "Раніше він працював лікарем."],
    ],
    "el": [
        ["Ποιος υπέγραψε τη σύμβαση;", "Κανείς δεν απαντά."],
        ["Το έργο κόστισε 3,2 εκατ. ευρώ.", "Ξεκίνησε το 2017."],
        ["«Δεν ξέραμε τίποτα», είπε ο δήμαρχος.", "Η έρευνα συνεχίζεται."],
        ["Η τιμή αυξήθηκε κατά 8 %.", "Το 2020 ήταν χαμηλότερη."],
        ["Ο κ. Παππάς διευθύνει την εταιρεία.", "Πριν ήταν δικηγόρος."],
    ],
    "sv": [
        ["Kommunen sålde t.ex. två skolor.", "Priset var 14 milj. kronor."],
        ["”Vi visste ingenting”, säger borgmästaren.", "Polisen utreder saken."],
        ["Vem betalar?", "Ingen svarar."],
        ["Avgiften höjdes med 3,5 procent år 2022.", "Nu höjs den igen."],
        ["Bron stängs den 1 maj kl. 8.", "Den öppnas i juni."],
    ],
    "tr": [
        ["Köprü 12,5 milyon liraya mal oldu.", "Yapımı 2019’da bitti."],
        ["Prof. Dr. Aylin Kaya raporu açıkladı.", "Sonuçlar mayısta yayımlanacak."],
        ["“Kimse bize sormadı” dedi belediye başkanı.", "Halk bekliyor."],
        ["Bunu kim imzaladı?", "Kimse bilmiyor!"],
        ["Fiyatlar yüzde 8 arttı.", "Geçen yıl artış daha azdı."],
    ],
    "ar": [
        ["بلغت كلفة الجسر 12.5 مليون دينار.", "واكتمل بناؤه في عام 2019."],
        ["من وقع العقد؟", "لا أحد يجيب."],
        ["«لم نكن نعلم شيئا»، قال رئيس البلدية.", "والتحقيق مستمر."],
        ["ارتفع السعر بنسبة 8 في المئة.", "وكان أقل من ذلك قبل عام."],
        ["أعلن د. سامي النتائج أمس.", "وسينشر التقرير في مايو!"],
    ],
    "fa": [
        ["هزینه پل به ۱۲ میلیون رسید.", "ساخت آن در سال ۱۳۹۸ پایان یافت."],
        ["چه کسی قرارداد را امضا کرد؟", "هیچ کس پاسخ نمی‌دهد."],
        ["«ما چیزی نمی‌دانستیم»، شهردار گفت.", "تحقیقات ادامه دارد."],
        ["قیمت ۸ درصد افزایش یافت.", "سال گذشته کمتر بود."],
        ["مردم منتظرند!", "گزارش در بهار منتشر می‌شود."],
    ],
    "hi": [
        ["पुल पर 12.5 करोड़ रुपये खर्च हुए।", "इसका काम 2019 में पूरा हुआ।"],
        ["अनुबंध पर किसने हस्ताक्षर किए?", "कोई जवाब नहीं देता।"],
        ["“हमें कुछ पता नहीं था”, महापौर ने कहा।", "जाँच जारी है।"],
        ["कीमत 8 प्रतिशत बढ़ी।", "पिछले साल यह कम थी।"],
        ["लोग इंतज़ार कर रहे हैं!", "रिपोर्ट मई में आएगी।"],
    ],
    "ja": [
        ["橋の建設費は十二億円でした。", "工事は二〇一九年に終わりました。"],
        ["誰が契約に署名したのですか？", "誰も答えません。"],
        ["市長は「何も知らなかった。本当だ。」と述べました。", "調査は続いています。"],
        ["価格は8.5％上がった！", "去年はもっと安かった。"],
        ["価格は一．五倍になった。", "なぜか？"],
    ],
    "zh": [
        ["大桥耗资12.5亿元。", "工程于2019年完工。"],
        ["谁签署了合同？", "没有人回答。"],
        ["市长说：“我们什么都不知道。”", "调查仍在继续。"],
        ["价格上涨了百分之八！", "去年要低得多。"],
        ["《明天！》是一本书。", "它出版于2019年。"],
    ],
    "cs": [
        ["Most stál cca 12 mil. Kč.", "Otevřen byl v r. 2019."],
        ["„Nic jsme nevěděli,“ řekl starosta.", "Obyvatelé nesouhlasí."],
        ["MUDr. Jan Novák vede nemocnici od 3. ledna.", "Předtím učil v Brně."],
        ["Dům stojí v ul. Dlouhé č. 5.", "Bydlí tam 40 lidí, např. studenti."],
    ],
    "hu": [
        ["A híd kb. 12 milliárd forintba került.", "2019-ben adták át."],
        ["„Semmit sem tudtunk” – mondta a polgármester.", "A lakók tiltakoznak."],
        ["Dr. Kovács Anna vezeti az intézetet.", "Korábban pl. Szegeden tanított."],
        ["A 12. oldalon áll a szám.", "Ez 8 százalékkal több."],
    ],
    "fi": [
        ["Silta maksoi n. 12 milj. euroa.", "Se avattiin 3. toukokuuta 2019."],
        ["”Emme tienneet mitään”, sanoi kaupunginjohtaja.", "Asukkaat vastustavat."],
        ["Hinta nousi esim. Turussa 8 prosenttia.", "Muualla se laski."],
    ],
    "ro": [
        ["Podul a costat cca. 12 mil. lei.", "A fost deschis în 2019."],
        ["„Nu am știut nimic”, a spus primarul.", "Locuitorii protestează."],
        ["Dl. Popescu conduce firma din 2018.", "D-na Ionescu l-a angajat."],
    ],
    "da": [
        ["Broen kostede ca. 12 mio. kr. i 2019.", "Den åbnede den 3. maj."],
        ["»Vi vidste intet,« siger borgmesteren.", "Politiet undersøger sagen."],
        ["Kommunen solgte bl.a. to skoler.", "Prisen steg med 3,5 pct. sidste år."],
    ],
    "no": [
        ["Brua kostet ca. 12 mill. kroner.", "Den ble åpnet 3. mai."],
        ["– Vi visste ingenting, sier ordføreren.", "Politiet etterforsker saken."],
    ],
    "bg": [
        ["Мостът струва 12 млн. лв.", "Открит е през 2019 г."],
        ["„Нищо не знаехме“, каза кметът.", "Жителите протестират."],
        ["Проф. Петров работи в гр. Русе.", "Той преподава от 1998 г. насам."],
    ],
    "sr": [
        ["Мост је коштао око 12 млн динара.", "Отворен је 3. маја 2019. године."],
        ["„Ништа нисмо знали“, рекао је градоначелник.", "Становници протестују."],
    ],
    "he": [
        ["הגשר עלה 12.5 מיליון שקל.", "הוא נפתח ב-2019."],
        ["״לא ידענו דבר״, אמר ראש העיר.", "החקירה נמשכת."],
    ],
    "vi": [
        ["Cây cầu tốn 12,5 tỷ đồng.", "Nó khánh thành năm 2019."],
        ["TS. Nguyễn Văn An công bố báo cáo.", "Kết quả sẽ có vào tháng 5."],
    ],
    "ko": [
        ["다리 건설에는 125억 원이 들었다.", "공사는 2019년에 끝났다."],
        ["누가 계약서에 서명했는가?", "아무도 대답하지 않는다."],
        ["시장은 “아무것도 몰랐다”고 말했다.", "조사는 계속되고 있다."],
        ["가격이 8.5% 올랐다!", "작년에는 더 낮았다."],
        ["주민들은 기다리고 있다.", "보고서는 5월에 나온다."],
    ],
}


def joined(language: str, sentences: list[str]) -> str:
    """Return a paragraph of the sentences."""
    return ("" if language in SPACELESS else " ").join(sentences)


# language → a whole article; the first line is its title, "## " stands before its heading.
ARTICLES = {
    "de": """\
Stadt verkauft das alte Hafenbad

Von Karin Holm und Peter Brandt
12. März 2024, 14:05

Die Stadt Nordhafen hat das alte Hafenbad für 4,2 Mio. Euro an einen Investor verkauft, wie das Rathaus am Dienstag
mitteilte. Der Rat hatte dem Verkauf im Januar zugestimmt.

„Wir hätten das Bad nicht mehr sanieren können“, sagte die Bürgermeisterin. Die Opposition sieht das anders: Nach
ihren Zahlen wären nur 900.000 Euro nötig gewesen.

Was wird aus dem Gelände?

Der Käufer plant dort Wohnungen

Nach Angaben des Investors sollen auf dem Gelände bis 2027 rund 140 Wohnungen entstehen, ein Drittel davon gefördert.

- 140 Wohnungen auf drei Etagen
- ein Spielplatz am Wasser

Foto: Das Hafenbad im Sommer

© 2024 Nordhafener Blatt
""",
    "fr": """\
# La mairie ferme deux écoles du centre

Par Claire Morin

Le 4 avril 2023

La mairie de Lorvaux a décidé de fermer deux écoles du centre à la rentrée, faute d’élèves. Selon ses chiffres, elles
n’en comptent plus que 61, contre 240 en 1998.

« Nous avons appris la nouvelle par la presse, et nous ne l’accepterons pas », assure M. Perrin, qui préside
l’association des parents. Une pétition a déjà réuni 1 200 signatures.

## Une décision contestée

Le conseil municipal a voté la fermeture par 17 voix contre 12. Qui paiera les transports ? Personne ne le sait.
""",
    "es": """\
El puente nuevo costó el doble de lo previsto

Por Marta Ruiz

El puente sobre el río Lor costó 48 millones de euros, el doble de lo que el gobierno había anunciado en 2016, según un
informe del tribunal de cuentas. La obra duró siete años y no cuatro.

«Nadie nos avisó de que el precio había subido tanto», dijo el Sr. Ortega, alcalde de Villanera. ¿Quién firmó los
contratos? El ministerio no ha respondido a las preguntas de este diario.
""",
    "pt": """\
Câmara vende o antigo mercado

Por Ana Pires

A câmara de Vilar vendeu o antigo mercado por 3,4 milhões de euros, segundo um documento que o jornal consultou. O
edifício é de 1931 e não foi usado durante muito tempo, mas os moradores não querem que seja demolido.

«Ninguém nos perguntou o que queremos», disse a presidente da associação. Em 2019 a cidade já tinha vendido duas
escolas, e também essas foram fechadas sem debate.
""",
    "tr": """\
Belediye eski limanı sattı

Belediye, eski limanı 12,5 milyon liraya bir şirkete sattı ve bu karar mecliste 17 oyla kabul edildi. Muhalefet ise
satış için daha yüksek bir bedel olduğu görüşünde ve kararın iptal edilmesini istiyor.

“Bu satış için kimse bize sormadı” diyen mahalle sakinleri, limanın 1950 yılından beri halka açık olduğunu ama artık
her şeyin değil sadece bir kısmının korunacağını söylüyor.
""",
    "ru": """\
Город продал старый порт

Автор: Анна Громова

Администрация города Северска продала старый порт за 48 млн руб. Сделку одобрил совет, хотя жители были против и
собрали более двух тысяч подписей.

«Нас никто не спрашивал, и мы узнали об этом из газет», — сказала одна из жительниц. Кто купил порт? Этого
администрация не сообщает.
""",
    "ar": """\
البلدية تبيع الميناء القديم

باعت بلدية المدينة الميناء القديم بمبلغ 12 مليون دينار، وفق بيان صدر يوم الثلاثاء. وكان المجلس قد وافق على البيع في
عام 2023 بعد نقاش طويل استمر عدة أسابيع.

«لم يسألنا أحد عن رأينا في هذا البيع»، قال أحد السكان. من اشترى الميناء؟ لا تقول البلدية شيئا عن ذلك.
""",
    "ja": """\
市が古い港を売却

北浜市は火曜日、古い港を十二億円で民間企業に売却したと発表した。市議会は一月に売却を承認していた。

市長は「港を直す費用がなかった。売るしかなかった。」と説明した。誰が港を買ったのか？市は明らかにしていない。

二〇二七年までに百四十戸の住宅が建つ予定で、三分の一は市の補助を受ける。
""",
    "zh": """\
市政府出售旧港口

北滨市政府星期二宣布，已将旧港口以12亿元出售给一家企业。市议会今年一月批准了这项出售。

市长说：“我们没有钱修复港口，只能出售。”谁买下了港口？市政府没有公布。
""",
}

# One piece of news in languages that are easily taken for one another.
LOOKALIKES = {
    "cs": """\
Město prodalo starý přístav za dvanáct milionů korun a radnice o tom nikoho neinformovala. Zastupitelstvo
prodej schválilo už v lednu, ale podle opozice byla cena příliš nízká. Starosta řekl, že na opravu nebyly
peníze.
""",
    "sk": """\
Mesto predalo starý prístav za dvanásť miliónov eur a radnica o tom nikoho neinformovala. Zastupiteľstvo
predaj schválilo už v januári, ale podľa opozície bola cena nízka. Starosta povedal, že na opravu neboli
peniaze.
""",
    "da": """\
Kommunen har solgt den gamle havn for tolv millioner kroner, og ingen af borgerne blev spurgt. Byrådet
godkendte salget i januar, men ifølge oppositionen var prisen alt for lav. Borgmesteren siger, at der
ikke var penge.
""",
    "no": """\
Kommunen har solgt den gamle havna for tolv millioner kroner, og ingen av innbyggerne ble spurt. Bystyret
godkjente salget i januar, men ifølge opposisjonen var prisen altfor lav. Ordføreren sier at det ikke var
penger.
""",
    "sv": """\
Kommunen har sålt den gamla hamnen för tolv miljoner kronor, och ingen av invånarna blev tillfrågad.
Fullmäktige godkände försäljningen i januari, men enligt oppositionen var priset för lågt. Det fanns inte
pengar.
""",
    "fi": """\
Kaupunki on myynyt vanhan sataman kahdellatoista miljoonalla eurolla, eikä asukkailta kysytty mitään.
Valtuusto hyväksyi kaupan tammikuussa, mutta opposition mukaan hinta oli liian alhainen. Rahaa
korjauksiin ei ole ollut.
""",
    "et": """\
Linn müüs vana sadama kaheteistkümne miljoni euro eest ja elanikelt ei küsitud midagi. Volikogu kiitis
müügi heaks juba jaanuaris, aga opositsiooni sõnul oli hind liiga madal. Linnapea ütles, et raha
remondiks ei olnud ja et see oli ainus võimalus.
""",
    "hr": """\
Grad je prodao staru luku za dvanaest milijuna eura, a da stanovnike nitko nije pitao. Vijeće je odobrilo
prodaju u siječnju, ali prema oporbi cijena je bila preniska. Gradonačelnik je rekao da nije bilo novca
za obnovu.
""",
    "sl": """\
Mesto je prodalo staro pristanišče za dvanajst milijonov evrov, ne da bi vprašalo prebivalce. Svet je
prodajo potrdil že januarja, a po mnenju opozicije je bila cena prenizka. Župan je dejal, da ni bilo
denarja za obnovo.
""",
    "ca": """\
La ciutat ha venut el port vell per dotze milions d’euros i ningú no va preguntar als veïns. El consell
va aprovar la venda al gener, però segons l’oposició el preu era massa baix. L’alcalde va dir que no hi
havia diners.
""",
    "be": """\
Горад прадаў стары порт за дванаццаць мільёнаў рублёў, і ў жыхароў ніхто не спытаўся.
""",
    "bg": """\
Градът продаде старото пристанище за дванайсет милиона лева и никой не попита жителите.
""",
    "sr": """\
Град је продао стару луку за дванаест милиона динара и нико није питао становнике.
""",
    "ur": """\
شہر نے پرانی بندرگاہ بارہ کروڑ روپے میں فروخت کر دی اور رہائشیوں سے کسی نے نہیں پوچھا۔
""",
}
