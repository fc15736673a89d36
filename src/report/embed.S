/* The page and what it needs, as dx_page_NAME … dx_page_NAME_end. d3.js is put together by the Makefile from Debian's
 * modules; the page's own scripts stand one behind the other as if they were one file. */
.macro begin name
	.global dx_page_\name
	.global dx_page_\name\()_end
dx_page_\name:
.endm
.macro end name
dx_page_\name\()_end:
	.byte 0
.endm
.macro script name
	.incbin "src/report/page/\name\().js"
.endm
	.section .rodata
	begin html
	.incbin "src/report/page/page.html"
	end html
	begin css
	.incbin "src/report/page/page.css"
	end css
	begin d3
	.incbin "d3.js"
	end d3
	begin js
	script data
	script dom
	script words
	script evidence
	script filter
	script labels
	script network
	script panel
	script search
	script table
	script speakers
	script events
	script main
	end js
	.section .note.GNU-stack,"",%progbits
