package org.circuitexplorer.viewer.demo;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.circuitexplorer.viewer.graph.Camera;
import org.circuitexplorer.viewer.graph.CircuitGraphView;
import org.circuitexplorer.viewer.layout.LayeredLayout;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.SamplePictures;

/// Lays out 1,500 edges and then 20,000, pans over the latter with their 5,000 nodes, first whole, then near, and
/// prints
/// milliseconds, frames per second and the processor time of a frame.
public final class PanDemo extends Application {
    private static final int FRAMES = 60;
    private static final int ROUNDS = 5;
    private final CircuitGraphView view = new CircuitGraphView();
    private int frame;
    private long start;
    private long cpu;

    @Override
    public void start(Stage stage) {
        CircuitPicture large = SamplePictures.random(16, 104, 20_000, 9);
        timeLayout(SamplePictures.random(16, 8, 1_500, 9));
        timeLayout(large);
        view.animatedProperty().set(false);
        view.setPicture(large);
        stage.setScene(new Scene(view, 1600, 1000));
        stage.show();
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                step(now);
            }
        }.start();
    }

    private static void timeLayout(CircuitPicture picture) {
        long first = 0;
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            LayeredLayout.of(picture.structure());
            long took = System.nanoTime() - begin;
            if (round == 0) first = took;
            best = Math.min(best, took);
        }
        System.out.printf(
                "layout of %d nodes and %d edges: %d ms at first, %d ms at best of %d%n",
                picture.nodes().size(), picture.edges().size(), first / 1_000_000, best / 1_000_000, ROUNDS);
    }

    private void step(long now) {
        int phase = frame % (FRAMES + 10);
        if (phase == 10) {
            start = now;
            cpu = cpuMillis();
        }
        Camera camera = view.getCamera();
        if (phase == 0) {
            double scale = frame == 0 ? camera.scale() : frame > FRAMES + 10 ? 1 : 0.4;
            view.glideTo(new Camera(scale, frame == 0 ? camera.dx() : -2000, camera.dy()));
        } else {
            view.glideTo(camera.panned(phase % 2 == 0 ? 7 : -6, 0));
        }
        frame++;
        if (frame % (FRAMES + 10) != 0) return;
        System.out.printf(
                "scale %.2f: %.1f frames per second, %d ms of processor per frame%n",
                camera.scale(), (FRAMES - 1) * 1e9 / (now - start), (cpuMillis() - cpu) / FRAMES);
        if (frame >= 3 * (FRAMES + 10)) Platform.exit();
    }

    private static long cpuMillis() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long total = 0;
        for (var info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info == null) continue;
            boolean drawing = info.getThreadName().startsWith("QuantumRenderer")
                    || info.getThreadName().startsWith("JavaFX Application");
            if (drawing) total += threads.getThreadCpuTime(info.getThreadId());
        }
        return total / 1_000_000;
    }
}
