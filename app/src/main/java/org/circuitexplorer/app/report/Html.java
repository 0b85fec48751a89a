package org.circuitexplorer.app.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.circuitexplorer.viewer.chart.Sense;

/// Pieces of an HTML page. Whatever comes from a file is escaped here.
public final class Html {
    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1b2430;--faint:#5b6675;--page:#f3f5f8;--card:#fff;--line:#dfe4ea;
              --warm:#b4411c;--amber:#835a00;--good:#17704a;--flag:#f9e7e0;--holds:#e4f3ea}
            @media(prefers-color-scheme:dark){:root{--ink:#e6eaf0;--faint:#9aa5b4;--page:#11151b;--card:#1a2029;
              --line:#2d3643;--warm:#f5966f;--amber:#e8b84f;--good:#57c38a;--flag:#3a2019;--holds:#16301f}}
            body{font:15px/1.5 Inter,'Segoe UI','Helvetica Neue',Arial,sans-serif;color:var(--ink);
              background:var(--page);max-width:1240px;margin:32px auto;padding:0 20px}
            h1{font-size:26px;line-height:1.25;margin:0;overflow-wrap:anywhere}h2{font-size:17px;margin:0 0 2px}
            p{margin:4px 0 12px}.faint{color:var(--faint);font-size:13px}
            section{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:16px 20px;
              margin:14px 0;min-width:0}
            .columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(500px,100%),1fr));gap:14px}
            .columns section{margin:0}
            .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(136px,1fr));gap:12px;margin:16px 0}
            .card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:10px 16px}
            .card b{display:block;font-size:21px}
            .good{color:var(--good)}.close{color:var(--amber)}.doubt{color:var(--warm)}
            .flag,.holds{padding:12px 16px;margin:14px 0;border-radius:3px}
            .flag{background:var(--flag);border-left:4px solid #d1542c}
            .holds{background:var(--holds);border-left:4px solid #1c7c4a}
            ul{margin:0;padding-left:20px}.doubtful td{color:var(--warm);font-weight:600}
            .scroll{overflow-x:auto}table{border-collapse:collapse;font-size:13.5px}
            td,th{text-align:left;padding:3px 18px 3px 0;border-bottom:1px solid var(--line);vertical-align:top}
            th{color:var(--faint);font-weight:500}td{max-width:420px;overflow-wrap:break-word}
            td:not(.n){min-width:90px}td:last-child:not(.n){max-width:none;overflow-wrap:anywhere}
            .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
            details{margin-top:8px}summary{cursor:pointer}
            .figure{display:inline-block;box-sizing:border-box;max-width:100%;background:#fff;border-radius:6px;
              padding:6px;vertical-align:top}
            .figure svg{display:block;max-width:100%;height:auto}
            .wide{overflow-x:auto}.wide svg{display:block;max-width:100%;min-width:700px;height:auto;margin:0 auto}
            @media print{body{margin:0;max-width:none}section,tr{break-inside:avoid}}
            """;

    /// A figure that stands at the top.
    ///
    /// @param below what stands below it, may be empty
    /// @param sense what the figure means
    public record Card(String name, String figure, String below, Sense sense) {}

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

    /// Sections from here on stand beside each other where the page is wide enough, until [#endColumns()].
    public Html beginColumns() {
        return add("<div class=\"columns\">");
    }

    public Html endColumns() {
        return add("</div>");
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
            add("<div class=\"card\"><span class=\"faint\">" + escaped(card.name()) + "</span><b class=\""
                    + card.sense().name().toLowerCase(Locale.ROOT) + "\">"
                    + escaped(card.sense().signed(card.figure())) + "</b><span class=\"faint\">" + escaped(card.below())
                    + "</span></div>");
        }
        return add("</div>");
    }

    public static String table(Table table) {
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table><tr>");
        for (Table.Column column : table.columns())
            html.append(cell("th scope=\"col\"", "th", column, column.heading()));
        html.append("</tr>");
        for (Table.Row row : table.rows()) {
            html.append(row.doubtful() ? "<tr class=\"doubtful\">" : "<tr>");
            for (int i = 0; i < row.cells().size(); i++) {
                html.append(cell("td", "td", table.columns().get(i), row.cells().get(i)));
            }
            html.append("</tr>");
        }
        return html.append("</table></div>").toString();
    }

    private static String cell(String begin, String element, Table.Column column, String text) {
        return "<" + begin + (column.numeric() ? " class=\"n\">" : ">") + escaped(text) + "</" + element + ">";
    }

    public static String folded(String summary, String html) {
        return "<details><summary>" + escaped(summary) + "</summary>" + html + "</details>";
    }

    /// A standalone SVG document as part of a page, on white whatever the page's colours.
    public static String figure(String svg) {
        return "<div class=\"figure\">" + inline(svg) + "</div>";
    }

    /// A standalone SVG document whose letters stay readable in a narrow page, where it is moved sideways.
    public static String wide(String svg) {
        return "<div class=\"wide\">" + inline(svg) + "</div>";
    }

    private static String inline(String svg) {
        return svg.substring(svg.indexOf("<svg"));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    public String page() {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + escaped(title)
                + "</title><style>" + STYLE + "</style></head><body><main>\n" + body + "</main></body></html>\n";
    }
}
