/* A check sum of an article's words that nearly equal articles nearly share. */
#ifndef DX_SIMHASH_H
#define DX_SIMHASH_H

#include "text/text.h"

/* SimHash (Charikar 2002) over runs of three words of the article's body; headlines, furniture and repeated paragraphs
 * don't count. Articles that differ in a few words differ in a few bits (Manku, Jain, Das Sarma 2007). 0: fewer than
 * three words. */
uint64_t dx_text_simhash(const dx_text *text);

#endif
