package dev.demeanor.cli.report;

/**
 * A chart with what it needs to be understood: a heading, a sentence that says what is to be seen,
 * a text in place of the picture, and its key figures as a table.
 *
 * @param id unique in the page
 * @param heading its heading
 * @param lead one or two sentences, plain text
 * @param chart the picture
 * @param alternative what the picture shows, in words
 * @param table HTML of the key figures
 */
record Figure(
    String id, String heading, String lead, InlineSvg chart, String alternative, String table) {

  String toHtml() {
    return """
        <section id="%1$s" class="figure" aria-labelledby="%1$s-heading">
        <h2 id="%1$s-heading">%2$s</h2>
        <p>%3$s</p>
        <figure>
        %4$s
        </figure>
        %5$s</section>
        """
        .formatted(
            id,
            Html.escape(heading),
            Html.escape(lead),
            chart.toHtml(id + "-chart", heading, alternative),
            table);
  }
}
