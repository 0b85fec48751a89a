package org.circuitexplorer.viewer.graph;

import java.util.List;
import org.circuitexplorer.viewer.draw.Figure;
import org.circuitexplorer.viewer.draw.Figure.Step;
import org.circuitexplorer.viewer.draw.Ink;
import org.circuitexplorer.viewer.draw.Lettering;
import org.circuitexplorer.viewer.draw.Pen;
import org.circuitexplorer.viewer.draw.Stroke;

/// Draws everything moved by a fixed amount.
record ShiftedPen(Pen pen, double dx, double dy) implements Pen {

    @Override
    public void fill(Figure figure, Ink ink) {
        pen.fill(moved(figure), ink);
    }

    @Override
    public void stroke(Figure figure, Stroke stroke) {
        pen.stroke(moved(figure), stroke);
    }

    @Override
    public void text(String text, double x, double y, Lettering lettering) {
        pen.text(text, x + dx, y + dy, lettering);
    }

    @Override
    public void begin(String name) {
        pen.begin(name);
    }

    @Override
    public void end() {
        pen.end();
    }

    private Figure moved(Figure figure) {
        return switch (figure) {
            case Figure.Box b -> new Figure.Box(b.x() + dx, b.y() + dy, b.width(), b.height(), b.radius());
            case Figure.Disc d -> new Figure.Disc(d.x() + dx, d.y() + dy, d.radius());
            case Figure.Path p -> new Figure.Path(steps(p));
        };
    }

    private List<Step> steps(Figure.Path path) {
        return path.steps().stream().map(this::moved).toList();
    }

    private Step moved(Step step) {
        return switch (step) {
            case Step.Move m -> new Step.Move(m.x() + dx, m.y() + dy);
            case Step.Line l -> new Step.Line(l.x() + dx, l.y() + dy);
            case Step.Curve c ->
                new Step.Curve(c.x1() + dx, c.y1() + dy, c.x2() + dx, c.y2() + dy, c.x() + dx, c.y() + dy);
            case Step.Close c -> c;
        };
    }
}
