#include "export/export.h"
#include "export/xml.h"

#include <stdlib.h>

static bool inside(const dx_xml *xml, const char *name) {
	for (xmlNodePtr node = xmlTextReaderCurrentNode(xml->reader); node; node = node->parent) {
		if (node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, BAD_CAST name)) return true;
	}
	return false;
}

/* The attributes of nodes or of edges are those in the <attributes> around. */
static dixit_status start_attribute(dx_xml *xml) {
	xmlNodePtr node = xmlTextReaderCurrentNode(xml->reader);
	xmlChar *class = node && node->parent ? xmlGetProp(node->parent, BAD_CAST "class") : NULL;
	dx_side side = class && xmlStrEqual(class, BAD_CAST "edge") ? DX_EDGES : DX_NODES;
	if (class) xmlFree(class);
	dx_slice id = dx_xml_kept(xml, "id"), title = dx_xml_kept(xml, "title");
	if (!id.len) return dx_load_fail(xml->load, DIXIT_E_FORMAT, xml->line, "an attribute without an id");
	if (side == DX_EDGES && dx_slice_eq(id, DX_LIT("weight"))) return DIXIT_OK; /* by day: see start_value() */
	uint32_t slot =
	    dx_load_slot(xml->load, side, title.len ? title : id, dx_xml_type(dx_xml_attribute(xml, "type"), "integer"));
	dx_map_put(&xml->ids[side], id, slot, NULL);
	return DIXIT_OK;
}

static dixit_status start_value(dx_xml *xml) {
	dx_side side = inside(xml, "edge") ? DX_EDGES : DX_NODES;
	dx_slice id = dx_xml_kept(xml, "for"), day = dx_xml_kept(xml, "timestamp");
	if (side == DX_EDGES && day.len && dx_slice_eq(id, DX_LIT("weight")))
		return dx_load_day(xml->load, day, dx_xml_attribute(xml, "value"), xml->line);
	const dx_slot *slot = id.len ? dx_map_find(&xml->ids[side], id, dx_hash(id.ptr, id.len)) : NULL;
	if (!slot)
		return dx_load_fail(xml->load, DIXIT_E_FORMAT, xml->line, "a value of an attribute that is not declared");
	return dx_load_text(xml->load, side, slot->value, dx_xml_attribute(xml, "value"), xml->line);
}

/* An XML attribute that is one of our fields. */
static dixit_status take(dx_xml *xml, dx_side side, const char *attribute, const char *field) {
	dx_slice text = dx_xml_attribute(xml, attribute);
	if (!text.len) return DIXIT_OK;
	uint32_t slot = dx_load_slot(xml->load, side, dx_slice_of(field), DX_COLUMN_TEXT);
	return dx_load_text(xml->load, side, slot, text, xml->line);
}

static dixit_status start_colour(dx_xml *xml) {
	static const char *const parts[] = {"r", "g", "b"};
	uint32_t rgb = 0;
	if (inside(xml, "edge")) return DIXIT_OK;
	for (size_t i = 0; i < 3; i++) {
		int64_t part;
		if (!dx_read_int(dx_xml_attribute(xml, parts[i]), &part) || part < 0 || part > 255)
			return dx_load_fail(xml->load, DIXIT_E_FORMAT, xml->line, "a colour that is none");
		rgb = rgb << 8 | (uint32_t)part;
	}
	DX_LAST(&xml->load->nodes).colour = rgb;
	return DIXIT_OK;
}

static dixit_status start_node(dx_xml *xml) {
	dixit_status status = dx_load_node(xml->load, dx_xml_attribute(xml, "id"), xml->line);
	return status ? status : take(xml, DX_NODES, "label", "label");
}

static dixit_status start_edge(dx_xml *xml) {
	dx_slice source = dx_xml_kept(xml, "source");
	dixit_status status = dx_load_edge(xml->load, source, dx_xml_attribute(xml, "target"), xml->line);
	return status ? status : take(xml, DX_EDGES, "weight", "weight");
}

static dixit_status start_position(dx_xml *xml) {
	dixit_status status = take(xml, DX_NODES, "x", "x");
	return status ? status : take(xml, DX_NODES, "y", "y");
}

static dixit_status start(dx_xml *xml, const char *name) {
	if (strcmp(name, "attribute") == 0) return start_attribute(xml);
	if (strcmp(name, "graph") == 0)
		xml->load->net.directed = !dx_slice_eq(dx_xml_attribute(xml, "defaultedgetype"), DX_LIT("undirected"));
	if (strcmp(name, "node") == 0) return start_node(xml);
	if (strcmp(name, "edge") == 0) return start_edge(xml);
	if (!inside(xml, "node") && !inside(xml, "edge")) return DIXIT_OK;
	if (strcmp(name, "attvalue") == 0) return start_value(xml);
	if (strcmp(name, "color") == 0) return start_colour(xml);
	if (strcmp(name, "position") == 0 && inside(xml, "node")) return start_position(xml);
	if (strcmp(name, "size") == 0 && inside(xml, "node")) return take(xml, DX_NODES, "value", "size");
	return DIXIT_OK;
}

static dixit_status end(dx_xml *xml, const char *name) {
	if (strcmp(name, "node") == 0) return dx_load_done(xml->load, DX_NODES, xml->line);
	if (strcmp(name, "edge") == 0) return dx_load_done(xml->load, DX_EDGES, xml->line);
	return DIXIT_OK;
}

dixit_status dx_read_gexf(dx_load *load, FILE *in) {
	static const dx_xml_calls calls = {start, end, "gexf"};
	return dx_xml_read(load, in, &calls);
}
