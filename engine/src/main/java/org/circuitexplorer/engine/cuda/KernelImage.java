package org.circuitexplorer.engine.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The kernels as PTX, which any driver makes machine code of, with what each kernel's parameters are. The text begins
/// with the hash of the source that it was made from.
///
/// @param text the PTX
/// @param parameters for each kernel a letter per parameter: `I` a 32-bit integer, `F` a float, `L` an address
record KernelImage(String text, Map<String, String> parameters) {
    private static final String RESOURCE = "kernels.ptx";
    private static final String HASH = "// source sha-256 ";
    private static final Pattern ENTRY = Pattern.compile("\\.visible \\.entry (\\w+)\\(([^)]*)\\)");
    private static final Pattern PARAMETER = Pattern.compile("\\.param \\.([a-z])(\\d+)");

    /// The kernels that the program ships.
    static KernelImage shipped() {
        try (InputStream in = KernelImage.class.getResourceAsStream(RESOURCE)) {
            if (in == null) throw new IllegalStateException("the program was built without " + RESOURCE);
            return of(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static KernelImage of(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher entry = ENTRY.matcher(text);
        while (entry.find()) parameters.put(entry.group(1), letters(entry.group(2)));
        return new KernelImage(text, parameters);
    }

    private static String letters(String list) {
        StringBuilder letters = new StringBuilder();
        Matcher parameter = PARAMETER.matcher(list);
        while (parameter.find()) {
            boolean wide = parameter.group(2).equals("64");
            letters.append(wide ? 'L' : parameter.group(1).equals("f") ? 'F' : 'I');
        }
        return letters.toString();
    }

    /// SHA-256 of the source, hexadecimal.
    String sourceHash() {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        return first.startsWith(HASH) ? first.substring(HASH.length()).trim() : "";
    }

    /// PTX preceded by the hash of its source.
    static String withHash(String ptx, String hash) {
        return HASH + hash + "\n" + ptx;
    }
}
