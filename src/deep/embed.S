/* The transformer and the trees that judge its labels: src/deep/data/NAME as dx_model_… … dx_model_…_end, each on a
 * cache line. */
.macro model name, file
	.global dx_model_\name
	.global dx_model_\name\()_end
	.balign 64
dx_model_\name:
	.incbin "src/deep/data/\file"
dx_model_\name\()_end:
	.byte 0
.endm
	.section .rodata
	model deep, deep.bin
	model deep_source, deep-source.bin
	model deep_statement, deep-statement.bin
	model deep_card, deep-card.txt
	.section .note.GNU-stack,"",%progbits
