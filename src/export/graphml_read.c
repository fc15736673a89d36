#include "export/export.h"
#include "export/xml.h"

static dixit_status start_key(dx_xml *xml) {
	dx_slice domain = dx_xml_kept(xml, "for"), name = dx_xml_kept(xml, "attr.name"), id = dx_xml_kept(xml, "id");
	bool node = dx_slice_eq(domain, DX_LIT("node"));
	if (!node && !dx_slice_eq(domain, DX_LIT("edge"))) return DIXIT_OK;
	if (!name.len || !id.len)
		return dx_load_fail(xml->load, DIXIT_E_FORMAT, xml->line, "a key without id or attr.name");
	dx_side side = node ? DX_NODES : DX_EDGES;
	dx_map_put(&xml->ids[side], id,
	           dx_load_slot(xml->load, side, name, dx_xml_type(dx_xml_attribute(xml, "attr.type"), "int")), NULL);
	return DIXIT_OK;
}

static dixit_status start_data(dx_xml *xml, dx_side side) {
	dx_slice id = dx_xml_attribute(xml, "key");
	const dx_slot *slot = id.len ? dx_map_find(&xml->ids[side], id, dx_hash(id.ptr, id.len)) : NULL;
	if (!slot) return dx_load_fail(xml->load, DIXIT_E_FORMAT, xml->line, "data of a key that is not declared");
	return dx_load_text(xml->load, side, slot->value, dx_xml_text(xml), xml->line);
}

/* What `data` belongs to is told by the depth's parent: edges come behind all nodes. */
static dx_side side_of(const dx_xml *xml) {
	xmlNodePtr node = xmlTextReaderCurrentNode(xml->reader);
	return node && node->parent && xmlStrEqual(node->parent->name, BAD_CAST "edge") ? DX_EDGES : DX_NODES;
}

static bool in_element(const dx_xml *xml) {
	xmlNodePtr node = xmlTextReaderCurrentNode(xml->reader), parent = node ? node->parent : NULL;
	return parent && (xmlStrEqual(parent->name, BAD_CAST "node") || xmlStrEqual(parent->name, BAD_CAST "edge"));
}

static dixit_status start(dx_xml *xml, const char *name) {
	if (strcmp(name, "key") == 0) return start_key(xml);
	if (strcmp(name, "graph") == 0)
		xml->load->net.directed = !dx_slice_eq(dx_xml_attribute(xml, "edgedefault"), DX_LIT("undirected"));
	if (strcmp(name, "node") == 0) return dx_load_node(xml->load, dx_xml_attribute(xml, "id"), xml->line);
	if (strcmp(name, "edge") == 0) {
		dx_slice source = dx_xml_kept(xml, "source");
		return dx_load_edge(xml->load, source, dx_xml_attribute(xml, "target"), xml->line);
	}
	if (strcmp(name, "data") == 0 && in_element(xml)) return start_data(xml, side_of(xml));
	return DIXIT_OK;
}

static dixit_status end(dx_xml *xml, const char *name) {
	if (strcmp(name, "node") == 0) return dx_load_done(xml->load, DX_NODES, xml->line);
	if (strcmp(name, "edge") == 0) return dx_load_done(xml->load, DX_EDGES, xml->line);
	return DIXIT_OK;
}

dixit_status dx_read_graphml(dx_load *load, FILE *in) {
	static const dx_xml_calls calls = {start, end, "graphml"};
	return dx_xml_read(load, in, &calls);
}
