package org.circuitexplorer.app.topbar;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.LatestRequest;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.model.NodeId;
import org.controlsfx.control.textfield.AutoCompletionBinding;
import org.controlsfx.control.textfield.TextFields;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The search field with its list of hits.
final class FindField extends StackPane {
    private static final double WIDTH_OF_HITS = 330;
    private static final double WIDTH_OF_PROMPT = 240;

    /// Whether the user moved through the list since the text changed.
    private boolean walked;

    /// @param found told of all hits of what is typed; of none once one is chosen
    /// @param onFound called when a node was chosen
    FindField(Workspace workspace, TextField find, Consumer<Set<NodeId>> found, Runnable onFound) {
        Study study = workspace.study();
        BackgroundJobs jobs = workspace.jobs();
        find.setId("find");
        find.promptTextProperty()
                .bind(find.widthProperty()
                        .map(w -> w.doubleValue() < WIDTH_OF_PROMPT ? text("top.find.short") : text("top.find")));
        find.getStyleClass().add("find");
        find.setAccessibleText(text("top.find.accessible"));
        NodeSearch search = new NodeSearch(study);
        LatestRequest marking = jobs.latest(text("job.find"));
        AutoCompletionBinding<NodeSearch.Hit> hits =
                TextFields.bindAutoCompletion(find, request -> search.find(request.getUserText()));
        hits.setDelay(0);
        hits.setPrefWidth(WIDTH_OF_HITS);
        hits.setMinWidth(WIDTH_OF_HITS);
        hits.setVisibleRowCount(8);
        Runnable markNothing = () -> {
            marking.cancel();
            found.accept(Set.of());
        };
        hits.setOnAutoCompleted(e -> {
            markNothing.run();
            study.select(e.getCompletion().node());
            onFound.run();
        });
        // Its own style sheet expects Modena's colours; the window's has rules for the list.
        hits.getAutoCompletionPopup().skinProperty().subscribe(skin -> {
            if (skin != null && skin.getNode() instanceof Parent list)
                list.getStylesheets().clear();
        });
        // Hits are looked up in the background; those that come too late are for nobody.
        hits.getAutoCompletionPopup().showingProperty().subscribe((before, showing) -> {
            if (showing && !find.isFocused()) hits.getAutoCompletionPopup().hide();
        });
        Runnable chooseFirst =
                () -> search.find(find.getText()).stream().findFirst().ifPresent(hit -> {
                    markNothing.run();
                    study.select(hit.node());
                    hits.getAutoCompletionPopup().hide();
                    onFound.run();
                });
        find.setOnAction(e -> chooseFirst.run());
        find.textProperty().subscribe(text -> {
            walked = false;
            if (text.isBlank()) markNothing.run();
            else marking.submit((progress, cancel) -> nodes(search.find(text)), found);
        });
        hits.getAutoCompletionPopup().addEventFilter(KeyEvent.KEY_PRESSED, e -> press(e, chooseFirst));
        FontIcon glass = new FontIcon(Feather.SEARCH);
        glass.getStyleClass().add("find-glass");
        glass.setMouseTransparent(true);
        setAlignment(glass, Pos.CENTER_LEFT);
        getChildren().addAll(find, glass);
    }

    private static Set<NodeId> nodes(List<NodeSearch.Hit> hits) {
        return hits.stream().map(NodeSearch.Hit::node).collect(Collectors.toSet());
    }

    /// The list may still show hits of less than was typed: Enter means the text, unless the user walked the list.
    private void press(KeyEvent event, Runnable chooseFirst) {
        if (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN) walked = true;
        if (event.getCode() != KeyCode.ENTER || walked) return;
        chooseFirst.run();
        event.consume();
    }
}
