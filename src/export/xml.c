#include "export/xml.h"

#include "base/error.h"
#include "export/head.h"

static int give_bytes(void *stream, char *room, int size) {
	size_t got = fread(room, 1, (size_t)size, stream);
	return got || !ferror((FILE *)stream) ? (int)got : -1;
}

static void note_error(void *context, xmlErrorPtr told) {
	dx_xml *xml = context;
	char message[200];
	if (xml->failed || !told || told->level < XML_ERR_ERROR) return;
	snprintf(message, sizeof message, "%s", told->message ? told->message : "no XML");
	message[strcspn(message, "\r\n")] = 0;
	xml->failed = true;
	dx_load_fail(xml->load, told->code == XML_ERR_NO_MEMORY ? DIXIT_E_MEMORY : DIXIT_E_FORMAT,
	             told->line > 0 ? (uint64_t)told->line : 0, "not well-formed: %s", message);
}

static void release(dx_xml *xml) {
	if (xml->text) xmlFree(xml->text);
	xml->text = NULL;
}

static dx_slice held(dx_xml *xml, xmlChar *text) {
	release(xml);
	xml->text = text;
	return (dx_slice){(const char *)text, text ? (size_t)xmlStrlen(text) : 0};
}

dx_slice dx_xml_attribute(dx_xml *xml, const char *name) {
	return held(xml, xmlTextReaderGetAttribute(xml->reader, BAD_CAST name));
}

dx_slice dx_xml_kept(dx_xml *xml, const char *name) {
	dx_slice text = dx_xml_attribute(xml, name);
	if (text.ptr) text.ptr = dx_strndup(&xml->load->arena, text.ptr, text.len);
	return text;
}

dx_slice dx_xml_text(dx_xml *xml) { return held(xml, xmlTextReaderReadString(xml->reader)); }

static dixit_status one_node(dx_xml *xml, const dx_xml_calls *calls, bool *rooted) {
	const char *name = (const char *)xmlTextReaderConstLocalName(xml->reader);
	xmlNodePtr node = xmlTextReaderCurrentNode(xml->reader);
	xml->line = node && xmlGetLineNo(node) > 0 ? (uint64_t)xmlGetLineNo(node) : 0;
	switch (xmlTextReaderNodeType(xml->reader)) {
	case XML_READER_TYPE_DOCUMENT_TYPE:
		return dx_load_fail(xml->load, DIXIT_E_FORMAT, xml->line, "a document type declaration, which is not taken");
	case XML_READER_TYPE_PROCESSING_INSTRUCTION:
		if (strcmp(name, "dixit") == 0)
			dx_read_head(&xml->load->arena, dx_slice_of((const char *)xmlTextReaderConstValue(xml->reader)),
			             &xml->load->net);
		return DIXIT_OK;
	case XML_READER_TYPE_ELEMENT: {
		if (!*rooted && strcmp(name, calls->root) != 0)
			return dx_load_fail(xml->load, DIXIT_E_FORMAT, xml->line, "this is <%.60s>, not <%s>", name, calls->root);
		*rooted = true;
		bool empty = xmlTextReaderIsEmptyElement(xml->reader) == 1;
		dixit_status status = calls->start(xml, name);
		return status || !empty ? status : calls->end(xml, name);
	}
	case XML_READER_TYPE_END_ELEMENT: return calls->end(xml, name);
	default: return DIXIT_OK;
	}
}

static dixit_status read_all(dx_xml *xml, const dx_xml_calls *calls) {
	bool rooted = false;
	for (;;) {
		int more = xmlTextReaderRead(xml->reader);
		if (xml->failed) return xml->load->error ? xml->load->error->status : DIXIT_E_FORMAT;
		if (more < 0) return dx_load_fail(xml->load, DIXIT_E_FORMAT, 0, "not well-formed XML");
		if (more == 0) return DIXIT_OK;
		dixit_status status = one_node(xml, calls, &rooted);
		if (status) return status;
	}
}

static dixit_status guarded(dx_xml *xml, const dx_xml_calls *calls) {
	if (dx_arena_guard(&xml->load->arena)) return dx_load_fail(xml->load, DIXIT_E_MEMORY, 0, "out of memory");
	for (int side = DX_NODES; side <= DX_EDGES; side++) dx_map_init(&xml->ids[side], &xml->load->arena, 32);
	return read_all(xml, calls);
}

dixit_status dx_xml_read(dx_load *load, FILE *in, const dx_xml_calls *calls) {
	dx_xml xml = {.load = load};
	int options = XML_PARSE_NONET | XML_PARSE_BIG_LINES;
	xml.reader = xmlReaderForIO(give_bytes, NULL, in, NULL, NULL, options);
	if (!xml.reader) return dx_load_fail(load, DIXIT_E_MEMORY, 0, "out of memory");
	xmlTextReaderSetStructuredErrorHandler(xml.reader, (xmlStructuredErrorFunc)note_error, &xml);
	dixit_status status = guarded(&xml, calls);
	if (!status && ferror(in)) status = dx_load_fail(load, DIXIT_E_IO, 0, "cannot read");
	release(&xml);
	xmlFreeTextReader(xml.reader);
	return status;
}

dx_column_type dx_xml_type(dx_slice name, const char *whole) {
	const struct {
		const char *name;
		dx_column_type type;
	} types[] = {{whole, DX_COLUMN_INT},
	             {"long", DX_COLUMN_INT},
	             {"double", DX_COLUMN_DOUBLE},
	             {"float", DX_COLUMN_DOUBLE},
	             {"boolean", DX_COLUMN_BOOL}};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		if (dx_slice_eq(name, dx_slice_of(types[i].name))) return types[i].type;
	}
	return DX_COLUMN_TEXT;
}
