/* What learned models say of every token: part of speech, names, syntactic head. Weights lie in data/, embedded; the
 * program src/train makes them. */
#ifndef DX_TAG_H
#define DX_TAG_H

#include "tag/linear.h"
#include "text/text.h"

/* Parts of speech: those of the Penn Treebank, the rarest ones put together. Those before DX_POS_LEARNED are chosen by
 * the model, the others by the kind of the token. */
typedef enum dx_pos {
	DX_POS_OTHER, /* UH FW SYM LS */
	DX_POS_NN,
	DX_POS_NNS,
	DX_POS_NNP, /* and NNPS */
	DX_POS_VB,
	DX_POS_VBD,
	DX_POS_VBG,
	DX_POS_VBN,
	DX_POS_VBP,
	DX_POS_VBZ,
	DX_POS_MD,
	DX_POS_IN,
	DX_POS_TO,
	DX_POS_DT, /* and PDT */
	DX_POS_JJ,
	DX_POS_JJR, /* and JJS */
	DX_POS_RB,
	DX_POS_RBR, /* and RBS */
	DX_POS_PRP,
	DX_POS_PRPS, /* PRP$, WP$ */
	DX_POS_WDT,
	DX_POS_WP,
	DX_POS_WRB,
	DX_POS_CC,
	DX_POS_CD,
	DX_POS_POS,
	DX_POS_EX,
	DX_POS_RP,
	DX_POS_LEARNED, /* from here on by the kind of the token */
	DX_POS_COMMA = DX_POS_LEARNED,
	DX_POS_STOP,  /* . ! ? */
	DX_POS_COLON, /* : ; – … */
	DX_POS_OPEN,  /* quotation marks */
	DX_POS_CLOSE,
	DX_POS_BRACKET,
	DX_POS_SYMBOL,
	DX_POS_COUNT
} dx_pos;

typedef enum dx_name { DX_NAME_NONE, DX_NAME_PERSON, DX_NAME_ORGANISATION, DX_NAME_PLACE, DX_NAME_OTHER } dx_name;

/* Relation of a token to its head, coarse. */
typedef enum dx_relation {
	DX_REL_ROOT,
	DX_REL_SUBJECT, /* nsubj nsubjpass csubj */
	DX_REL_OBJECT,  /* dobj iobj */
	DX_REL_CLAUSE,  /* ccomp */
	DX_REL_XCOMP,
	DX_REL_ADVCL,
	DX_REL_RELATIVE, /* acl acl:relcl */
	DX_REL_PARATAXIS,
	DX_REL_CONJ,
	DX_REL_OBLIQUE, /* nmod, obl, advmod, tmod and other adjuncts */
	DX_REL_APPOS,
	DX_REL_MARK,   /* mark cc case */
	DX_REL_AUX,    /* aux auxpass cop neg prt */
	DX_REL_INSIDE, /* det amod compound nummod poss …: inside a noun phrase */
	DX_REL_PUNCT,
	DX_REL_COUNT
} dx_relation;

/* By token. */
typedef struct dx_tags {
	uint8_t *pos;      /* dx_pos */
	uint8_t *name;     /* dx_name; neighbours of one kind are one name */
	uint32_t *head;    /* token, in the same sentence; the token itself: root */
	uint8_t *relation; /* dx_relation */
} dx_tags;

#endif
