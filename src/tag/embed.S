/* The model files: src/tag/data/NAME.bin as dx_model_NAME … dx_model_NAME_end, each on a cache line. */
.macro model name, file
	.global dx_model_\name
	.global dx_model_\name\()_end
	.balign 64
dx_model_\name:
	.incbin "src/tag/data/\file"
dx_model_\name\()_end:
	.byte 0
.endm
	.section .rodata
	model pos, pos.bin
	model name, name.bin
	model parse, parse.bin
	model first, first.bin
	model second, second.bin
	model source, source.bin
	model statement, statement.bin
	model card, card.txt
	.section .note.GNU-stack,"",%progbits
