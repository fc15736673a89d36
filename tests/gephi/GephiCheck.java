import java.awt.Color;
import java.io.File;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ContainerUnloader;
import org.gephi.io.importer.api.EdgeDraft;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.importer.api.NodeDraft;
import org.gephi.io.importer.api.Report;
import org.gephi.io.processor.plugin.AppendProcessor;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Opens files as Gephi's "Open" does and compares what came in, node by node and edge by edge, with what Java's own XML
 * parser reads from the GraphML. Gephi can lose a whole file without an issue, so silence proves nothing.
 *
 * Arguments: groups of files that hold the same network: NAME.graphml, then NAME.dot, .gexf, .net, .dl, .nodes.csv
 * (with NAME.edges.csv beside it) in any order.
 */
public class GephiCheck {
    private int passed, failed;
    private String file, kind;
    private boolean directed, dynamic;
    private final Map<String, Map<String, String>> nodes = new LinkedHashMap<>();
    private final List<String> ids = new ArrayList<>();
    /** By source, target and relation. */
    private final Map<String, Map<String, String>> edges = new LinkedHashMap<>();
    /** What the one edge that DOT has between two nodes is called, and what it weighs. */
    private final Map<String, String> pairs = new HashMap<>();
    private final Map<String, Double> pairWeights = new HashMap<>();
    private double left, top, range;

    private void check(String what, Object wanted, Object found) {
        if (wanted.equals(found)) {
            passed++;
        } else {
            failed++;
            System.out.println("FAIL " + file + ": " + what + ": wanted " + wanted + ", Gephi has " + found);
        }
    }

    private boolean is(String... kinds) {
        for (String k : kinds) if (k.equals(kind)) return true;
        return false;
    }

    private static Map<String, String> fields(Element element, Map<String, String> names) {
        Map<String, String> fields = new HashMap<>();
        NodeList data = element.getElementsByTagName("data");
        for (int i = 0; i < data.getLength(); i++) {
            Element d = (Element) data.item(i);
            fields.put(names.get(d.getAttribute("key")), d.getTextContent());
        }
        return fields;
    }

    private static String key(String... parts) {
        return String.join("\n", parts);
    }

    /** What the network is. */
    private void readTruth(String graphml) throws Exception {
        Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File(graphml)).getDocumentElement();
        Map<String, String> names = new HashMap<>();
        NodeList list = root.getElementsByTagName("key");
        for (int i = 0; i < list.getLength(); i++) {
            Element e = (Element) list.item(i);
            names.put(e.getAttribute("id"), e.getAttribute("attr.name"));
        }
        Element graph = (Element) root.getElementsByTagName("graph").item(0);
        directed = graph.getAttribute("edgedefault").equals("directed");
        nodes.clear();
        ids.clear();
        list = root.getElementsByTagName("node");
        for (int i = 0; i < list.getLength(); i++) {
            Element node = (Element) list.item(i);
            nodes.put(node.getAttribute("id"), fields(node, names));
            ids.add(node.getAttribute("id"));
        }
        readEdges(root.getElementsByTagName("edge"), names);
        frame();
    }

    private void readEdges(NodeList list, Map<String, String> names) {
        pairs.clear();
        pairWeights.clear();
        edges.clear();
        dynamic = false;
        for (int i = 0; i < list.getLength(); i++) {
            Element edge = (Element) list.item(i);
            Map<String, String> f = fields(edge, names);
            String pair = key(edge.getAttribute("source"), edge.getAttribute("target"));
            pairs.merge(pair, f.get("label"), (a, b) -> a + ", " + b);
            double weight = Double.parseDouble(f.get("weight")) * ("-1".equals(f.get("sign")) ? -1 : 1);
            pairWeights.merge(pair, weight, Double::sum);
            edges.put(key(pair, f.get("relation")), f);
            dynamic |= f.containsKey("days");
        }
    }

    /** Pajek's plane. */
    private void frame() {
        double right = Double.NEGATIVE_INFINITY, bottom = Double.POSITIVE_INFINITY;
        left = bottom;
        top = right;
        for (Map<String, String> n : nodes.values()) {
            double x = Double.parseDouble(n.get("x")), y = Double.parseDouble(n.get("y"));
            left = Math.min(left, x);
            right = Math.max(right, x);
            bottom = Math.min(bottom, y);
            top = Math.max(top, y);
        }
        range = Math.max(right - left, top - bottom);
        if (!(range > 0)) range = 1;
    }

    private static boolean near(double wanted, double found) {
        return Math.abs(wanted - found) <= 0.001 * Math.max(1, Math.abs(wanted));
    }

    /** DOT's colours are rounded to thousandths of hue, saturation and value. */
    private static boolean sameColour(Color wanted, Color found) {
        return found != null && found.getAlpha() == 255 && Math.abs(wanted.getRed() - found.getRed()) <= 2
                && Math.abs(wanted.getGreen() - found.getGreen()) <= 2 && Math.abs(wanted.getBlue() - found.getBlue()) <= 2;
    }

    /** The id that our network has for what Gephi calls so: Pajek and UCINET number the nodes. */
    private String own(String id) {
        return is("net", "dl") ? ids.get(Integer.parseInt(id) - 1) : id;
    }

    /** Labels as the format can hold them. Of equal ones, Pajek's and UCINET's second has a number. */
    private boolean sameLabel(String wanted, String found) {
        if (found == null) return false;
        String plain = wanted.replace('\n', ' ').replace('\t', ' ');
        if (is("dot")) return plain.equals(found.replace('\n', ' ')); /* long ones are cut into lines */
        if (is("csv") && !wanted.isEmpty() && "=+-@\t\r".indexOf(wanted.charAt(0)) >= 0) return ("'" + wanted).equals(found);
        if (is("net")) plain = plain.replace('"', '\'').replace('\\', '/');
        if (is("dl")) plain = plain.replaceAll("[,;:=!]", " ").replace('"', '\'').trim().replaceAll("[ \u00a0]+", "_");
        return is("net", "dl") ? found.equals(plain) || found.matches("(?s).*_[0-9]+") && found.startsWith(plain) : found.equals(wanted);
    }

    private boolean samePlace(Map<String, String> truth, double x, double y) {
        double wantedX = Double.parseDouble(truth.get("x")), wantedY = Double.parseDouble(truth.get("y"));
        if (is("net")) {
            wantedX = 0.05 + 0.9 * (wantedX - left) / range;
            wantedY = 0.05 + 0.9 * (top - wantedY) / range;
        }
        return near(wantedX, x) && near(wantedY, y);
    }


    private void checkNodes(Iterable<NodeDraft> drafts) {
        int all = 0, labels = 0, places = 0, sizes = 0;
        for (NodeDraft n : drafts) {
            Map<String, String> truth = nodes.get(own(n.getId()));
            all++;
            if (truth == null) continue;
            if (sameLabel(truth.get("label"), n.getLabel())) labels++;
            else System.out.println(file + ": label " + n.getLabel() + " for " + truth.get("label"));
            if (samePlace(truth, n.getX(), n.getY())) places++;
            if (near(Double.parseDouble(truth.get("size")), n.getSize())) sizes++;
        }
        check("nodes read", nodes.size(), all);
        check("nodes with their own label", nodes.size(), labels);
        if (is("graphml", "gexf", "dot", "net")) check("nodes at their own place", nodes.size(), places);
        if (is("graphml", "gexf")) check("nodes of their own size", nodes.size(), sizes);
    }

    /** DOT and UCINET have one edge for all relations from one node to another. */
    private boolean joint() {
        return is("dot", "dl");
    }

    private int edgesOfFile() {
        if (!joint()) return edges.size();
        int lines = 0;
        for (Map.Entry<String, Double> e : pairWeights.entrySet()) {
            String[] ends = e.getKey().split("\n");
            if (is("dl") && e.getValue() == 0) continue;
            lines += is("dl") && !directed && !ends[0].equals(ends[1]) ? 2 : 1;
        }
        return lines;
    }

    private static Double weight(Map<String, String> edge) {
        return edge == null ? null : Double.valueOf(edge.get("weight"));
    }

    /** What this edge should weigh; null: there is no such edge. */
    private Double wantedWeight(String source, String target, String type) {
        String pair = key(source, target), back = key(target, source);
        if (is("dl")) return pairWeights.containsKey(pair) ? pairWeights.get(pair) : directed ? null : pairWeights.get(back);
        if (is("dot")) {
            double sum = 0;
            for (Map.Entry<String, Map<String, String>> e : edges.entrySet()) {
                if (e.getKey().startsWith(pair + "\n")) sum += weight(e.getValue());
            }
            return pairs.containsKey(pair) ? sum : null;
        }
        return weight(edges.get(key(pair, type)));
    }

    private void checkEdges(Iterable<EdgeDraft> drafts) {
        int all = 0, labels = 0, colours = 0, weights = 0;
        double sum = 0;
        for (EdgeDraft e : drafts) {
            all++;
            sum += e.getWeight();
            String source = own(e.getSource().getId()), target = own(e.getTarget().getId());
            String type = e.getType() == null ? "" : e.getType().toString();
            String label = is("dot") ? pairs.get(key(source, target))
                    : is("graphml", "gexf", "csv") && edges.containsKey(key(source, target, type)) ? edges.get(key(source, target, type)).get("label") : null;
            if (label != null && label.equals(e.getLabel())) labels++;
            Double wanted = wantedWeight(source, target, type);
            /* with a weight of each day, see checkTime() */
            if (is("gexf") && dynamic || wanted != null && near(wanted, e.getWeight())) weights++;
            if (e.getColor() != null) colours++;
        }
        check("edges read", edgesOfFile(), all);
        if (is("graphml", "gexf", "csv", "dot")) check("edges with their own label", edgesOfFile(), labels);
        if (is("graphml", "gexf", "dot")) check("edges with a colour", edgesOfFile(), colours);
        if (is("net")) check("sum of weights read", Math.round(netSum() * 1000), Math.round(sum * 1000));
        else check("edges of their own weight", edgesOfFile(), weights);
    }

    /** Pajek's lines have no kinds that Gephi takes. */
    private double netSum() {
        double sum = 0;
        for (double weight : pairWeights.values()) sum += weight;
        return sum;
    }

    private void checkGraph(Graph graph) {
        int coloured = 0, opaque = 0, columns = 0;
        for (Node n : graph.getNodes()) {
            Map<String, String> truth = nodes.get(own(n.getId().toString()));
            if (truth == null) continue;
            if (sameColour(Color.decode(truth.get("color")), n.getColor())) coloured++;
            if (sameTitle(truth.get("title"), n)) columns++;
        }
        for (Edge e : graph.getEdges()) if (e.getColor().getAlpha() == 255) opaque++;
        check("nodes kept", nodes.size(), graph.getNodeCount());
        if (is("graphml", "gexf", "dot")) check("nodes in their own colour", nodes.size(), coloured);
        if (!is("net", "dl")) check("nodes with their own title", nodes.size(), columns);
        /* parallel lines of Pajek and the two directions of UCINET become one */
        int kept = is("net") || !directed ? new TreeSet<>(pairs.keySet()).size() : edgesOfFile();
        if (is("dl") && !directed) kept = edgesOfFile();
        check("edges kept", is("graphml", "gexf", "csv") ? edges.size() : kept, graph.getEdgeCount());
        if (is("graphml", "gexf", "dot")) check("edges in an opaque colour", graph.getEdgeCount(), opaque);
    }

    /** Gephi writes "Infinity" for INF in every column but those of DOT and CSV: a fault of Gephi that no file can get round. */
    private boolean sameTitle(String wanted, Node n) {
        Object found = null; /* GraphML's columns have the ids of the keys */
        for (Column c : n.getTable()) if (c.getTitle().equals("title")) found = n.getAttribute(c);
        if (wanted == null) return found == null || found.toString().isEmpty();
        if (is("csv") && "=+-@".indexOf(wanted.charAt(0)) >= 0) wanted = "'" + wanted;
        return found != null && found.toString().equals(is("dot", "csv") ? wanted : wanted.replace("INF", "Infinity"));
    }

    private static double time(String day) {
        return LocalDate.parse(day).toEpochDay() * 86400000.0;
    }

    private static boolean sameTimes(TreeSet<Double> wanted, double[] found) {
        TreeSet<Double> all = new TreeSet<>();
        for (double t : found) all.add(t);
        return wanted.equals(all) && wanted.size() == found.length;
    }

    /** Days of nodes and edges, and the weight of each day. */
    private void checkTime(GraphModel model) {
        Map<String, TreeSet<Double>> seen = new HashMap<>();
        int times = 0, weights = 0, statics = 0, nodeTimes = 0;
        for (Map.Entry<String, Map<String, String>> n : nodes.entrySet()) {
            TreeSet<Double> days = new TreeSet<>();
            for (String end : new String[] {"first", "last"}) if (n.getValue().containsKey(end)) days.add(time(n.getValue().get(end)));
            seen.put(n.getKey(), days);
        }
        for (Edge e : model.getGraph().getEdges()) {
            String source = e.getSource().getId().toString(), target = e.getTarget().getId().toString();
            Map<String, String> truth = edges.get(key(source, target, e.getTypeLabel().toString()));
            TreeSet<Double> days = new TreeSet<>();
            boolean same = true;
            for (String day : truth.getOrDefault("days", "").split("; ")) {
                if (day.isEmpty()) continue;
                double t = time(day.substring(0, 10));
                days.add(t);
                same &= near(Double.parseDouble(day.substring(11)), e.getWeight(t));
            }
            seen.get(source).addAll(days);
            seen.get(target).addAll(days);
            if (sameTimes(days, e.getTimestamps())) times++;
            if (same) weights++;
            if (near(Double.parseDouble(truth.get("weight")), (Double) e.getAttribute("total_weight"))) statics++;
        }
        for (Node n : model.getGraph().getNodes()) if (sameTimes(seen.get(n.getId().toString()), n.getTimestamps())) nodeTimes++;
        check("graph is dynamic", true, model.isDynamic());
        check("edges with their own days", edges.size(), times);
        check("edges with the weight of each day", edges.size(), weights);
        check("edges with the weight of all days in a column", edges.size(), statics);
        check("nodes with their own days", nodes.size(), nodeTimes);
    }

    /** Remarks of the importer that tell of nothing lost. */
    private boolean harmless(Issue issue) {
        if (issue.getLevel() != Issue.Level.INFO) {
            /* in signed networks blame is negative there, which Gephi takes and warns of */
            return is("net", "dl") && issue.getLevel() == Issue.Level.WARNING && issue.getMessage().toLowerCase().contains("negative")
                    && edges.values().stream().anyMatch(e -> "-1".equals(e.get("sign")));
        }
        return is("gexf") && issue.getMessage().contains("1.3") || is("net") && issue.getMessage().contains("arallel")
                || is("csv") || is("dl");
    }

    private void checkReport(Report report) {
        int bad = 0;
        for (Iterator<Issue> it = report.getIssues(1000); it.hasNext();) {
            Issue issue = it.next();
            if (harmless(issue)) continue;
            bad++;
            System.out.println(file + ": " + issue.getLevel() + " " + issue.getMessage());
        }
        check("issues", 0, bad);
    }

    private Container imported(String path) throws Exception {
        Container container = Lookup.getDefault().lookup(ImportController.class).importFile(new File(path).getAbsoluteFile());
        if (container == null) throw new IllegalStateException("nothing imported");
        container.getLoader().setAutoScale(false);
        return container;
    }

    private void open(String path) {
        file = path;
        kind = path.endsWith(".nodes.csv") ? "csv" : path.endsWith(".gv") ? "dot" : path.substring(path.lastIndexOf('.') + 1);
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        projects.newProject();
        try {
            Container container = imported(path);
            ContainerUnloader unloader = container.getUnloader();
            checkNodes(unloader.getNodes());
            if (!is("csv")) checkEdges(unloader.getEdges());
            check("container is sound", true, container.verify());
            Report report = container.getReport();
            importer.process(container, new DefaultProcessor(), projects.getCurrentWorkspace());
            checkReport(report);
            if (is("csv")) appendEdges(path.replace(".nodes.csv", ".edges.csv"));
            GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(projects.getCurrentWorkspace());
            checkGraph(model.getGraph());
            /* Gephi takes no direction from Pajek and UCINET */
            if (!edges.isEmpty() && !is("net", "dl")) check("graph is directed", directed, model.isDirected());
            if (is("gexf") && dynamic) checkTime(model);
        } catch (Exception e) {
            failed++;
            System.out.println("FAIL " + path + ": " + e);
            e.printStackTrace(System.out);
        }
        projects.closeCurrentProject();
    }

    /** The second file of the pair, as "append to existing workspace" does. */
    private void appendEdges(String path) throws Exception {
        Container container = imported(path);
        checkEdges(container.getUnloader().getEdges());
        check("container is sound", true, container.verify());
        Report report = container.getReport();
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        Lookup.getDefault().lookup(ImportController.class).process(container, new AppendProcessor(), projects.getCurrentWorkspace());
        checkReport(report);
    }

    private void truth(String graphml) {
        try {
            readTruth(graphml);
            System.out.println(graphml + ": " + nodes.size() + " nodes, " + edges.size() + " edges, " + pairs.size()
                    + " pairs" + (dynamic ? ", dynamic" : ""));
        } catch (Exception e) {
            failed++;
            System.out.println("FAIL " + graphml + ": not the GraphML that is wanted: " + e);
        }
    }

    public static void main(String[] a) {
        LogManager.getLogManager().reset();
        GephiCheck check = new GephiCheck();
        if (a.length == 0 || !a[0].endsWith(".graphml")) {
            System.err.println("usage: GephiCheck (NAME.graphml NAME.dot NAME.gexf NAME.nodes.csv NAME.net NAME.dl)...");
            System.exit(2);
        }
        for (String path : a) {
            if (path.endsWith(".graphml")) check.truth(path);
            check.open(path);
        }
        System.out.println("Gephi: " + check.passed + " passed, " + check.failed + " failed");
        System.exit(check.failed == 0 ? 0 : 1);
    }
}
