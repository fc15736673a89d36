/* XML read element by element by libxml2: nothing is fetched, no document type is taken (so no entity expands), errors
 * come back with their line and are never printed. */
#ifndef DX_XML_H
#define DX_XML_H

#include "export/load.h"

#include <libxml/xmlreader.h>

typedef struct dx_xml {
	dx_load *load;
	xmlTextReaderPtr reader;
	xmlChar *text; /* what libxml2 gave last, to be freed */
	uint64_t line; /* of the element at hand */
	bool failed;   /* libxml2 has told why */
	dx_map ids[2]; /* by side: id of an attribute → slot */
} dx_xml;

/* Called at the start and the end of every element. */
typedef struct dx_xml_calls {
	dixit_status (*start)(dx_xml *xml, const char *name);
	dixit_status (*end)(dx_xml *xml, const char *name);
	const char *root;
} dx_xml_calls;

dixit_status dx_xml_read(dx_load *load, FILE *in, const dx_xml_calls *calls);

/* An attribute of the element at hand; ptr NULL: it has none of that name. Both good until the next call of either. */
dx_slice dx_xml_attribute(dx_xml *xml, const char *name);
/* What stands in it. */
dx_slice dx_xml_text(dx_xml *xml);
/* The type of that name, a whole number being called `whole`; any other name is that of a text. */
dx_column_type dx_xml_type(dx_slice name, const char *whole);
/* The same attribute, to stay. */
dx_slice dx_xml_kept(dx_xml *xml, const char *name);

#endif
