package org.circuitexplorer.viewer.draw;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openpdf.text.pdf.BaseFont;

/// The program's faces for one PDF document. A letter that a face lacks is set in another face that has it, and shown
/// as a mark of replacement where none has.
final class PdfFaces {
    private static final int REPLACEMENT = 0xFFFD;
    private final Map<Typeface, BaseFont> fonts = new EnumMap<>(Typeface.class);

    /// Letters of one font that follow each other.
    ///
    /// @param text what is shown
    /// @param replaced whether it stands for letters that no face has
    record Run(BaseFont font, String text, boolean replaced) {
        double width(float size) {
            return font.getWidthPoint(text, size);
        }
    }

    /// A text cut into runs, in order.
    List<Run> runs(String text, Typeface face) {
        List<Run> runs = new ArrayList<>();
        text.codePoints().forEach(letter -> {
            Run next = run(letter, face);
            Run last = runs.isEmpty() ? null : runs.getLast();
            if (last != null && last.font() == next.font() && last.replaced() == next.replaced()) {
                runs.set(runs.size() - 1, new Run(last.font(), last.text() + next.text(), last.replaced()));
            } else {
                runs.add(next);
            }
        });
        return runs;
    }

    private Run run(int letter, Typeface face) {
        return holder(letter, face)
                .map(font -> new Run(font, Character.toString(letter), false))
                .orElseGet(() -> holder(REPLACEMENT, face)
                        .map(font -> new Run(font, Character.toString(REPLACEMENT), true))
                        .orElseGet(() -> new Run(font(face), "?", true)));
    }

    private Optional<BaseFont> holder(int letter, Typeface face) {
        if (font(face).charExists(letter)) return Optional.of(font(face));
        for (Typeface other : Typeface.values()) {
            if (other.bold() == face.bold() && font(other).charExists(letter)) return Optional.of(font(other));
        }
        return Optional.empty();
    }

    private BaseFont font(Typeface face) {
        return fonts.computeIfAbsent(face, PdfFaces::load);
    }

    /// Says what the document shows, which decides how its parts of fonts are told from those of other documents.
    void identify(byte[] identity) {
        fonts.values().forEach(font -> font.setSecureRandom(new Known(identity)));
    }

    private static BaseFont load(Typeface face) {
        try (InputStream file = face.open()) {
            return BaseFont.createFont(
                    face.fileName(), BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, file.readAllBytes(), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Draws the tag before the name of a font that is embedded in part from known bytes, in turn.
    private static final class Known extends SecureRandom {
        @Serial
        private static final long serialVersionUID = 1;

        private final byte[] source;
        private int next;

        Known(byte[] source) {
            this.source = source.clone();
        }

        @Override
        public double nextDouble() {
            return (source[next++ % source.length] & 0xFF) / 256.0;
        }
    }
}
