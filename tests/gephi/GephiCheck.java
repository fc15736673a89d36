import java.io.File;
import java.util.Iterator;
import java.util.logging.LogManager;
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
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/**
 * Opens files as Gephi's "Open" does and compares what came in with what is in them. Gephi can lose a whole DOT file
 * without an issue, so silence proves nothing: everything is counted.
 *
 * Arguments, five a file: path, nodes, edges, edges that stay (DOT knows no kinds: one a pair), sum of the weights.
 */
public class GephiCheck {
    private int passed, failed;
    private String file;

    private void check(String what, long wanted, long found) {
        if (wanted == found) {
            passed++;
        } else {
            failed++;
            System.out.println("FAIL " + file + ": " + what + ": wanted " + wanted + ", Gephi has " + found);
        }
    }

    /** Nothing graver than a remark; the one remark that DOT must bring is that pairs have several edges. */
    private void checkReport(Report report, boolean dot) {
        long bad = 0;
        for (Iterator<Issue> it = report.getIssues(1000); it.hasNext();) {
            Issue issue = it.next();
            boolean parallel = dot && issue.getLevel() == Issue.Level.INFO && issue.getMessage().startsWith("Parallel edges");
            if (parallel) continue;
            bad++;
            System.out.println(file + ": " + issue.getLevel() + " " + issue.getMessage());
        }
        check("issues", 0, bad);
    }

    private void checkNodeDrafts(ContainerUnloader unloader, long nodes, boolean dot) {
        long all = 0, labels = 0, places = 0, colours = 0, sizes = 0;
        for (NodeDraft n : unloader.getNodes()) {
            all++;
            if (n.getLabel() != null && !n.getLabel().isEmpty() && !n.getLabel().equals(n.getId())) labels++;
            if (n.getX() != 0 || n.getY() != 0) places++;
            if (n.getColor() != null) colours++;
            if (n.getSize() > 0) sizes++;
        }
        check("nodes read", nodes, all);
        check("nodes with a label of the file", nodes, labels);
        check("nodes with a colour", nodes, colours);
        check("nodes with a position", nodes, places);
        check("nodes with a size", dot ? 0 : nodes, sizes); /* DOT has no attribute that Gephi takes as size */
    }

    private void checkEdgeDrafts(ContainerUnloader unloader, long edges) {
        long all = 0, labels = 0, colours = 0, weights = 0;
        for (EdgeDraft e : unloader.getEdges()) {
            all++;
            if (e.getLabel() != null && !e.getLabel().isEmpty()) labels++;
            if (e.getColor() != null) colours++;
            if (e.getWeight() > 0) weights++;
        }
        check("edges read", edges, all);
        check("edges with a label", edges, labels);
        check("edges with a colour", edges, colours);
        check("edges with a weight", edges, weights);
    }

    private void checkGraph(Graph graph, long nodes, long edges, double weights) {
        long opaque = 0, apart = 0;
        double sum = 0;
        java.util.Set<String> places = new java.util.HashSet<>();
        for (Node n : graph.getNodes()) {
            if (n.getColor().getAlpha() == 255) opaque++;
            if (places.add(n.x() + "," + n.y())) apart++;
        }
        for (Edge e : graph.getEdges()) sum += e.getWeight();
        check("nodes kept", nodes, graph.getNodeCount());
        check("edges kept", edges, graph.getEdgeCount());
        check("nodes in an opaque colour", nodes, opaque);
        check("nodes at a place of their own", nodes, apart);
        check("sum of weights", Math.round(weights * 1000), Math.round(sum * 1000));
    }

    private void open(String[] a, int at) {
        file = a[at];
        long nodes = Long.parseLong(a[at + 1]), edges = Long.parseLong(a[at + 2]), kept = Long.parseLong(a[at + 3]);
        boolean dot = !file.endsWith(".graphml");
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        try {
            Container container = importer.importFile(new File(file).getAbsoluteFile());
            if (container == null) throw new IllegalStateException("nothing imported");
            container.getLoader().setAutoScale(false);
            checkNodeDrafts(container.getUnloader(), nodes, dot);
            checkEdgeDrafts(container.getUnloader(), edges);
            check("container is sound", 1, container.verify() ? 1 : 0);
            Report report = container.getReport();
            importer.process(container, new DefaultProcessor(), projects.getCurrentWorkspace());
            GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(projects.getCurrentWorkspace());
            checkGraph(model.getGraph(), nodes, kept, Double.parseDouble(a[at + 4]));
            check("directed", 1, model.isDirected() ? 1 : 0);
            checkReport(report, dot);
        } catch (Exception e) {
            failed++;
            System.out.println("FAIL " + file + ": " + e);
        }
        projects.closeCurrentProject();
    }

    public static void main(String[] a) {
        LogManager.getLogManager().reset();
        GephiCheck check = new GephiCheck();
        if (a.length == 0 || a.length % 5 != 0) {
            System.err.println("usage: GephiCheck (FILE NODES EDGES KEPT WEIGHTS)...");
            System.exit(2);
        }
        for (int i = 0; i < a.length; i += 5) check.open(a, i);
        System.out.println("Gephi: " + check.passed + " passed, " + check.failed + " failed");
        System.exit(check.failed == 0 ? 0 : 1);
    }
}
