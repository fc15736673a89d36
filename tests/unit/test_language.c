/* Which texts count as English. The paragraphs are written for this test. */
#include "article/language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct {
	const char *name, *text;
} foreign[] = {
    {"German",
     "Die Außenministerin sagte am Montag in Berlin, dass die Verhandlungen mit den Nachbarn noch nicht am Ende "
     "seien. Der Vertrag werde erst im Herbst unterschrieben, und auch dann nur, wenn sich die beiden Seiten auf "
     "einen Zeitplan für den Bau der Brücke über den Fluss einigen."},
    {"French", "Le ministre des Affaires étrangères a déclaré lundi à Paris que les négociations avec les pays voisins "
               "n’étaient pas terminées. Il a ajouté que la France ne signerait pas un accord qui ne protège pas les "
               "pêcheurs, et que le gouvernement attendait une réponse de la commission dans les jours à venir."},
    {"Spanish",
     "El ministro de Exteriores dijo el lunes en Madrid que las negociaciones con los países vecinos no han "
     "terminado. Añadió que el Gobierno no firmará un acuerdo que no proteja a los pescadores y que espera una "
     "respuesta de la comisión en los próximos días, según un comunicado que se publicó por la tarde."},
    {"Italian",
     "Il ministro degli Esteri ha detto lunedì a Roma che i negoziati con i Paesi vicini non sono ancora finiti. "
     "Ha aggiunto che il governo non firmerà un accordo che non protegga i pescatori e che aspetta una risposta "
     "della commissione nei prossimi giorni, come si legge in una nota diffusa nel pomeriggio."},
    {"Portuguese",
     "O ministro dos Negócios Estrangeiros disse na segunda-feira em Lisboa que as negociações com os países "
     "vizinhos ainda não terminaram. Acrescentou que o Governo não vai assinar um acordo que não proteja os "
     "pescadores e que espera uma resposta da comissão nos próximos dias, segundo uma nota do ministério."},
    {"Dutch",
     "De minister van Buitenlandse Zaken zei maandag in Den Haag dat de onderhandelingen met de buurlanden nog niet "
     "zijn afgerond. Het kabinet zal geen verdrag tekenen dat de vissers niet beschermt, en wacht op een antwoord "
     "van de commissie, dat volgens het ministerie in de komende dagen wordt verwacht."},
    {"Swedish",
     "Utrikesministern sade på måndagen i Stockholm att förhandlingarna med grannländerna inte är klara. Regeringen "
     "kommer inte att skriva under ett avtal som inte skyddar fiskarna, och den väntar på ett svar från "
     "kommissionen som enligt departementet ska komma under de närmaste dagarna."},
    {"Polish",
     "Minister spraw zagranicznych powiedział w poniedziałek w Warszawie, że rozmowy z sąsiadami nie są jeszcze "
     "zakończone. Dodał, że rząd nie podpisze umowy, która nie chroni rybaków, i że czeka na odpowiedź komisji, "
     "która ma być gotowa w ciągu kilku dni, jak wynika z komunikatu ministerstwa po spotkaniu."},
    {"Czech or Slovak",
     "Ministr zahraničí v pondělí v Praze řekl, že jednání se sousedními zeměmi ještě neskončila. Vláda "
     "podle něj nepodepíše smlouvu, která by nechránila rybáře, a čeká na odpověď komise, která by měla "
     "být hotová v příštích dnech. Jednat se bude také o mostu, který se má stavět po roce."},
    {"Hungarian",
     "A külügyminiszter hétfőn Budapesten azt mondta, hogy a tárgyalások a szomszédos országokkal még nem értek "
     "véget. A kormány nem ír alá olyan szerződést, amely nem védi a halászokat, és a bizottság válaszára vár, "
     "amely a minisztérium szerint a következő napokban érkezik meg, de ez még nem biztos. A hidat, "
     "amelyet a két ország közösen épít, csak két év múlva adják át, és az ára is több lesz, mint azt hitték."},
    {"Turkish",
     "Dışişleri bakanı pazartesi günü Ankara’da komşu ülkelerle yapılan görüşmelerin henüz bitmediğini söyledi. "
     "Hükümet balıkçıları korumayan bir anlaşmayı imzalamayacak ve komisyonun önümüzdeki günlerde vereceği cevabı "
     "bekliyor. Bakan ayrıca bu köprü için çok daha fazla para gerektiğini ve bir ay sonra karar verileceğini dedi."},
    {"Indonesian or Malay",
     "Menteri luar negeri mengatakan pada hari Senin di Jakarta bahwa perundingan dengan negara-negara "
     "tetangga belum selesai. Pemerintah tidak akan menandatangani perjanjian yang tidak melindungi para "
     "nelayan dan akan menunggu jawaban dari komisi itu dalam beberapa hari, kata juru bicara."},
    {"Vietnamese",
     "Bộ trưởng ngoại giao nói hôm thứ hai tại Hà Nội rằng các cuộc đàm phán với những nước láng giềng chưa kết "
     "thúc. Chính phủ sẽ không ký một hiệp định không bảo vệ ngư dân và đang chờ câu trả lời của ủy ban trong "
     "những ngày tới, theo một thông báo được đưa ra vào buổi chiều."},
    {"Romanian",
     "Ministrul de externe a declarat luni la București că negocierile cu țările vecine nu s-au încheiat. Guvernul "
     "nu va semna un acord care nu îi protejează pe pescari și așteaptă un răspuns din partea comisiei, care după "
     "cum a spus ministrul va fi gata în zilele următoare, pentru că este nevoie de mai mult timp."},
    {"Finnish",
     "Ulkoministeri sanoi maanantaina Helsingissä, että neuvottelut naapurimaiden kanssa eivät ole vielä päättyneet. "
     "Hallitus ei allekirjoita sopimusta, joka ei suojele kalastajia, ja se odottaa komission vastausta, joka on "
     "ministeriön mukaan valmis lähipäivinä. Myös sillasta ja sen hinnasta on tarkoitus päättää, mutta ei vielä."},
    {"Tagalog",
     "Sinabi ng kalihim ng ugnayang panlabas sa Maynila na hindi pa tapos ang mga pag-uusap sa mga karatig na bansa. "
     "Hindi pipirma ang pamahalaan sa isang kasunduan na hindi nangangalaga sa mga mangingisda, at hinihintay nito "
     "ang sagot ng komisyon para sa tulay na itatayo sa ilog ayon sa ministeryo."},
    {"Swahili",
     "Waziri wa mambo ya nje alisema siku ya Jumatatu mjini Nairobi kuwa mazungumzo na nchi za jirani hayajaisha. "
     "Serikali haitatia saini mkataba ambao haulindi wavuvi, na inasubiri jibu la tume katika siku chache zijazo, "
     "kwa mujibu wa taarifa ya wizara. Pia alisema kuwa ujenzi wa daraja la mto huo ni wa miaka miwili."},
    {"another language",
     "Ministrs aizsardzības jautājumos pirmdien Rīgā paziņoja, ka sarunas ar kaimiņvalstīm vēl nav "
     "beigušās. Valdība neparakstīs līgumu, kurš neaizsargā zvejniekus, un gaida komisijas atbildi, kas, "
     "kā vēsta ministrija, tiks saņemta tuvākajās dienās. Tilta celtniecība pār upi ilgs divus gadus, un "
     "to apmaksās abas valstis kopā, bet vietējie iedzīvotāji par šo lēmumu nav apmierināti, jo viņiem "
     "neviens neko nav jautājis, un viņi grasās rīkot sapulci nākamnedēļ pie domes ēkas, kur uzstāsies "
     "arī zvejnieku biedrības vadītājs un pagasta pārvaldes priekšnieks no kaimiņu ciema. Viņš "
     "sola, ka neviens koks upes krastā netiks cirsts bez atļaujas un zivis netiks traucētas."},
    {"Cyrillic script",
     "Министр иностранных дел заявил в понедельник в Москве, что переговоры с соседними странами ещё не "
     "закончены и будут продолжены."},
    {"Arabic script",
     "قال وزير الخارجية يوم الاثنين إن المحادثات مع الدول المجاورة لم تنته بعد وسوف تستمر في الأيام المقبلة."},
    {"Arabic script", "وزیر امور خارجه روز دوشنبه در تهران گفت که مذاکرات با کشورهای همسایه هنوز پایان نیافته است."},
    {"Chinese or Japanese",
     "外交部长星期一在北京表示，与邻国的谈判尚未结束，政府正在等待委员会的答复，并将继续保护渔民的利益。"},
    {"Japanese", "がいむだいじんはげつようびにとうきょうで、りんごくとのこうしょうはまだおわっていないとのべた。"},
    {"Korean", "외교부 장관은 월요일 서울에서 이웃 나라들과의 협상이 아직 끝나지 않았다고 말했다. 정부는 위원회의 "
               "답변을 기다리고 있으며 어민을 보호할 것이다."},
    {"Devanagari script",
     "विदेश मंत्री ने सोमवार को दिल्ली में कहा कि पड़ोसी देशों के साथ बातचीत अभी समाप्त नहीं हुई है और जारी रहेगी।"},
    {"Hebrew",
     "שר החוץ אמר ביום שני בירושלים כי השיחות עם המדינות השכנות טרם הסתיימו והן יימשכו בימים הקרובים, לדברי המשרד."},
    {"Greek", "Ο υπουργός Εξωτερικών δήλωσε τη Δευτέρα στην Αθήνα ότι οι διαπραγματεύσεις με τις γειτονικές χώρες δεν "
              "έχουν τελειώσει."},
};

static void what_is_not_english_is_named(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
		const char *name = dx_language_foreign(dx_slice_of(foreign[i].text));
		if (!name) fail_msg("taken for English: %s", foreign[i].name);
		assert_string_equal(name, foreign[i].name);
	}
}

static void english_is_english_whatever_is_in_it(void **state) {
	(void)state;
	static const char *const texts[] = {
	    "",
	    "Nein",
	    "Der Spiegel, Die Zeit, Le Monde, El País, La Repubblica and De Volkskrant carried the interview.",
	    /* names and nothing else */
	    "Delegates: Anna Berg, Jan de Vries, Luis de la Torre, Marie du Pont, Otto von Hagen, Piet van der Meer, Rosa "
	    "del "
	    "Rio, Sven af Ugglas, Tomas da Silva, Ugo di Marco, Vera le Blanc, Willem den Hollander, Xavier des Champs, "
	    "Yusuf "
	    "al Amin, Zoe la Cour, Ada de Groot, Bo de Wit, Cas van Dam, Dirk van Loon, Ed van Es, Flor de Luna, Gil de "
	    "Sa.",
	    /* much quoted in another language */
	    "“Wir schaffen das nicht allein, und wir werden auch nicht warten,” the chancellor said in Berlin on Monday. "
	    "She "
	    "added that the ministers of both countries had agreed to meet again in May, and that the bridge was a matter "
	    "for "
	    "the federal states, which would have to pay for most of it.",
	    /* somebody who speaks of himself */
	    "“Honestly, I don’t know him. I don’t believe I’ve met him. I’m sure I didn’t meet him. I do what I do, I go "
	    "where "
	    "I go, I ask no questions, I do no harm, I owe no money, I want no part in it. So do I. No, I do not.”",
	    "Ο υπουργός, as the Greek call him, said that he would not resign over the vote, and that those who asked for "
	    "it "
	    "would have to wait until the end of his term, which is two years away.",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const char *name = dx_language_foreign(dx_slice_of(texts[i]));
		if (name) fail_msg("taken for %s: %s", name, texts[i]);
	}
}

/* Bytes that are no text must neither hang nor crash. */
static void any_bytes_will_do(void **state) {
	(void)state;
	char bytes[5000];
	unsigned seed = 7;
	for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (char)((seed = seed * 1103515245 + 12345) >> 16);
	for (size_t n = 0; n < sizeof bytes; n += 97) (void)dx_language_foreign((dx_slice){bytes, n});
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_not_english_is_named),
	    cmocka_unit_test(english_is_english_whatever_is_in_it),
	    cmocka_unit_test(any_bytes_will_do),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
