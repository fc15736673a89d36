/* Mentions, entities and speakers. An article is a few lines of text; what is asked of it is whom a phrase means (the
 * name or key of the entity behind the mention that is written so) and who speaks in a statement whose source is
 * written so. */
#include "entity/entity.h"
#include "mention/words.h"
#include "tag/attribution.h"

#include "article.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static dx_lexicon *lexicon;
static dx_arena arena;
static dx_models *models;
static dx_text text;
static dx_tags tags;
static dx_mentions mentions;
static dx_statements statements;
static dx_entities entities;

static int set_up(void **state) {
	(void)state;
	dixit_error error = {0};
	dx_arena_init(&arena);
	dixit_status status = dx_lexicon_new(&lexicon, NULL, &error);
	if (!status) status = dx_models_new(&models, NULL, &error);
	if (status) print_error("%s:%d: %s\n", error.file, (int)error.line, error.message);
	return status != DIXIT_OK;
}

static int tear_down(void **state) {
	(void)state;
	dx_models_free(models);
	dx_lexicon_free(lexicon);
	dx_arena_free(&arena);
	return 0;
}

static void read_sized(dx_slice s) {
	dx_arena_reset(&arena, 1 << 20);
	dx_article article = article_of_lines(s, &arena);
	dx_text_make(&text, &article, lexicon, &arena);
	dx_mention_find(&mentions, &text, lexicon, &arena);
	dx_tags_make(&tags, &text, models, &arena);
	dx_tagger tagger = dx_linear_tagger(models);
	dx_statement_find(&statements, &(dx_statement_input){&text, &mentions, &tags, lexicon, &tagger, tagger.least},
	                  &arena);
	dx_entity_resolve(&entities, &article, &text, &mentions, &statements, lexicon, &arena);
}

static void read(const char *s) { read_sized(dx_slice_of(s)); }

static const char *copy(dx_slice s) { return dx_strndup(&arena, s.ptr, s.len); }

static dx_slice written(const dx_mention *m) {
	return dx_cut(text.bytes, text.tokens[m->first].start, text.tokens[m->last - 1].end);
}

/* Mention number `nth` (from 0) that is written so; NULL: there is none. */
static const dx_mention *nth_mention(const char *words, unsigned nth) {
	for (uint32_t i = 0; i < mentions.count; i++) {
		if (dx_slice_eq(written(&mentions.items[i]), dx_slice_of(words)) && nth-- == 0) return &mentions.items[i];
	}
	return NULL;
}

static const dx_mention *mention(const char *words) { return nth_mention(words, 0); }

/* Name of the entity that it means; "?": no such mention, "-": it means nobody. */
static const char *nth_who(const char *words, unsigned nth) {
	const dx_mention *m = nth_mention(words, nth);
	if (!m) return "?";
	return m->entity < 0 ? "-" : copy(entities.items[m->entity].name);
}

static const char *who(const char *words) { return nth_who(words, 0); }

static const dx_entity *named(const char *name) {
	for (uint32_t i = 0; i < entities.count; i++) {
		if (dx_slice_eq(entities.items[i].name, dx_slice_of(name))) return &entities.items[i];
	}
	fail_msg("no entity is called \"%s\"", name);
	return NULL;
}

static const char *key(const char *name) { return copy(named(name)->key); }

static bool known(const char *name) {
	for (uint32_t i = 0; i < entities.count; i++) {
		if (dx_slice_eq(entities.items[i].name, dx_slice_of(name))) return true;
	}
	return false;
}

static const char *join(dixit_refs refs) {
	char *out = dx_alloc(&arena, 1024);
	size_t n = 0;
	for (uint32_t i = 0; i < refs.count; i++) {
		dx_slice name = entities.items[refs.items[i]].name;
		n += (size_t)snprintf(out + n, 1024 - n, "%s%.*s", i ? "; " : "", (int)name.len, name.ptr);
	}
	return out;
}

static const dx_statement *said_by(const char *source, unsigned nth) {
	for (uint32_t i = 0; i < statements.count; i++) {
		dx_slice s = dx_cut(text.bytes, statements.items[i].source.start, statements.items[i].source.end);
		if (dx_slice_eq(s, dx_slice_of(source)) && nth-- == 0) return &statements.items[i];
	}
	fail_msg("no statement has the source \"%s\"", source);
	return NULL;
}

static const char *speakers(const char *source) { return join(said_by(source, 0)->speakers); }

/* Title, country and flags of an office of a mention: "Deputy Foreign Minister/RU/deputy". */
static const char *office(const char *words, unsigned i) {
	const dx_mention *m = mention(words);
	if (!m || i >= m->office_count) return "?";
	const dx_office *o = &m->offices[i];
	char *out = dx_alloc(&arena, 256);
	snprintf(out, 256, "%.*s/%s%s%s", (int)o->canonical.len, o->canonical.ptr, o->country, o->deputy ? "/deputy" : "",
	         o->former ? "/former" : "");
	return out;
}

static void spellings_of_one_name_are_one_person(void **state) {
	(void)state;
	read("Estonian Foreign Minister Juhan Peterson-Kallas arrived.\nJuhan Petersonkallas spoke first. Juhan Peterson "
	     "Kallas "
	     "spoke last. Petersonkallas left. Peterson-Kallas waved, and Kallas smiled.");
	assert_string_equal(key("Juhan Peterson-Kallas"), "person/juhan-petersonkallas");
	assert_int_equal(named("Juhan Peterson-Kallas")->mentions.count, 6);
	static const char *const variants[] = {"Iranian Foreign Minister Davoud Rezai-Karimnia spoke.",
	                                       "Iranian Foreign Minister Davoud Rezaikarimnia spoke.",
	                                       "Iranian Foreign Minister Davoud Rezai Karimnia spoke."};
	for (size_t i = 0; i < 3; i++) {
		read(variants[i]);
		assert_string_equal(copy(entities.items[0].key), "person/davoud-rezaikarimnia");
	}
	read("Solveig Haagensen-Braaten met Khaled bin Saif Al Marzooqi. Solveig Hågensen-Bråten laughed. Khalid "
	     "al-Marzouqi "
	     "did not. Hagensen Braten sat down beside Almarzouqi.");
	assert_string_equal(who("Solveig Hågensen-Bråten"), "Solveig Haagensen-Braaten");
	assert_string_equal(who("Hagensen Braten"), "Solveig Haagensen-Braaten");
	assert_string_equal(who("Khalid al-Marzouqi"), "Khaled bin Saif Al Marzooqi");
	assert_string_equal(who("Almarzouqi"), "Khaled bin Saif Al Marzooqi");
	read("Michael Barnes and Robert Okafor ran. Mike Barnes won. R. Okafor lost.");
	assert_string_equal(who("Mike Barnes"), "Michael Barnes");
	assert_string_equal(who("R. Okafor"), "Robert Okafor");
}

static void namesakes_stay_apart(void **state) {
	(void)state;
	read("John Carver and Mary Carver own the mill. Mr. Carver runs it; Mrs. Carver keeps the books. Mary Carver said "
	     "it "
	     "pays. Carver sold a share.");
	assert_string_equal(who("Mr. Carver"), "John Carver");
	assert_string_equal(who("Mrs. Carver"), "Mary Carver");
	assert_string_equal(nth_who("Carver", 0), "Mary Carver");
	assert_string_equal(key("John Carver"), "person/john-carver");
	read("Paul Devlin spoke. Paul Devlin Jr. listened. Paula Devlin left.");
	assert_string_equal(who("Paul Devlin"), "Paul Devlin");
	assert_string_equal(who("Paul Devlin Jr."), "Paul Devlin Jr.");
	assert_string_equal(who("Paula Devlin"), "Paula Devlin");
	read("Senator John Ames spoke to Judge John Ames-Whitlock about Li Na and Lee Nam.");
	assert_string_equal(who("Li Na"), "Li Na");
	assert_string_equal(who("Lee Nam"), "Lee Nam");
}

/* Key of the entity that it means. */
static const char *key_of(const char *words, unsigned nth) {
	const dx_mention *m = nth_mention(words, nth);
	return m && m->entity >= 0 ? copy(entities.items[m->entity].key) : "-";
}

static void namesakes_are_told_apart_by_office(void **state) {
	(void)state;
	read("Ports Minister Paulo Nunes said the cranes were new. The ports minister paid. President Paulo Nunes, his "
	     "father, said he had seen the bill. Ports Minister Nunes said it was small. President Nunes laughed.");
	assert_string_equal(key_of("Ports Minister Paulo Nunes", 0), "person/paulo-nunes");
	assert_string_equal(key_of("The ports minister", 0), "person/paulo-nunes");
	assert_string_equal(key_of("President Paulo Nunes, his father", 0), "person/paulo-nunes-2");
	assert_string_equal(key_of("Ports Minister Nunes", 0), "person/paulo-nunes");
	assert_string_equal(key_of("President Nunes", 0), "person/paulo-nunes-2");
	read("President Tembo said no. On Monday Energy Minister Tembo said yes. The president said so. The energy "
	     "minister said so. Tembo slept.");
	assert_string_equal(key_of("President Tembo", 0), "person/tembo");
	assert_string_equal(key_of("Energy Minister Tembo", 0), "person/tembo-2");
	assert_string_equal(key_of("The president", 0), "person/tembo");
	assert_string_equal(key_of("The energy minister", 0), "person/tembo-2");
	read("Kenya's justice minister, Ann Ouma, spoke to Kenyan Prime Minister Ouma. Finance Minister Ben Kibet came. "
	     "Deputy Prime Minister Kibet left. Trade Minister Kibet stayed.");
	assert_string_equal(key_of("Kenyan Prime Minister Ouma", 0), "person/ann-ouma"); /* one may be both */
	assert_string_equal(key_of("Deputy Prime Minister Kibet", 0), "person/ben-kibet");
	assert_string_equal(key_of("Trade Minister Kibet", 0), "person/ben-kibet"); /* fields that are often one */
}

static void offices_before_and_behind_the_name(void **state) {
	(void)state;
	read(
	    "Russia's Deputy Foreign Minister Oleg Sirotin met UN Middle East peace envoy Tor Lindqvist. Amina Diallo, "
	    "Guinea's former finance minister and head of the African Union delegation, watched. Gen. Pavel Hruby, 61, who "
	    "serves as the Kremlin envoy for Syria, slept. Benin's trade minister, Dr. Honorine Zinsou, spoke.");
	assert_string_equal(office("Russia's Deputy Foreign Minister Oleg Sirotin", 0),
	                    "Deputy Foreign Minister/RU/deputy");
	assert_string_equal(office("UN Middle East peace envoy Tor Lindqvist", 0), "Peace Envoy/");
	const char *diallo = "Amina Diallo, Guinea's former finance minister and head of the African Union delegation";
	assert_string_equal(office(diallo, 0), "Finance Minister/GN/former");
	assert_string_equal(office(diallo, 1), "Head/");
	assert_string_equal(office("Gen. Pavel Hruby, 61, who serves as the Kremlin envoy for Syria", 1), "Envoy/RU");
	assert_string_equal(office("Benin's trade minister, Dr. Honorine Zinsou", 0), "Trade Minister/BJ");
	const dx_entity *envoy = named("Tor Lindqvist");
	assert_int_equal(envoy->roles.count, 1);
	assert_string_equal(copy(entities.items[envoy->roles.items[0].organisation].name), "United Nations");
	assert_string_equal(copy(dx_cut(text.bytes, envoy->roles.items[0].span.start, envoy->roles.items[0].span.end)),
	                    "peace envoy");
	assert_true(named("Amina Diallo")->roles.items[0].former);
	read("The general election and the minister-level talks failed.");
	assert_null(mention("The general"));
}

static void titles_mean_their_holder(void **state) {
	(void)state;
	read("Iranian Foreign Minister Davoud Rezai met Qatari Energy Minister Hamad Al Kuwari. The minister left. Iran's "
	     "top "
	     "diplomat was pleased. The top Iranian diplomat sang. The Qatari minister waved, and the Iranian Foreign "
	     "Minister "
	     "nodded. The prime minister was away.");
	assert_string_equal(who("The minister"), "Hamad Al Kuwari");
	assert_string_equal(who("Iran's top diplomat"), "Davoud Rezai");
	assert_string_equal(who("The top Iranian diplomat"), "Davoud Rezai");
	assert_string_equal(who("The Qatari minister"), "Hamad Al Kuwari");
	assert_string_equal(who("the Iranian Foreign Minister"), "Davoud Rezai");
	assert_string_not_equal(who("The prime minister"), "Hamad Al Kuwari");
	read("Peru's foreign minister said on Monday that the road was open. “It is open,” Foreign Minister Elva Quispe "
	     "said.");
	assert_string_equal(speakers("Peru's foreign minister"), "Elva Quispe");
	read("Peru's foreign minister said the road was open. A senior Bolivian diplomat denied it.");
	assert_string_equal(speakers("Peru's foreign minister"), "Foreign Minister of Peru");
	assert_string_equal(key("Foreign Minister of Peru"), "person/foreign-minister-of-peru");
	assert_string_equal(who("A senior Bolivian diplomat"), "senior Bolivian diplomat");
	read("Norway’s Berit Aasen spoke. The Norwegian called for calm.");
	assert_string_equal(who("The Norwegian"), "Berit Aasen");
}

static void counterparts_hold_the_same_office(void **state) {
	(void)state;
	read("Omani Foreign Minister Salim Harthy and his Chadian counterpart Idriss Mahamat signed. In a letter to her "
	     "Togolese "
	     "counterpart, Benin's defence minister, Rose Houngbo, agreed.");
	const dx_entity *e = named("Idriss Mahamat");
	assert_string_equal(copy(e->roles.items[0].title), "Foreign Minister");
	assert_string_equal(e->roles.items[0].country, "TD");
	assert_string_equal(e->country, "TD");
	assert_string_equal(who("her Togolese counterpart"), "Defense Minister of Togo");
}

static void capitals_are_governments_or_places(void **state) {
	(void)state;
	read("PARIS — Tehran said it would wait. The envoy flew to Tehran and spoke in Moscow, near Kyiv. Ties to Moscow "
	     "are cold. The "
	     "Kremlin was silent. Officials arrived from Ankara in Qatar's capital Doha.");
	assert_string_equal(speakers("Tehran"), "Iran");
	assert_int_equal(mention("Tehran")->form, DIXIT_METONYM);
	assert_int_equal(nth_mention("Tehran", 1)->type, DIXIT_PLACE);
	assert_int_equal(mention("Moscow")->type, DIXIT_PLACE);
	assert_string_equal(nth_who("Moscow", 1), "Russia");
	assert_string_equal(who("The Kremlin"), "Russia");
	assert_int_equal(mention("Kyiv")->type, DIXIT_PLACE);
	assert_int_equal(mention("Ankara")->type, DIXIT_PLACE);
	assert_int_equal(mention("Doha")->type, DIXIT_PLACE);
	assert_string_equal(key("Iran"), "country/iran");
	assert_string_equal(who("PARIS"), "Paris");
	read("Brussels said it would wait. The European Commission agreed.");
	assert_string_equal(speakers("Brussels"), "European Commission");
}

static void bodies_have_many_names(void **state) {
	(void)state;
	read("The Global Heron Protection Agency (GHPA) met the United Nations. The GHPA will report to the U.N. and the "
	     "UN Security "
	     "Council. The agency closed.");
	assert_string_equal(who("The GHPA"), "Global Heron Protection Agency");
	assert_string_equal(who("the U.N."), "United Nations");
	assert_string_not_equal(who("the UN Security Council"), "United Nations");
	read("The Malian Transport Ministry was shut. Mali's Transport Ministry opened again. The Transport Ministry said "
	     "it "
	     "was sorry. Guinea's mission to the UN said nothing was lost. The mission added that it was calm.");
	assert_string_equal(key("Malian Transport Ministry"), "organisation/mali-transport-ministry");
	assert_string_equal(who("Mali's Transport Ministry"), "Malian Transport Ministry");
	assert_string_equal(who("The Transport Ministry"), "Malian Transport Ministry");
	assert_string_equal(speakers("The mission"), "Guinea's mission to the UN");
	assert_string_equal(join(said_by("The mission", 0)->speaks_for), "Guinea");
	read("The carrier Lumen Sky and the broadcaster Vista 9 quarrelled. The airline said it was right. The channel "
	     "said it was not.");
	assert_string_equal(speakers("The airline"), "Lumen Sky");
	assert_string_equal(speakers("The channel"), "Vista 9");
	read("The Ministry of Rivers and Forests sits beside the Peace and Harvest Council.");
	assert_non_null(mention("The Ministry of Rivers and Forests"));
	assert_non_null(mention("the Peace and Harvest Council"));
}

static void one_key_for_an_institution_and_one_head(void **state) {
	(void)state;
	static const char *const written_so[] = {"The Chilean Oar Ministry said it was late.",
	                                         "Chile's Oar Ministry said it was late.",
	                                         "The Oar Ministry of Chile said it was late."};
	for (size_t i = 0; i < 3; i++) {
		read(written_so[i]);
		assert_string_equal(copy(entities.items[statements.items[0].speakers.items[0]].key),
		                    "organisation/chile-oar-ministry");
	}
	read("Ines Falk, head of the International Atomic Energy Agency, spoke. The IAEA chief said it was dark. The WHO "
	     "chief "
	     "said it was not.");
	assert_string_equal(speakers("The IAEA chief"), "Ines Falk");
	assert_string_not_equal(speakers("The WHO chief"), "Ines Falk");
	read("Former Malian President Idrissa Keita's aide, Fatou Sow, said the Liberal Reform Party would wait.");
	assert_string_equal(join(statements.items[0].speakers), "Fatou Sow");
	assert_string_equal(join(statements.items[0].about), "Liberal Reform Party");
	read("The Franco-German trawler Northern Pride sank off Lomé. Radio Lindesnes told of it.");
	assert_false(known("Northern Pride"));
	assert_int_equal(mention("Radio Lindesnes")->type, DIXIT_MEDIUM);
}

static void groups_are_called_as_written(void **state) {
	(void)state;
	read("Two senior Kenyan officials said the bridge was safe. Residents of Lodwar said it was not. Kenyans laughed. "
	     "The "
	     "senior Kenyan officials left.");
	assert_string_equal(speakers("Two senior Kenyan officials"), "senior Kenyan officials");
	assert_int_equal(named("senior Kenyan officials")->type, DIXIT_GROUP);
	assert_string_equal(named("senior Kenyan officials")->country, "KE");
	assert_string_equal(speakers("Residents of Lodwar"), "Residents of Lodwar");
	assert_string_equal(who("Kenyans"), "Kenyans");
	read("Barge owners in Galway said the toll was too high.");
	assert_string_equal(speakers("Barge owners in Galway"), "Barge owners in Galway");
	read("The children ate bread in the house beside the school.");
	assert_int_equal(entities.count, 0);
}

static void pronouns_follow_gender_and_speech(void **state) {
	(void)state;
	read("Maria Lopes met Paulo Teles in a hall. She said the hall was cold. He said it was warm. “I like it,” she "
	     "added. The "
	     "company Brisa Inc. built the hall. It said the roof was new.");
	assert_string_equal(speakers("She"), "Maria Lopes");
	assert_string_equal(speakers("He"), "Paulo Teles");
	assert_string_equal(speakers("she"), "Maria Lopes");
	assert_string_equal(who("I"), "Maria Lopes");
	assert_string_equal(speakers("It"), "Brisa Inc.");
	read("Its foreign minister spoke. Oman was glad. Its foreign minister, Salim Harthy, said so.");
	assert_string_equal(named("Salim Harthy")->roles.items[0].country, "OM");
	read("Colin Abara spoke to Dan Reyes. His daughter said it was late.");
	assert_string_equal(speakers("His daughter"), "daughter of Colin Abara");
}

static void several_speak(void **state) {
	(void)state;
	read("A ferry sank. Kenyan Trade Minister Jane Okello and her Danish counterpart Mette Juhl stressed that the "
	     "ferry was safe. The two ministers said "
	     "they would "
	     "sail on Friday. Maltese officials and the Spanish Foreign Ministry said they would not.");
	assert_string_equal(speakers("Kenyan Trade Minister Jane Okello and her Danish counterpart Mette Juhl"),
	                    "Jane Okello; Mette Juhl");
	assert_string_equal(speakers("The two ministers"), "Jane Okello; Mette Juhl");
	assert_string_equal(speakers("Maltese officials and the Spanish Foreign Ministry"),
	                    "Maltese officials; Spanish Foreign Ministry");
	read("Oman, the largest buyer, said it would wait.");
	assert_string_equal(join(statements.items[0].speakers), "Oman");
}

static void spokespeople_speak_for_others(void **state) {
	(void)state;
	read("UN spokesman Lars Holm said the well was dry. A spokeswoman for Tundra Steel said it was not. Iran’s UN "
	     "mission said "
	     "nobody had asked. A Danish Trade Ministry spokesperson said a pump was coming. Holm told reporters that "
	     "Norway would pay.");
	assert_string_equal(join(said_by("UN spokesman Lars Holm", 0)->speaks_for), "United Nations");
	assert_string_equal(speakers("A spokeswoman for Tundra Steel"), "Spokesperson of Tundra Steel");
	assert_string_equal(join(said_by("A spokeswoman for Tundra Steel", 0)->speaks_for), "Tundra Steel");
	assert_string_equal(speakers("Iran’s UN mission"), "Iran’s UN mission");
	assert_string_equal(join(said_by("Iran’s UN mission", 0)->speaks_for), "Iran");
	assert_string_equal(join(said_by("A Danish Trade Ministry spokesperson", 0)->speaks_for), "Danish Trade Ministry");
	assert_string_equal(join(said_by("Holm", 0)->addressees), "reporters");
	assert_string_equal(join(said_by("Holm", 0)->about), "Norway");
}

static void capitals_that_name_nobody(void **state) {
	(void)state;
	read("Prosecutors plan a raid. Petrol is dear. The Iran-backed group and the US-UK fleet met R-Utah men. Mills "
	     "opened.\n"
	     "Opposition senator Halima Shariff spoke.");
	assert_null(mention("Petrol"));
	assert_null(mention("Prosecutors plan"));
	assert_null(mention("Mills"));
	assert_false(known("Iran"));
	assert_string_equal(who("Opposition senator Halima Shariff"), "Halima Shariff");
	read("Mayor Tells Grocers To Close Early Says Hannah Brandt\nHannah Brandt left town. The grocers stayed.");
	assert_int_equal(named("Hannah Brandt")->mentions.count, 2);
	assert_false(known("Tells Grocers"));
	read("#Related: Fiona Marsh sings\nA choir sang.");
	assert_false(known("Fiona Marsh"));
	read("Denzel Washington met Jordan Peele in Jordan. Washington laughed.");
	assert_string_equal(who("Denzel Washington"), "Denzel Washington");
	assert_string_equal(who("Jordan Peele"), "Jordan Peele");
	assert_string_equal(who("Jordan"), "Jordan");
	assert_string_equal(who("Washington"), "Denzel Washington");
}

static void word_lists_are_in_order(void **state) {
	(void)state;
	static const struct {
		dx_word_list list;
		const char *words;
	} samples[] = {{DX_LIST_ORGANISATION, "academy university ministry council commission news gas journal"},
	               {DX_LIST_PLACE, "airport village lake park river strait"},
	               {DX_LIST_ORGANISATION_FRONT, "banco tv radio"},
	               {DX_LIST_PLACE_FRONT, "camp port lake"},
	               {DX_LIST_PARTICLE, "abu zur bin van de wa"},
	               {DX_LIST_SUFFIX, "ii sr. jr iii"},
	               {DX_LIST_NO_PORTFOLIO, "acting young new senior top"},
	               {DX_LIST_LOCATIVE, "across towards in near"},
	               {DX_LIST_TRAVEL, "arrived went flew to_not"},
	               {DX_LIST_MESSAGE, "aid word message pressure"},
	               {DX_LIST_COMPANY, "ag spa inc nv"},
	               {DX_LIST_DIRECTION, "central western north-east"},
	               {DX_LIST_PAPER, "bulletin tribune courier"},
	               {DX_LIST_NO_NAME, "allah yom easter"}};
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		for (const char *w = samples[i].words; *w;) {
			size_t n = strcspn(w, " ");
			bool in = n < 4 || memcmp(w + n - 4, "_not", 4) != 0;
			if (dx_listed((dx_slice){w, n}, samples[i].list) != in) fail_msg("list %d, word %.*s", (int)i, (int)n, w);
			w += n + (w[n] == ' ');
		}
	}
	assert_true(dx_listed(DX_LIT("Ministry"), DX_LIST_ORGANISATION));
	assert_false(dx_listed(DX_LIT(""), DX_LIST_PARTICLE));
}

static void check_mentions(void) {
	for (uint32_t i = 0; i < mentions.count; i++) {
		const dx_mention *m = &mentions.items[i];
		assert_true(m->first < m->last && m->last <= text.token_count);
		assert_int_equal(text.tokens[m->first].sentence, text.tokens[m->last - 1].sentence);
		assert_true(m->name_first == m->name_last || (m->name_first >= m->first && m->name_last <= m->last));
		if (i) assert_true(m[-1].first < m->first || (m[-1].first == m->first && m[-1].last >= m->last));
		assert_true(m->parent >= -1 && m->parent < (int32_t)mentions.count && m->parent != (int32_t)i);
		assert_true(m->entity >= -1 && m->entity < (int32_t)entities.count);
		for (uint32_t k = 0; k < m->office_count; k++) {
			assert_true(m->offices[k].first < m->offices[k].last && m->offices[k].last <= text.token_count);
			assert_true(m->offices[k].organisation < (int32_t)mentions.count);
		}
	}
}

static void check_refs(dixit_refs refs) {
	for (uint32_t i = 0; i < refs.count; i++) assert_true(refs.items[i] < entities.count);
}

static void check_entities(void) {
	uint32_t first = 0;
	for (uint32_t i = 0; i < entities.count; i++) {
		const dx_entity *e = &entities.items[i];
		assert_true(e->name.len > 0 && e->key.len > 0 && e->mentions.count > 0);
		assert_true(i == 0 || e->mentions.items[0] > first);
		first = e->mentions.items[0];
		for (uint32_t k = 0; k < e->mentions.count; k++)
			assert_int_equal(mentions.items[e->mentions.items[k]].entity, i);
		for (uint32_t k = 0; k < e->roles.count; k++)
			assert_true(e->roles.items[k].organisation < (int32_t)entities.count);
		for (uint32_t k = 0; k < i && i < 200; k++) assert_false(dx_slice_eq(entities.items[k].key, e->key));
	}
	for (uint32_t i = 0; i < statements.count; i++) {
		check_refs(statements.items[i].speakers);
		check_refs(statements.items[i].speaks_for);
		check_refs(statements.items[i].addressees);
		check_refs(statements.items[i].about);
	}
}

static void any_soup_comes_out_whole(void **state) {
	(void)state;
	static const char *const words[] = {
	    "Iran",      "’s",      "the",         "Foreign",  "Minister", "Hossein",   "Amir-Karim", "said",
	    ",",         ".",       "“",           "”",        "of",       "UN",        "and",        "his",
	    "officials", "who",     "is",          "a",        "to",       "in",        "(",          ")",
	    "two",       "former",  "General",     "Tehran",   "Ministry", "army",      "told",       "she",
	    "I",         "it",      "both",        "Smith",    "John",     "bin",       "al-Zahra",   "counterpart",
	    "Qatari",    "company", "Acme",        "Inc.",     "he",       "spokesman", "for",        "that",
	    "24",        "\n",      "Ba\xCC\x81l", "President"};
	enum { WORDS = sizeof words / sizeof *words, LENGTH = 400 };
	srand(7);
	for (int round = 0; round < 300; round++) {
		char soup[LENGTH * 16];
		size_t n = 0;
		for (int k = 0; k < LENGTH; k++) n += (size_t)snprintf(soup + n, sizeof soup - n, "%s ", words[rand() % WORDS]);
		read_sized((dx_slice){soup, n});
		check_mentions();
		check_entities();
	}
	read("");
	assert_int_equal(mentions.count + entities.count, 0);
}

static double seconds(const char *part, size_t size) {
	size_t n = strlen(part), len = 0;
	char *s = malloc(size + n);
	assert_non_null(s);
	for (; len < size; len += n) memcpy(s + len, part, n);
	clock_t start = clock();
	read_sized((dx_slice){s, len});
	double took = (double)(clock() - start) / CLOCKS_PER_SEC;
	free(s);
	return took;
}

/* Measured against prose of the same length; what is quadratic in one of these takes thousands of times as long. */
static void no_row_of_names_is_slow(void **state) {
	(void)state;
	enum { SIZE = 1 << 18 };
	static const char *const parts[] = {"John Smith ",
	                                    "John Smith, the minister, ",
	                                    "minister of the president of ",
	                                    "Iran's ",
	                                    "Smith and ",
	                                    "“No,” he said. ",
	                                    "the two ministers ",
	                                    "International Heron Agency (IHA) ",
	                                    "John Smith said. ",
	                                    "al-"};
	double prose = seconds("The envoy of Peru said on Friday that the talks with Chad went on. ", SIZE);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) assert_true(seconds(parts[i], SIZE) < prose * 100 + 0.5);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(spellings_of_one_name_are_one_person),
	    cmocka_unit_test(namesakes_stay_apart),
	    cmocka_unit_test(namesakes_are_told_apart_by_office),
	    cmocka_unit_test(offices_before_and_behind_the_name),
	    cmocka_unit_test(titles_mean_their_holder),
	    cmocka_unit_test(counterparts_hold_the_same_office),
	    cmocka_unit_test(capitals_are_governments_or_places),
	    cmocka_unit_test(bodies_have_many_names),
	    cmocka_unit_test(one_key_for_an_institution_and_one_head),
	    cmocka_unit_test(groups_are_called_as_written),
	    cmocka_unit_test(pronouns_follow_gender_and_speech),
	    cmocka_unit_test(several_speak),
	    cmocka_unit_test(spokespeople_speak_for_others),
	    cmocka_unit_test(capitals_that_name_nobody),
	    cmocka_unit_test(word_lists_are_in_order),
	    cmocka_unit_test(any_soup_comes_out_whole),
	    cmocka_unit_test(no_row_of_names_is_slow),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
