"""The small words and the typical letters by which a language of the Latin script is known."""

# Words that are common English words as well are left out of the other lists.
SMALL_WORDS = {
    "en": """
        the of and to in is was for that it on as with he be at by this from are have has had not his her they
        which or an were been their one all there when who will would more if out so what up about into than its
        only other new some could time these two may then do first any my now such like our over even most after
        also did many before must through where you we she but your said can i a no how me him them us
    """,
    "de": """
        der und den von das mit sich des dem nicht ein eine auch auf für ist im zu sie es er wie nach bei einer
        einem einen um aus noch nur über wird sind hat werden wurde haben oder aber als durch kann zum zur vor
        bis mehr sein ich wir dass diese dieser gegen vom unter wenn seine ihre
    """,
    "fr": """
        le la les des du et est une dans qui que pour pas au aux sur par plus avec ce cette il elle ils son sa
        ses ne se sont ou mais nous vous leur été était être ont fait comme tout deux même aussi sans entre
        après ces selon dont
    """,
    "es": """
        el la los las del que en una por con para es se su al lo como más pero sus le ha fue este esta son entre
        cuando muy sin sobre también hasta hay donde desde todo nos durante según ese esa había y o ya porque
        han años
    """,
    "it": """
        il lo la gli dei della delle del di che è una per con non si sono al alla dal dalla nel nella come anche
        più ma ha da su se o ed ci questo questa stato essere loro dopo anni suo sua hanno tra fra degli quando
        perché
    """,
    "pt": """
        o os as um uma do da dos das em no na nos nas que e é com para por não se mais ao aos foi são como mas
        sua seu ele ela ou quando muito já também pelo pela até isso entre depois sem mesmo há está segundo anos
    """,
    "nl": """
        het een van en dat niet te zijn voor met op ook maar bij naar uit er aan om door nog wordt worden werd
        dan heeft deze dit hij ze wij meer zich over tot geen zo kan zou hun hebben wat als al veel jaar volgens
        tegen
    """,
    "pl": """
        i w na z się nie do że jest o jak po za od co przez ale tak ich dla są oraz był było być który która
        które także już może pod ma tylko tym tego przed roku czy nad jego jej
    """,
    "cs": """
        a se na v je že z do s to o i pro za by po jako ale jsou od jeho byl bylo který která které podle také
        už jen při nebo až však jsem před mezi byla má není roku co
    """,
    "sk": """
        a sa na v je že z do s to o i pre za by po ako ale sú od jeho bol bolo ktorý ktorá ktoré podľa tiež už
        len pri alebo až však som pred medzi bola má nie roku čo
    """,
    "sv": """
        och att det som en är av för på med den till inte har de om ett var jag men sig från vi så kan när efter
        eller också under mot hade vid nu där blev ska skulle finns måste år mycket enligt säger
    """,
    "da": """
        og at det en er af for på med den til ikke har de om et var jeg men sig fra vi så kan når efter eller
        også under mod havde ved nu der blev skal skulle findes må år meget ifølge siger hvad nogle
    """,
    "no": """
        og å det en er av for på med den til ikke har de om et var jeg men seg fra vi så kan når etter eller
        også under mot hadde ved nå der ble skal skulle finnes må år mye ifølge sier hva noen
    """,
    "fi": """
        ja on ei se että oli hän ovat mutta kun myös joka tai niin kuin sen mukaan vuoden vuonna jo vain ole jos
        mitä nyt sitä siitä hänen ne eivät voi olla joka joiden sekä tämä
    """,
    "hu": """
        a az és hogy nem egy is volt de ez meg csak már van azt mint még ha el vagy kell után szerint lesz
        között ami aki minden ezt voltak lehet nagy pedig
    """,
    "ro": """
        de și în la cu pe nu o un din care este să se pentru ca mai a fost au sunt după sau prin dar ce lui al
        ale fi către între acest această când până
    """,
    "tr": """
        ve bir bu da de için ile olarak çok daha olan gibi kadar sonra ne en var ama değil her ancak ya olduğu
        göre tarafından ise yıl oldu
    """,
    "hr": """
        i u je na se da su za od s o ne što kao koji koja koje bi ali iz će biti nije samo bio bila prema te
        nakon više može jer ili
    """,
    "sl": """
        in je v na se da so za ki z o pa s ne po bi ali kot tudi iz bil bila ni še pri od bo več do kar le
    """,
    "ca": """
        el la els les de del que i en un una per amb és no es al als dels però com més ha va són seva seu aquest
        aquesta també entre fins sobre anys
    """,
    "id": """
        yang dan di dengan untuk dari ini itu pada tidak dalam akan ke adalah juga oleh sebagai mereka ada
        karena atau telah bahwa bisa sudah lebih
    """,
    "vi": """
        và của là có không được cho với các trong một người những đã để này khi đến năm về như sẽ từ nhiều ra
        ông
    """,
    "lt": """
        ir yra kad su tai į iš bet kaip jis buvo ne už per apie dėl po nuo iki ar jau tik savo taip
    """,
    "lv": """
        un ir ka no ar par uz bet kā tas viņš bija nav lai pēc arī vai jau tikai gada savu līdz
    """,
    "et": """
        ja on ei et see oli ta kui aga ka oma mis mida või siis nii veel välja kes pärast
    """,
}
# Letters that count like a small word.
TYPICAL = {
    "de": "ß",
    "fr": "èêœ",
    "es": "ñ¿¡",
    "pt": "ãõ",
    "pl": "ąęłńśźż",
    "cs": "ěřů",
    "sk": "ľĺŕ",
    "sv": "å",
    "fi": "ä",
    "da": "æø",
    "no": "æø",
    "hu": "őű",
    "ro": "ășț",
    "tr": "ğşı",
    "hr": "đć",
    "vi": "ơưđ",
    "lt": "ėųį",
    "lv": "āīķļņ",
    "et": "õ",
}
