/* The tables and nothing else: src/lexicon/data/NAME.tsv as dx_data_NAME … dx_data_NAME_end. */
.macro table name
	.global dx_data_\name
	.global dx_data_\name\()_end
dx_data_\name:
	.incbin "src/lexicon/data/\name\().tsv"
dx_data_\name\()_end:
	.byte 0
.endm
	.section .rodata
	table verbs
	table nouns
	table words
	table titles
	table roles
	table countries
	table places
	table bodies
	table media
	table given
	table nicknames
	table abbreviations
	table dates
	table furniture
	table roster
	.section .note.GNU-stack,"",%progbits
