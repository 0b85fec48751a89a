package org.circuitexplorer.viewer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.graph.NamesBeside.Name;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.SamplePictures;
import org.junit.jupiter.api.Test;

final class NamesBesideTest {
    private static final Camera SMALL = new Camera(0.33, 130, 16);
    private static final Bounds ROOM = new Bounds(-5000, -5000, 5000, 5000);
    private final GraphScene scene = GraphScenes.of(SamplePictures.random(6, 4, 60, 5));
    private final GraphLook plain = GraphScenes.PLAIN;

    @Test
    void namesOfNodesNobodyAskedAboutCoverNothingAndTheStrongestComeFirst() {
        List<Name> names = NamesBeside.of(scene, plain, SMALL, ROOM);
        assertThat(names).hasSizeGreaterThan(scene.nodes().size() / 3).noneMatch(Name::wanted);
        for (Name name : names) {
            assertThat(scene.nodes()).noneMatch(n -> box(n, SMALL).meets(name.bounds()));
            assertThat(names)
                    .noneMatch(other -> !other.equals(name) && other.bounds().meets(name.bounds()));
        }
        assertThat(names).extracting(n -> strength(n.node())).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(NamesBeside.of(scene, plain, SMALL, ROOM)).isEqualTo(names);
    }

    @Test
    void whatIsAskedAboutHasItsNameAndItsNeighboursHave() {
        for (PlacedNode node : scene.nodes()) {
            GraphLook asked = look(Set.of(), Optional.of(node.id()));
            List<Name> names = NamesBeside.of(scene, asked, SMALL, ROOM);
            assertThat(names.getFirst().node()).isEqualTo(node.id());
            assertThat(names.getFirst().wanted()).isTrue();
            assertThat(names.getFirst().text()).isEqualTo(node.node().text());
            Set<String> near = new HashSet<>();
            for (PictureEdge edge : scene.edgesOf(node.id())) near.addAll(List.of(edge.source(), edge.target()));
            assertThat(names).extracting(Name::node).containsAll(near);
            assertThat(NamesBeside.of(scene, look(Set.of(node.id()), Optional.empty()), SMALL, ROOM))
                    .isEqualTo(names);
        }
    }

    @Test
    void whatLiesOverTheViewIsKeptFree() {
        Bounds half = new Bounds(0, 0, 300, 2000);
        List<Name> names = NamesBeside.of(scene, plain, SMALL, half);
        assertThat(names).isNotEmpty().allMatch(name -> half.holds(name.bounds()));
        assertThat(names)
                .hasSizeLessThan(NamesBeside.of(scene, plain, SMALL, ROOM).size());
        PlacedNode outside = scene.nodes().stream()
                .filter(n -> box(n, SMALL).left() > 320)
                .findFirst()
                .orElseThrow();
        assertThat(NamesBeside.of(scene, look(Set.of(outside.id()), Optional.empty()), SMALL, half))
                .extracting(Name::node)
                .contains(outside.id());
    }

    @Test
    void movingTheViewMovesEveryName() {
        List<Name> names = NamesBeside.of(scene, plain, SMALL, ROOM);
        List<Name> moved = NamesBeside.of(scene, plain, SMALL.panned(37, -11), ROOM);
        assertThat(moved).hasSameSizeAs(names);
        for (int i = 0; i < names.size(); i++) {
            assertThat(moved.get(i).node()).isEqualTo(names.get(i).node());
            assertThat(moved.get(i).bounds().left() - names.get(i).bounds().left())
                    .isCloseTo(37, within(1e-6));
        }
    }

    @Test
    void inACrowdOnlyWhatIsAskedAboutHasNames() {
        GraphScene crowd = GraphScenes.of(SamplePictures.random(6, 30, 300, 5));
        assertThat(NamesBeside.of(crowd, plain, SMALL, ROOM)).isEmpty();
        String node = crowd.nodes().getFirst().id();
        assertThat(NamesBeside.of(crowd, look(Set.of(node), Optional.empty()), SMALL, ROOM))
                .extracting(Name::node)
                .contains(node);
    }

    @Test
    void whenEverythingIsSelectedNamesLeaveEachOtherRoom() {
        Set<String> all = scene.nodes().stream().map(PlacedNode::id).collect(Collectors.toSet());
        List<Name> names = NamesBeside.of(scene, look(all, Optional.empty()), SMALL, ROOM);
        assertThat(names).hasSizeGreaterThan(all.size() / 2);
        for (Name name : names) {
            assertThat(names)
                    .noneMatch(other -> !other.equals(name) && other.bounds().meets(name.bounds()));
        }
    }

    private double strength(String node) {
        return scene.node(node).orElseThrow().node().strength();
    }

    private static Bounds box(PlacedNode node, Camera camera) {
        return new Bounds(
                camera.pixelX(node.spot().left()),
                camera.pixelY(node.spot().top()),
                camera.pixelX(node.spot().right()),
                camera.pixelY(node.spot().bottom()));
    }

    private static GraphLook look(Set<String> selected, Optional<String> hovered) {
        return new GraphLook(
                Theme.DARK, new GraphLook.Marks(selected, Optional.empty(), hovered, Set.of(), Set.of()), 0);
    }
}
