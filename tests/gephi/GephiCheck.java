import java.awt.Color;
import java.io.File;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeDraft;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.importer.api.NodeDraft;
import org.gephi.io.importer.api.Report;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Opens files as Gephi's "Open" does and compares what came in, node by node, with what Java's own XML parser reads from
 * the GraphML. Gephi can lose a whole DOT file without an issue, so silence proves nothing.
 *
 * Arguments: pairs of files, NAME.graphml and NAME.dot, that hold the same network.
 */
public class GephiCheck {
    private int passed, failed;
    private String file;
    private boolean dot;
    private final Map<String, Map<String, String>> nodes = new HashMap<>();
    /** What the one edge that DOT has between two nodes is called. */
    private final Map<String, String> pairs = new HashMap<>();
    private int edges;
    private double weights;

    private void check(String what, long wanted, long found) {
        if (wanted == found) {
            passed++;
        } else {
            failed++;
            System.out.println("FAIL " + file + ": " + what + ": wanted " + wanted + ", Gephi has " + found);
        }
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

    /** What the network is. */
    private void readTruth(String graphml) throws Exception {
        Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File(graphml)).getDocumentElement();
        Map<String, String> names = new HashMap<>();
        NodeList list = root.getElementsByTagName("key");
        for (int i = 0; i < list.getLength(); i++) {
            Element key = (Element) list.item(i);
            names.put(key.getAttribute("id"), key.getAttribute("attr.name"));
        }
        nodes.clear();
        list = root.getElementsByTagName("node");
        for (int i = 0; i < list.getLength(); i++) {
            Element node = (Element) list.item(i);
            nodes.put(node.getAttribute("id"), fields(node, names));
        }
        pairs.clear();
        weights = 0;
        list = root.getElementsByTagName("edge");
        edges = list.getLength();
        for (int i = 0; i < edges; i++) {
            Element edge = (Element) list.item(i);
            Map<String, String> f = fields(edge, names);
            pairs.merge(edge.getAttribute("source") + "\n" + edge.getAttribute("target"), f.get("label"), (a, b) -> a + ", " + b);
            weights += Double.parseDouble(f.get("weight"));
        }
    }

    private static boolean near(double wanted, double found) {
        return Math.abs(wanted - found) <= 0.001 * Math.max(1, Math.abs(wanted));
    }

    /** DOT's colours are rounded to thousandths of hue, saturation and value. */
    private static boolean sameColour(Color wanted, Color found) {
        return found != null && found.getAlpha() == 255 && Math.abs(wanted.getRed() - found.getRed()) <= 2
                && Math.abs(wanted.getGreen() - found.getGreen()) <= 2 && Math.abs(wanted.getBlue() - found.getBlue()) <= 2;
    }

    private void checkNodes(Iterable<NodeDraft> drafts) {
        long all = 0, labels = 0, places = 0, sizes = 0;
        for (NodeDraft n : drafts) {
            Map<String, String> truth = nodes.get(n.getId());
            all++;
            if (truth == null) continue;
            /* long labels are cut into lines in DOT */
            if (n.getLabel() != null && truth.get("label").equals(n.getLabel().replace('\n', ' '))) labels++;
            if (near(Double.parseDouble(truth.get("x")), n.getX()) && near(Double.parseDouble(truth.get("y")), n.getY())) places++;
            if (near(Double.parseDouble(truth.get("size")), n.getSize())) sizes++;
        }
        check("nodes read", nodes.size(), all);
        check("nodes with their own label", nodes.size(), labels);
        check("nodes at their own place", nodes.size(), places);
        check("nodes of their own size", dot ? 0 : nodes.size(), sizes); /* Gephi takes no size from DOT */
    }

    /** DOT has one edge for all relations from one node to another: Gephi keeps of several only what the last one says. */
    private int edgesOfFile() {
        return dot ? pairs.size() : edges;
    }

    private void checkEdges(Iterable<EdgeDraft> drafts) {
        long all = 0, labels = 0, colours = 0;
        double sum = 0;
        for (EdgeDraft e : drafts) {
            all++;
            sum += e.getWeight();
            String label = pairs.get(e.getSource().getId() + "\n" + e.getTarget().getId());
            if (e.getLabel() != null && label != null && (dot ? label.equals(e.getLabel()) : label.contains(e.getLabel()))) labels++;
            if (e.getColor() != null) colours++;
        }
        check("edges read", edgesOfFile(), all);
        check("edges with their own label", edgesOfFile(), labels);
        check("edges with a colour", edgesOfFile(), colours);
        check("sum of weights read", Math.round(weights * 1000), Math.round(sum * 1000));
    }

    private void checkGraph(Graph graph) {
        long coloured = 0, opaque = 0;
        double sum = 0;
        for (Node n : graph.getNodes()) {
            Map<String, String> truth = nodes.get(n.getId().toString());
            if (truth != null && sameColour(Color.decode(truth.get("color")), n.getColor())) coloured++;
        }
        for (Edge e : graph.getEdges()) {
            sum += e.getWeight();
            if (e.getColor().getAlpha() == 255) opaque++;
        }
        check("nodes kept", nodes.size(), graph.getNodeCount());
        check("nodes in their own colour", nodes.size(), coloured);
        check("edges kept", edgesOfFile(), graph.getEdgeCount());
        check("edges in an opaque colour", edgesOfFile(), opaque);
        check("sum of weights kept", Math.round(weights * 1000), Math.round(sum * 1000));
    }

    /** Not even a remark. */
    private void checkReport(Report report) {
        long bad = 0;
        for (Iterator<Issue> it = report.getIssues(1000); it.hasNext();) {
            Issue issue = it.next();
            bad++;
            System.out.println(file + ": " + issue.getLevel() + " " + issue.getMessage());
        }
        check("issues", 0, bad);
    }

    private void open(String path) {
        file = path;
        dot = !path.endsWith(".graphml");
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        projects.newProject();
        try {
            Container container = importer.importFile(new File(path).getAbsoluteFile());
            if (container == null) throw new IllegalStateException("nothing imported");
            container.getLoader().setAutoScale(false);
            checkNodes(container.getUnloader().getNodes());
            checkEdges(container.getUnloader().getEdges());
            check("container is sound", 1, container.verify() ? 1 : 0);
            Report report = container.getReport();
            importer.process(container, new DefaultProcessor(), projects.getCurrentWorkspace());
            GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(projects.getCurrentWorkspace());
            checkGraph(model.getGraph());
            check("graph is directed", 1, model.isDirected() ? 1 : 0);
            checkReport(report);
        } catch (Exception e) {
            failed++;
            System.out.println("FAIL " + path + ": " + e);
        }
        projects.closeCurrentProject();
    }

    private void openPair(String graphml, String dotFile) {
        try {
            readTruth(graphml);
        } catch (Exception e) {
            failed++;
            System.out.println("FAIL " + graphml + ": not the GraphML that is wanted: " + e);
            return;
        }
        System.out.println(graphml + ": " + nodes.size() + " nodes, " + edges + " edges, " + pairs.size() + " in DOT");
        open(graphml);
        open(dotFile);
    }

    public static void main(String[] a) {
        LogManager.getLogManager().reset();
        GephiCheck check = new GephiCheck();
        if (a.length == 0 || a.length % 2 != 0) {
            System.err.println("usage: GephiCheck (NAME.graphml NAME.dot)...");
            System.exit(2);
        }
        for (int i = 0; i < a.length; i += 2) {
            check.openPair(a[i], a[i + 1]);
        }
        System.out.println("Gephi: " + check.passed + " passed, " + check.failed + " failed");
        System.exit(check.failed == 0 ? 0 : 1);
    }
}
