package org.circuitexplorer.app.report;

import java.util.List;
import java.util.stream.Collectors;

/// Pieces of an HTML page. Whatever comes from a file is escaped here.
public final class Html {
    private static final String STYLE = """
            body{font:15px/1.5 Inter,'Segoe UI','Helvetica Neue',Arial,sans-serif;color:#1b2430;background:#f3f5f8;
              max-width:1080px;margin:32px auto;padding:0 20px}
            h1{font-size:26px;margin:0}h2{font-size:17px;margin:0 0 2px}
            p{margin:4px 0 12px}.faint{color:#5b6675;font-size:13px}
            section{background:#fff;border:1px solid #dfe4ea;border-radius:8px;padding:16px 20px;margin:14px 0}
            .cards{display:flex;flex-wrap:wrap;gap:12px;margin:16px 0}
            .card{background:#fff;border:1px solid #dfe4ea;border-radius:8px;padding:10px 16px;min-width:120px}
            .card b{display:block;font-size:21px}
            .flag,.holds{padding:12px 16px;margin:14px 0;border-radius:3px}
            .flag{background:#f9e7e0;border-left:4px solid #d1542c}
            .holds{background:#e4f3ea;border-left:4px solid #1c7c4a}
            ul{margin:0;padding-left:20px}.doubtful td{color:#b8431d;font-weight:600}
            table{border-collapse:collapse;font-size:13.5px}
            td,th{text-align:left;padding:3px 18px 3px 0;border-bottom:1px solid #eef1f4;vertical-align:top}
            th{color:#5b6675;font-weight:500}.n{text-align:right;font-variant-numeric:tabular-nums}
            td{overflow-wrap:anywhere}details{margin-top:8px}svg{max-width:100%;height:auto}
            """;

    /// A figure that stands at the top.
    ///
    /// @param below what stands below it, may be empty
    public record Card(String name, String figure, String below) {}

    private final StringBuilder body = new StringBuilder();
    private final String title;

    public Html(String title) {
        this.title = title;
    }

    private Html add(String html) {
        body.append(html).append('\n');
        return this;
    }

    public Html heading(String text) {
        return add("<h1>" + escaped(text) + "</h1>");
    }

    public Html faint(String text) {
        return add("<p class=\"faint\">" + escaped(text) + "</p>");
    }

    /// @param explanation its paragraph
    /// @param html what is HTML already
    public Html section(String heading, String explanation, String html) {
        return add("<section><h2>" + escaped(heading) + "</h2><p class=\"faint\">" + escaped(explanation) + "</p>"
                + html + "</section>");
    }

    /// @param flags what gives reason to doubt, one sentence each
    public Html verdict(String title, String sentence, boolean holds, List<String> flags) {
        add("<div class=\"" + (holds ? "holds" : "flag") + "\"><h2>" + escaped(title) + "</h2><p>" + escaped(sentence)
                + "</p>");
        if (!flags.isEmpty()) {
            add(flags.stream()
                    .map(f -> "<li>" + escaped(f) + "</li>")
                    .collect(Collectors.joining("\n", "<ul>", "</ul>")));
        }
        return add("</div>");
    }

    public Html cards(List<Card> cards) {
        add("<div class=\"cards\">");
        for (Card card : cards) {
            add("<div class=\"card\"><span class=\"faint\">" + escaped(card.name()) + "</span><b>"
                    + escaped(card.figure()) + "</b><span class=\"faint\">" + escaped(card.below()) + "</span></div>");
        }
        return add("</div>");
    }

    public static String table(Table table) {
        StringBuilder html = new StringBuilder("<table><tr>");
        for (Table.Column column : table.columns()) html.append(cell("th", column, column.heading()));
        html.append("</tr>");
        for (Table.Row row : table.rows()) {
            html.append(row.doubtful() ? "<tr class=\"doubtful\">" : "<tr>");
            for (int i = 0; i < row.cells().size(); i++) {
                html.append(cell("td", table.columns().get(i), row.cells().get(i)));
            }
            html.append("</tr>");
        }
        return html.append("</table>").toString();
    }

    private static String cell(String element, Table.Column column, String text) {
        return "<" + element + (column.numeric() ? " class=\"n\">" : ">") + escaped(text) + "</" + element + ">";
    }

    public static String folded(String summary, String html) {
        return "<details><summary>" + escaped(summary) + "</summary>" + html + "</details>";
    }

    /// A standalone SVG document as part of a page.
    public static String inline(String svg) {
        return svg.substring(svg.indexOf("<svg"));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    public String page() {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escaped(title)
                + "</title><style>" + STYLE + "</style></head><body>\n" + body + "</body></html>\n";
    }
}
