package org.circuitexplorer.app.dossier;

import java.util.List;

/// Pieces of an HTML page. Whatever comes from a file is escaped here.
final class Html {
    private static final String STYLE = """
            body{font:15px/1.5 Inter,'Segoe UI','Helvetica Neue',Arial,sans-serif;color:#1b2430;background:#f3f5f8;
              max-width:1080px;margin:32px auto;padding:0 20px}
            h1{font-size:26px;margin:0}h2{font-size:17px;margin:0 0 2px}
            p{margin:4px 0 12px}.faint{color:#5b6675;font-size:13px}
            section{background:#fff;border:1px solid #dfe4ea;border-radius:8px;padding:16px 20px;margin:14px 0}
            .cards{display:flex;flex-wrap:wrap;gap:12px;margin:16px 0}
            .card{background:#fff;border:1px solid #dfe4ea;border-radius:8px;padding:10px 16px;min-width:120px}
            .card b{display:block;font-size:21px}
            .flag{background:#f9e7e0;border-left:4px solid #d1542c;padding:8px 12px;margin:8px 0;border-radius:3px}
            .holds{background:#e4f3ea;border-left:4px solid #1c7c4a;padding:8px 12px;margin:8px 0;border-radius:3px}
            table{border-collapse:collapse;font-size:13.5px}
            td,th{text-align:left;padding:3px 18px 3px 0;border-bottom:1px solid #eef1f4;vertical-align:top}
            th{color:#5b6675;font-weight:500}.n{text-align:right;font-variant-numeric:tabular-nums}
            code{font:12.5px 'JetBrains Mono',Consolas,Menlo,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
            details{margin-top:8px}svg{max-width:100%;height:auto}
            """;

    private final StringBuilder body = new StringBuilder();
    private final String title;

    Html(String title) {
        this.title = title;
    }

    /// Adds what is HTML already.
    Html add(String html) {
        body.append(html).append('\n');
        return this;
    }

    Html section(String heading, String explanation, String html) {
        return add("<section><h2>" + escaped(heading) + "</h2><p class=\"faint\">" + escaped(explanation) + "</p>"
                + html + "</section>");
    }

    Html cards(List<String[]> cards) {
        add("<div class=\"cards\">");
        for (String[] card : cards) {
            add("<div class=\"card\"><span class=\"faint\">" + escaped(card[0]) + "</span><b>" + escaped(card[1])
                    + "</b><span class=\"faint\">" + escaped(card[2]) + "</span></div>");
        }
        return add("</div>");
    }

    /// A table; columns whose heading ends in a full stop hold text, others numbers.
    static String table(List<String> headings, List<List<String>> rows) {
        StringBuilder table = new StringBuilder("<table><tr>");
        for (String heading : headings) {
            table.append(heading.endsWith(".") ? "<th>" : "<th class=\"n\">")
                    .append(escaped(heading.replaceAll("\\.$", "")))
                    .append("</th>");
        }
        table.append("</tr>");
        for (List<String> row : rows) {
            table.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                boolean text = headings.get(i).endsWith(".");
                table.append(text ? "<td>" : "<td class=\"n\">")
                        .append(escaped(row.get(i)))
                        .append("</td>");
            }
            table.append("</tr>");
        }
        return table.append("</table>").toString();
    }

    static String folded(String summary, String html) {
        return "<details><summary>" + escaped(summary) + "</summary>" + html + "</details>";
    }

    /// A standalone SVG document as part of a page.
    static String inline(String svg) {
        return svg.substring(svg.indexOf("<svg"));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    String page() {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escaped(title)
                + "</title><style>" + STYLE + "</style></head><body>\n" + body + "</body></html>\n";
    }
}
