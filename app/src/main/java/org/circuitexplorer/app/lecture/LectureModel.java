package org.circuitexplorer.app.lecture;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyProperty;
import org.circuitexplorer.app.session.SessionModel;
import org.circuitexplorer.app.workspace.History;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.StudyVersion;
import org.circuitexplorer.engine.session.Lecture;
import org.circuitexplorer.engine.session.View;

/// Which step of the lecture is told. Meanwhile the window's own state is set aside; afterwards it is as before.
public final class LectureModel {
    private final SessionModel session;
    private final Study study;
    private final ReadOnlyBooleanWrapper telling = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyIntegerWrapper at = new ReadOnlyIntegerWrapper(0);
    private Optional<Before> before = Optional.empty();

    /// What was there when the lecture began.
    private record Before(Optional<OpenModel> model, View view, History.Memory<StudyVersion> history) {}

    public LectureModel(SessionModel session, Study study) {
        this.session = session;
        this.study = study;
        session.lectureProperty().subscribe((before, now) -> {
            if (telling.get() && (now.steps().isEmpty() || isOfAnotherModel())) abandon();
        });
    }

    /// Whether the lecture is being told.
    public ReadOnlyBooleanProperty tellingProperty() {
        return telling.getReadOnlyProperty();
    }

    /// Number of the step, from 0.
    public ReadOnlyIntegerProperty atProperty() {
        return at.getReadOnlyProperty();
    }

    ReadOnlyProperty<Lecture> lectureProperty() {
        return session.lectureProperty();
    }

    public Lecture lecture() {
        return session.lectureProperty().get();
    }

    /// The step that is told; empty while there are none.
    Optional<Lecture.Step> step() {
        return at.get() < steps().size() ? Optional.of(steps().get(at.get())) : Optional.empty();
    }

    List<Lecture.Step> steps() {
        return lecture().steps();
    }

    Study study() {
        return study;
    }

    /// The open model, whose views the steps are.
    ReadOnlyProperty<Optional<OpenModel>> modelProperty() {
        return session.views().workspace().modelProperty();
    }

    /// Begins with a step.
    public void begin(int step) {
        if (steps().isEmpty()) return;
        if (before.isEmpty())
            before = Optional.of(
                    new Before(model(), session.views().now(), study.history().memory()));
        session.setAside(before.map(Before::view));
        telling.set(true);
        show(step);
    }

    /// Goes to a step; beyond the ends it stays.
    void show(int step) {
        if (steps().isEmpty()) return;
        at.set(Math.clamp(step, 0, steps().size() - 1));
        step().ifPresent(s -> session.views().show(s.view()));
    }

    void next() {
        show(at.get() + 1);
    }

    void previous() {
        show(at.get() - 1);
    }

    /// Switches the selected node off and on.
    void toggleSelected() {
        study.selectionProperty().get().ifPresent(n -> study.switches().toggle(List.of(n)));
    }

    private Optional<OpenModel> model() {
        return modelProperty().getValue();
    }

    /// Ends the lecture; everything is as it was before, unless another model was opened meanwhile.
    public void leave() {
        telling.set(false);
        before.filter(b -> b.model().equals(model())).ifPresent(b -> {
            session.views().show(b.view());
            study.history().bringBack(b.history());
        });
        before = Optional.empty();
        session.setAside(Optional.empty());
        session.goBack();
    }

    private boolean isOfAnotherModel() {
        return before.filter(b -> b.model().equals(model())).isEmpty();
    }

    /// Another model was opened meanwhile: there is nothing to go back to.
    private void abandon() {
        telling.set(false);
        before = Optional.empty();
        session.setAside(Optional.empty());
    }

    /// Adds what the window shows now as the last step.
    ///
    /// @return its number
    public int addStep() {
        View view = session.views().now();
        List<Lecture.Step> changed = new ArrayList<>(steps());
        changed.add(new Lecture.Step(text("lecture.step", changed.size() + 1), "", view));
        keep(changed);
        return changed.size() - 1;
    }

    /// Makes a step show what the window shows now.
    void retake(int step) {
        Lecture.Step old = steps().get(step);
        replace(step, new Lecture.Step(old.title(), old.text(), session.views().now()));
    }

    void replace(int step, Lecture.Step other) {
        List<Lecture.Step> changed = new ArrayList<>(steps());
        changed.set(step, other);
        keep(changed);
    }

    void remove(int step) {
        List<Lecture.Step> changed = new ArrayList<>(steps());
        changed.remove(step);
        keep(changed);
    }

    /// Moves a step to another place.
    void move(int step, int to) {
        List<Lecture.Step> changed = new ArrayList<>(steps());
        changed.add(to, changed.remove(step));
        keep(changed);
    }

    /// Turns to another lecture.
    void replaceAll(Lecture other) {
        session.lectureProperty().set(other);
    }

    void rename(String title) {
        session.lectureProperty().set(new Lecture(title, steps()));
    }

    /// Whether the window shows what a step shows.
    boolean shows(int step) {
        return steps().get(step).view().equals(session.views().now());
    }

    /// The last step that shows what the window shows.
    OptionalInt shown() {
        return IntStream.range(0, steps().size()).filter(this::shows).reduce((one, other) -> other);
    }

    /// Shows a step in the window, to change it there.
    void visit(int step) {
        session.views().show(steps().get(step).view());
    }

    private void keep(List<Lecture.Step> changed) {
        session.lectureProperty().set(new Lecture(lecture().title(), changed));
    }
}
