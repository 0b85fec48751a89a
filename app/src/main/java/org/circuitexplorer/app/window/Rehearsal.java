package org.circuitexplorer.app.window;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.graph.GraphModel;
import org.circuitexplorer.app.inspector.InspectorModel;
import org.circuitexplorer.app.inspector.InspectorView;
import org.circuitexplorer.app.prompt.PromptModel;
import org.circuitexplorer.app.prompt.PromptStrip;
import org.circuitexplorer.app.tasks.CircuitTree;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.layout.LayeredLayout;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.NodeShape;
import org.circuitexplorer.viewer.picture.PictureBand;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;

/// Does in the background what a person is likely to do first, with nothing that the window shows: code that ran before
/// answers sooner. Nothing of it is kept.
final class Rehearsal {
    private static final int LAYOUTS = 20;
    private static final int BANDS = 9;
    private static final int PER_BAND = 12;
    private static final int NODES = 6;
    private static final double ROOM = 400;

    private Rehearsal() {}

    /// Lays out graphs like those of circuits.
    ///
    /// @throws CancelledException when it was cancelled
    static void layOut(CancelToken cancel) {
        for (int i = 0; i < LAYOUTS; i++) {
            cancel.throwIfCancelled();
            LayeredLayout.of(graph(i));
        }
    }

    /// Bands of nodes, each with edges to two nodes of the next band; every third node's first edge reaches further.
    private static CircuitPicture graph(int seed) {
        List<PictureBand> bands = new ArrayList<>();
        List<PictureNode> nodes = new ArrayList<>();
        List<PictureEdge> edges = new ArrayList<>();
        for (int band = 0; band < BANDS; band++) {
            bands.add(new PictureBand("b" + band, ""));
            for (int i = 0; i < PER_BAND; i++) {
                nodes.add(PictureNode.of(id(band, i), "b" + band, NodeShape.NEURON, "", 0));
                if (band > 0) {
                    int from = i % 3 == 0 ? Math.max(0, band - 3) : band - 1;
                    edges.add(PictureEdge.weight(id(from, 5 * i + seed), id(band, i), 1));
                    edges.add(PictureEdge.weight(id(band - 1, 7 * i + seed + 1), id(band, i), -1));
                }
            }
        }
        return new CircuitPicture(bands, nodes, edges.stream().distinct().toList());
    }

    private static String id(int band, int number) {
        return band + "." + number % PER_BAND;
    }

    /// Makes one of each kind of control that dialogs have and the window has not, and styles and lays them out. What
    /// no window shows may be made on any thread.
    ///
    /// @param stylesheets those of the window
    static Parent controls(List<String> stylesheets) {
        String word = text("button.close");
        TableView<String> table = new TableView<>(FXCollections.observableArrayList(word));
        TableColumn<String, String> column = new TableColumn<>(word);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(row.getValue()));
        table.getColumns().add(column);
        ListView<String> list = new ListView<>(FXCollections.observableArrayList(word));
        ComboBox<String> choice = new ComboBox<>(FXCollections.observableArrayList(word));
        TitledPane fold = new TitledPane(word, new VBox(new TextArea(), new TextField(), new CheckBox(word)));
        ScrollPane scroll = new ScrollPane(new FlowPane(new Label(word), new Button(word)));
        VBox all = new VBox(fold, choice, table, list, scroll, new ProgressBar(), new GridPane());
        all.getStyleClass().add("dialog-content");
        dress(all, stylesheets);
        return all;
    }

    /// Views like those of the window, which no window shows.
    ///
    /// @param stylesheets those of the window
    static Parent views(Study study, List<String> stylesheets) {
        ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.DARK);
        VBox all = new VBox(
                new InspectorView(study, new InspectorModel(study), theme, new Region()),
                new PromptStrip(new PromptModel(study), theme),
                new CircuitTree(study));
        dress(all, stylesheets);
        return all;
    }

    private static void dress(Parent root, List<String> stylesheets) {
        new Scene(root, ROOM, 4 * ROOM).getStylesheets().setAll(stylesheets);
        draw(root);
    }

    private static void draw(Parent root) {
        root.applyCss();
        root.layout();
    }

    /// Looks at some nodes of a circuit, ablates each and takes that back.
    ///
    /// @param views made of the study before anything is done with it, styled and laid out at every step
    /// @throws CancelledException when it was cancelled
    static void study(TaskEntry shown, CircuitDocument circuit, Function<Study, Parent> views, CancelToken cancel) {
        TaskEntry own = new TaskEntry(shown.model(), shown.task());
        own.add(circuit);
        Study study = Study.withoutWindow();
        GraphModel graph = new GraphModel(study);
        Parent watching = views.apply(study);
        study.show(own);
        for (NodeId node : circuit.circuit().nodeSet().stream().limit(NODES).toList()) {
            cancel.throwIfCancelled();
            study.select(node);
            draw(watching);
            study.switches().toggle(List.of(node));
            study.history().undo();
            LayeredLayout.of(graph.pictureProperty().get().structure());
        }
    }
}
