package org.circuitexplorer.app.session;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Duration;
import org.circuitexplorer.app.job.LatestRequest;
import org.circuitexplorer.app.preferences.RecentFiles;
import org.circuitexplorer.app.workspace.Notice;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.session.Lecture;
import org.circuitexplorer.engine.session.Session;
import org.circuitexplorer.engine.session.SessionFile;
import org.circuitexplorer.engine.session.View;

/// The session: what is done with the open model, in which file it is kept, and what would bring it back if the program
/// ended now.
public final class SessionModel {
    private static final Duration BETWEEN_LOOKS = Duration.seconds(2);
    private static final Draft NOTHING = new Draft(View.of(""), Lecture.NONE, List.of(), List.of(), List.of());

    private final Workspace workspace;
    private final Views views;
    private final RecoveryFolder recovery;
    private final RecentFiles recent;
    private final LatestRequest autosave;
    private final LatestRequest last;
    private final Timeline clock = new Timeline(new KeyFrame(BETWEEN_LOOKS, e -> keepForRecovery()));
    private final ObjectProperty<Lecture> lecture = new SimpleObjectProperty<>(Lecture.NONE);
    private final ReadOnlyObjectWrapper<Optional<Path>> file = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper saved = new ReadOnlyStringWrapper("");
    private Optional<OpenModel> model = Optional.empty();
    /// What was there before anything was done, or what is saved.
    private Draft baseline = NOTHING;
    /// What recovery would bring back.
    private Draft kept = NOTHING;

    /// A file that is of no use once this process has kept its content.
    private Optional<Path> superseded = Optional.empty();
    private Optional<View> aside = Optional.empty();
    private Optional<Afterwards> afterwards = Optional.empty();

    /// Where what was done before a lecture was opened is kept, if there was anything.
    private Optional<Path> back = Optional.empty();
    private boolean offered;

    public SessionModel(Workspace workspace, Views views, RecoveryFolder recovery, RecentFiles recent) {
        this.workspace = workspace;
        this.views = views;
        this.recovery = recovery;
        this.recent = recent;
        this.autosave = workspace.jobs().latest(text("job.autosave"));
        this.last = workspace.jobs().latest(text("job.replaced"));
        workspace.setOnOpened(this::opened);
        clock.setCycleCount(Animation.INDEFINITE);
        clock.play();
    }

    /// The saved views.
    public ObjectProperty<Lecture> lectureProperty() {
        return lecture;
    }

    public Views views() {
        return views;
    }

    public RecentFiles recent() {
        return recent;
    }

    /// The file that the session is kept in, empty while it never was saved.
    public ReadOnlyObjectProperty<Optional<Path>> fileProperty() {
        return file.getReadOnlyProperty();
    }

    /// Such as `Saved 14:02`; empty while nothing was saved.
    public ReadOnlyStringProperty savedProperty() {
        return saved.getReadOnlyProperty();
    }

    /// What was being done when the program was closed.
    public Optional<Path> last() {
        return recovery.last();
    }

    /// Saves the session.
    public void save(Path target) {
        Path named = target.toString().endsWith(SessionFile.SUFFIX)
                ? target
                : target.resolveSibling(target.getFileName() + SessionFile.SUFFIX);
        workspace.model().ifPresent(open -> {
            Draft draft = draft();
            workspace
                    .jobs()
                    .start(
                            text("job.saving", named.getFileName()),
                            (progress, cancel) -> {
                                SessionFile.write(named, draft.in(named, open));
                                return named;
                            },
                            written -> wasSaved(written, draft));
        });
    }

    private void wasSaved(Path written, Draft draft) {
        baseline = draft;
        file.set(Optional.of(written));
        saved.set(text("status.saved", "%tR".formatted(LocalTime.now(ZoneId.systemDefault()))));
        recent.add(written);
    }

    private Draft draft() {
        return Draft.of(workspace, aside.orElseGet(views::now), lecture.get());
    }

    /// What the window shows is only passing; this counts instead, until it is empty.
    public void setAside(Optional<View> view) {
        aside = view;
    }

    /// Opens a lecture that lies beside the model, and tells it once it is there. It is not what is saved to: that asks
    /// for a name. [#goBack()] brings back what was done before.
    public void openLecture(Path path, Runnable then) {
        keepForRecovery();
        back = kept.equals(baseline) ? file.get() : Optional.of(recovery.lastFile());
        afterwards = Optional.of(new Afterwards(path, then));
        workspace.open(path);
    }

    /// Returns to what was done before a lecture was opened to be told, once that is kept.
    public void goBack() {
        Optional<Path> to = back;
        back = Optional.empty();
        to.ifPresent(path -> last.submit((progress, cancel) -> path, workspace::open));
    }

    private record Afterwards(Path path, Runnable action) {}

    private void opened(Path path, Optional<Session> session) {
        boolean otherModel = !model.equals(workspace.model());
        if ((otherModel || session.isPresent()) && !recovery.holds(path)) keepAsLast();
        model = workspace.model();
        if (!recovery.holds(path)) recent.add(path);
        Optional<Afterwards> then = afterwards.filter(a -> a.path().equals(path));
        afterwards = Optional.empty();
        if (then.isEmpty()) back = Optional.empty();
        if (session.isPresent()) show(path, session.get(), then.isPresent());
        else if (otherModel) begin();
        then.ifPresent(a -> a.action().run());
        if (offered) return;
        offered = true;
        offerRecovery();
    }

    /// What is replaced without having been saved can be continued later.
    private void keepAsLast() {
        Draft before = kept;
        model.filter(m -> !before.equals(baseline))
                .ifPresent(m -> last.submit(
                        (progress, cancel) -> {
                            write(recovery.lastFile(), before, m);
                            return m;
                        },
                        written -> {}));
    }

    private void begin() {
        lecture.set(Lecture.NONE);
        file.set(Optional.empty());
        saved.set("");
        baseline = draft();
        kept = baseline;
    }

    private void show(Path path, Session session, boolean told) {
        lecture.set(session.lecture());
        workspace.study().runs().bringBack(session.runs(), workspace::task);
        views.show(session.view());
        boolean recovered = recovery.holds(path);
        file.set(recovered || told ? Optional.empty() : Optional.of(path));
        saved.set("");
        baseline = recovered ? NOTHING : draft();
        kept = baseline;
        superseded = Optional.of(path).filter(p -> recovered && !recovery.last().equals(Optional.of(p)));
        keepForRecovery();
    }

    /// Offers what a process that is gone could not finish.
    public void offerRecovery() {
        recovery.left()
                .ifPresent(left -> workspace.tell(new Notice(text("notice.recovery"), new Notice.Recover(left))));
    }

    /// Brings back what an earlier process kept.
    public void recover(Path left) {
        workspace.open(left);
    }

    /// Forgets what an earlier process kept.
    public void discard(Path left) {
        recovery.discard(left);
    }

    /// Writes down, in the background, what changed since the last look.
    public void keepForRecovery() {
        Optional<OpenModel> open = workspace.model();
        if (open.isEmpty()) return;
        Draft now = draft();
        if (now.equals(kept)) return;
        kept = now;
        autosave.submit(
                (progress, cancel) -> {
                    write(recovery.own(), now, open.get());
                    return now;
                },
                written -> {
                    superseded.ifPresent(recovery::discard);
                    superseded = Optional.empty();
                });
    }

    private void write(Path target, Draft draft, OpenModel open) throws IOException {
        Files.createDirectories(recovery.folder());
        SessionFile.write(target, draft.in(target, open));
    }

    /// The program ends: what was done is kept as the last session, unless it is saved or nothing was done.
    public void close() {
        clock.stop();
        autosave.cancel();
        Draft now = draft();
        try {
            if (model.isPresent() && !now.equals(baseline)) write(recovery.lastFile(), now, model.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            recovery.discard(recovery.own());
        }
    }
}
