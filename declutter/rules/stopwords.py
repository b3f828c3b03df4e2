"""The most frequent function words of each language.

Articles, pronouns, prepositions, conjunctions, auxiliaries and particles: no content words. Used
for the share of function words in a block, which tells running prose from menus in any language.
Written by hand. For languages written without spaces, and for Korean, whose particles cling to
their nouns, the entries are frequent characters and short strings, to be counted as substrings.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


#: Lower-case function words by BCP 47 language code.
STOPWORDS: dict[str, frozenset[str]] = {
    "en": _words(
        "the a an of and to in is it that for on was with as at by be this are from or "
        "which but not have has had he she they we you his her their its our my me him "
        "them were been will would can could there if so than who what when into about do "
        "did no all more i"
    ),
    "de": _words(
        "der die das den dem des ein eine einen einem einer eines und oder aber in im an "
        "am auf aus bei mit nach von vom vor zu zum zur für über um durch ist sind war "
        "waren wird werden wurde hat haben hatte kann nicht auch sich als wie dass wenn "
        "weil er sie es wir ich ihr man noch nur so"
    ),
    "fr": _words(
        "le la les l' un une des du de d' à au aux et ou où mais donc en dans sur sous "
        "par pour avec sans est sont était a ont été être avoir ce cet cette ces il elle "
        "ils elles on nous vous je qui que qu' dont ne pas n' se s' son sa ses leur leurs "
        "plus comme c' y"
    ),
    "es": _words(
        "el la los las un una unos unas de del a al y e o u en con por para sin sobre "
        "entre desde hasta que se su sus lo le les no es son era fue ha han había ser "
        "está están como más pero si cuando donde este esta estos estas ese esa yo él "
        "ella nos me mi ya muy también"
    ),
    "pt": _words(
        "o a os as um uma uns umas de do da dos das em no na nos nas ao à aos às por pelo "
        "pela para com sem sobre entre até que e ou mas se não é são foi era ser está tem "
        "como mais quando seu sua seus suas ele ela eles elas eu nós isso este esta esse "
        "essa também já muito"
    ),
    "it": _words(
        "il lo la i gli le l' un uno una di del dello della dei degli delle a al alla ai "
        "alle da dal dalla in nel nella nei con su sul sulla per tra fra e ed o ma se che "
        "chi cui non è sono era ha hanno ho si ci come più anche questo questa quello lui "
        "lei noi suo sua dell' all' dall' nell'"
    ),
    "nl": _words(
        "de het een en of maar in op aan van voor met door bij naar uit over om onder tot "
        "te is zijn was waren wordt worden werd heeft hebben had kan kunnen zal niet ook "
        "dat die dit deze er als dan wat wie hij zij ze we wij ik je u hun haar zich nog "
        "wel al geen meer want"
    ),
    "pl": _words(
        "w we z ze na do od po za przez dla przy nad pod o u i a oraz ale lub czy że by "
        "aby jak jako niż gdy się nie jest są był była było były będzie być ma to ten ta "
        "te tego tej tym tych który która które którzy co on ona oni jego jej ich mi już "
        "tylko także też"
    ),
    "ru": _words(
        "и в во не на я что он она оно они мы вы с со как а то все это этот эта эти но да "
        "по за из у от о об до для при над под без через к ко же бы ли или если когда "
        "чтобы так его её их ее был была были было быть есть уже также только который "
        "которые ему мне нет"
    ),
    "uk": _words(
        "і й та в у на не що як з із зі до від для по за при про через над під без між "
        "або але чи якщо коли щоб бо це цей ця ці той то так він вона воно вони ми ви я "
        "його її їх був була було були бути є ж же би вже також ще тільки який яка які"
    ),
    "tr": _words(
        "ve ile bir bu şu o da de ki mi mı mu mü için gibi kadar göre sonra önce daha en "
        "çok ama ancak fakat veya ya değil var yok olan olarak oldu olduğu olduğunu ise "
        "her hiç ne nasıl ben sen biz siz onlar onun bunu bunun ona beni tarafından "
        "üzerine üzerinde çünkü eğer hem bile diye"
    ),
    "ar": _words(
        "في من على إلى عن مع بين بعد قبل عند حتى منذ خلال و أو ثم لكن أن إن أنّ إنّ كما "
        "ما لا لم لن ليس قد كان كانت يكون التي الذي الذين هذا هذه ذلك تلك هو هي هم هن أنا "
        "نحن أنت كل بعض غير أي إذا لو حيث هناك به بها له لها فيه فيها منه منها عليه عليها"
    ),
    "hi": _words(
        "के का की को में से पर ने है हैं था थी थे हो होता होती होने हुआ हुई गया गई गए और "
        "या लेकिन तो भी ही कि जो यह वह ये वे इस उस इन उन एक नहीं न कर करने किया करते रहा "
        "रही रहे लिए साथ तक बाद अपने अपनी मैं हम आप जब अगर क्या कोई"
    ),
    "cs": _words(
        "a i o u v ve k ke s se z ze na do od po za pro při nad pod před přes bez mezi že "
        "aby když jako ale nebo či ani tak jak co to ten ta te toho tom tím který která "
        "které kteří je jsou byl byla bylo byli být bude jsem si ho mu jeho její jejich "
        "už také jen"
    ),
    "sv": _words(
        "och i på av för med till från om vid under över efter mellan utan mot att som en "
        "ett den det de dem denna detta är var varit har hade blir blev kan ska skulle "
        "vill inte men eller när där här så jag du han hon vi ni man sig sin sitt sina "
        "hans deras också än mer bara"
    ),
    "da": _words(
        "og i på af for med til fra om ved under over efter mellem uden mod at som der en "
        "et den det de dem denne dette er var været har havde bliver blev kan skal skulle "
        "vil ikke men eller når hvor så jeg du han hun vi man sig sin sit sine hans deres "
        "også end kun"
    ),
    "no": _words(
        "og i på av for med til fra om ved under over etter mellom uten mot at å som en "
        "ei et den det de dem denne dette er var vært har hadde blir ble kan skal skulle "
        "vil ikke men eller når hvor så jeg du han hun vi man seg sin sitt sine hans "
        "deres også enn bare"
    ),
    "fi": _words(
        "ja on ei että se ne hän he minä sinä me te oli olivat ovat ole olla ollut olisi "
        "joka jotka jonka jossa mutta tai sekä kun jos niin kuin myös vain mukaan sen "
        "sitä siitä siinä tämä tämän tätä nämä niiden niitä hänen heidän eivät en voi "
        "vielä jo kanssa ennen jälkeen koska vaikka mitä mikä"
    ),
    "hu": _words(
        "a az egy és vagy de hogy nem is meg ha mint csak már még be ki el fel le van "
        "volt vannak voltak lesz lehet ez azt ezt ezek azok aki ami amely akik amelyek én "
        "te ő mi ti ők nekem neki mert így úgy majd pedig után előtt között alatt szerint "
        "által sem se mely"
    ),
    "ro": _words(
        "de la în din pe cu pentru prin spre sub despre între fără până după și sau dar "
        "iar că să dacă când unde cum ce care nu mai a al ai ale o un unei unui este sunt "
        "era fost fi au are ar va se își îi i le lui lor el ea ei noi acest această"
    ),
    "el": _words(
        "ο η το οι τα του της των τον την τους τις στο στη στην στον στα στις στους σε με "
        "για από προς κατά μετά χωρίς και ή αλλά αν ότι πως που όπως όταν να θα δεν μην "
        "είναι ήταν έχει έχουν είχε ένα ένας μια μία αυτό αυτή αυτός εγώ εμείς μου σου "
        "μας σας πιο ως"
    ),
    "bg": _words(
        "и в във на не се си за от до с със по при под над без през след между че да ще "
        "но или ако като когато който която което които това този тази тези той тя то те "
        "аз ние вие е са съм беше бяха бил има го му й им ги още само също към"
    ),
    "hr": _words(
        "i u na s sa se o od do za po iz k ka kod pri nad pod bez kroz nakon između a ali "
        "ili ako da što koji koja koje kojih kao kad kada gdje nego je su sam smo ste bio "
        "bila bilo bili biti će bi ne nije nisu ovo ovaj ova taj to on ona oni njegov"
    ),
    "id": _words(
        "yang dan di ke dari pada untuk dengan oleh dalam atas tentang antara hingga "
        "sampai sejak itu ini adalah ialah akan telah sudah sedang bisa dapat tidak bukan "
        "belum juga atau tetapi tapi namun jika kalau karena sehingga bahwa agar saat "
        "ketika seperti sebagai lebih para saya kami kita anda dia ia mereka ada lagi"
    ),
    "vi": _words(
        "và của là có không được trong cho với các những một này đó khi đã sẽ đang thì mà "
        "ở từ đến về ra vào lên tại theo như nhưng hay hoặc nếu vì nên để bị do bởi cũng "
        "còn chỉ rất hơn tôi anh chị họ chúng ta nó ông bà người lại sau trước"
    ),
    "he": _words(
        "של את על אל עם מן בין עד לא לו לה להם הוא היא הם הן אני אנחנו אתה אתם זה זו זאת "
        "אלה כי אם או אבל גם רק כל יש אין היה הייתה היו יהיה מה מי איך כאשר כמו יותר אך "
        "כדי לפני אחרי אחר ידי שלא שהוא בו בה שלו שלה לי"
    ),
    "fa": _words(
        "و در به از که را با این آن برای تا بر یا هم هر یک است بود شد شده شود می نمی باشد "
        "هستند بودند کرد کرده کند کنند دارد دارند داشت خود او ما شما آنها من اما اگر چون "
        "نیز پس پیش بین هیچ چه باید نیست های ها ای روی بعد بدون دیگر خواهد"
    ),
    "zh": _words(
        "的 了 在 是 和 与 與 及 或 而 也 都 就 不 没 沒 有 这 這 那 我 你 他 她 它 们 們 为 為 "
        "以 于 於 对 對 从 從 到 把 被 让 讓 给 給 向 但 如果 因为 因為 所以 并 並 其 之 所 等 "
        "着 著 过 過 会 會 能 可以 还 還 更 很 将 將 要"
    ),
    "ja": _words(
        "の は を に が と で も や へ から まで より など です ます した して する いる ある "
        "ない この その あの これ それ また しかし および または ため こと もの という れる "
        "られる ている ました ません だった である ので のに けど でも には では とは として "
        "について さん たち"
    ),
    "ko": _words(
        "은 는 이 가 을 를 에 의 와 과 도 로 으로 에서 에게 께 한테 까지 부터 만 보다 처럼 이나 "
        "하고 그 저 것 수 등 및 또는 그리고 그러나 하지만 그래서 또한 때문에 위해 대한 대해 "
        "통해 따라 있다 있는 없다 한다 했다 하는 된다 됐다 되는 이다 입니다 습니다 합니다 "
        "있습니다 고 며"
    ),
    "th": _words(
        "ที่ และ ใน ของ เป็น การ ความ ได้ ให้ มี ไม่ จะ กับ ว่า จาก โดย แต่ หรือ ก็ นี้ "
        "นั้น ซึ่ง เพื่อ แล้ว อยู่ ไป มา ถึง ด้วย เมื่อ กว่า ยัง ต้อง ถ้า หาก เพราะ ตาม "
        "คือ เขา เรา ผู้ ทั้ง อีก แห่ง ต่อ ระหว่าง นัก ไว้ ขึ้น กัน"
    ),
}
