package org.circuitexplorer.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.circuit.Resampling;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.Intervention;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.Substitutes;
import org.circuitexplorer.engine.run.TokenBatch;

/// Tokens that run with operations on activations: together where these are the same at every sequence, else one
/// sequence after the other.
///
/// @param operations in the order in which they act
/// @param pool the corpus that is drawn from
record OperatedRun(TokenGrid tokens, List<Operation> operations, Resampling.Pool pool) {
    OperatedRun {
        operations = List.copyOf(operations);
    }

    Activations run(ForwardRunner pass, Set<Site> record) throws InputException {
        List<Optional<Substitutes>> sources = new ArrayList<>();
        for (Operation operation : operations) sources.add(source(operation, pass));
        if (sources.stream().allMatch(Optional::isEmpty)) {
            return pass.run(tokens.batch(), interventions(0, sources), record, LogitsAt.ALL);
        }
        return Activations.joined(IntStream.range(0, tokens.rows().size())
                .mapToObj(i ->
                        pass.run(TokenBatch.of(tokens.rows().get(i)), interventions(i, sources), record, LogitsAt.ALL))
                .toList());
    }

    private Optional<Substitutes> source(Operation operation, ForwardRunner pass) throws InputException {
        return switch (operation) {
            case Operation.Fixed fixed -> Optional.empty();
            case Operation.FromSequences from -> {
                if (from.rows().size() != tokens.rows().size()) {
                    throw new InputException(
                            "resample: expected " + tokens.rows().size() + " sequences, found "
                                    + from.rows().size());
                }
                yield Optional.of(Substitutes.byEnds(pass, tokens.rows(), from.rows()));
            }
            case Operation.FromCorpus from -> {
                if (pool.size() == 0) throw new InputException("resample: there is no corpus beside the model");
                yield Optional.of(Substitutes.byBeginnings(pass, tokens.rows(), pool.draw(from.seed(), tokens.rows())));
            }
        };
    }

    private Interventions interventions(int sequence, List<Optional<Substitutes>> sources) {
        List<Intervention> all = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            switch (operations.get(i)) {
                case Operation.Fixed(Intervention fixed) -> all.add(fixed);
                case Operation.FromSequences from ->
                    all.addAll(replaced(from.site(), from.channels(), sequence, sources.get(i)));
                case Operation.FromCorpus from ->
                    all.addAll(replaced(from.site(), from.channels(), sequence, sources.get(i)));
            }
        }
        return Interventions.of(all);
    }

    private static List<Intervention> replaced(
            Site site, int[] channels, int sequence, Optional<Substitutes> substitutes) {
        List<NodeId> nodes =
                IntStream.of(channels).mapToObj(c -> new NodeId(site, c)).toList();
        Substitutes source = substitutes.orElseThrow();
        source.prepare(nodes);
        return nodes.stream()
                .flatMap(node -> source.replace(node, sequence, t -> true).stream())
                .toList();
    }
}
