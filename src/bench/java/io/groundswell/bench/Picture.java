package io.groundswell.bench;

import java.util.List;
import java.util.Locale;

/**
 * The rows as a picture: a point for the median, a line from the least to the most, over a
 * logarithmic scale, for the rows lie three powers of ten apart.
 */
final class Picture {
  /**
   * What is drawn of a row.
   *
   * @param group 0 for the job, 1 for its limits, 2 for its alternatives
   */
  record Bar(String label, double median, double least, double most, int group) {}

  private static final int WIDTH = 860;
  private static final int LEFT = 330;
  private static final int RIGHT = 120;
  private static final int TOP = 70;
  private static final int STEP = 34;

  private Picture() {}

  /**
   * The SVG.
   *
   * @param limit a rate that is marked over the whole height, NaN for none
   */
  static String svg(String title, String subtitle, List<Bar> bars, double limit) {
    double low = bars.stream().mapToDouble(Bar::least).min().orElse(1);
    double high = bars.stream().mapToDouble(Bar::most).max().orElse(10);
    int from = (int) Math.floor(Math.log10(Math.max(1, low)));
    int to = Math.max(from + 1, (int) Math.ceil(Math.log10(high)));
    int height = TOP + STEP * bars.size() + 46;
    StringBuilder out = new StringBuilder();
    line(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
            + " aria-labelledby=\"title desc\" font-family=\"system-ui, sans-serif\""
            + " font-size=\"14\">",
        WIDTH,
        height);
    line(out, "<title id=\"title\">%s</title>", escape(title));
    line(out, "<desc id=\"desc\">%s</desc>", escape(description(bars)));
    line(
        out,
        "<style>.bg{fill:#fff}.ink{fill:#1a1a1a}.soft{fill:#595959}.grid{stroke:#ddd}"
            + ".g0{fill:#0b6e4f;stroke:#0b6e4f}.g1{fill:#4a4a4a;stroke:#4a4a4a}"
            + ".g2{fill:#b03a2e;stroke:#b03a2e}.limit{stroke:#4a4a4a;stroke-dasharray:5 4}"
            + "@media(prefers-color-scheme:dark){.bg{fill:#14171a}.ink{fill:#f0f0f0}"
            + ".soft{fill:#b0b0b0}.grid{stroke:#363b40}.g0{fill:#4fd1a1;stroke:#4fd1a1}"
            + ".g1{fill:#c0c0c0;stroke:#c0c0c0}.g2{fill:#ff9d8f;stroke:#ff9d8f}"
            + ".limit{stroke:#c0c0c0}}</style>");
    line(out, "<rect class=\"bg\" width=\"%d\" height=\"%d\"/>", WIDTH, height);
    line(
        out,
        "<text class=\"ink\" x=\"16\" y=\"26\" font-size=\"17\" font-weight=\"600\">%s</text>",
        escape(title));
    line(out, "<text class=\"soft\" x=\"16\" y=\"47\">%s</text>", escape(subtitle));
    int bottom = TOP + STEP * bars.size();
    for (int power = from; power <= to; power++) {
      double x = x(Math.pow(10, power), from, to);
      line(
          out,
          "<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
          x,
          TOP,
          x,
          bottom);
      line(
          out,
          "<text class=\"soft\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
          x,
          bottom + 20,
          String.format(Locale.ROOT, "%,.0f", Math.pow(10, power)));
    }
    if (!Double.isNaN(limit)) {
      double x = x(limit, from, to);
      line(
          out,
          "<line class=\"limit\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
          x,
          TOP,
          x,
          bottom);
    }
    for (int i = 0; i < bars.size(); i++) {
      row(out, bars.get(i), TOP + STEP * i + STEP / 2, from, to);
    }
    line(
        out,
        "<text class=\"soft\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">events/s, logarithmic</text>",
        (LEFT + WIDTH - RIGHT) / 2,
        bottom + 40);
    return out.append("</svg>\n").toString();
  }

  private static void row(StringBuilder out, Bar bar, int y, int from, int to) {
    line(
        out,
        "<text class=\"ink\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
        LEFT - 14,
        y + 5,
        escape(bar.label()));
    line(
        out,
        "<line class=\"g%d\" stroke-width=\"3\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
        bar.group(),
        x(bar.least(), from, to),
        y,
        x(bar.most(), from, to),
        y);
    line(
        out,
        "<circle class=\"g%d\" cx=\"%.1f\" cy=\"%d\" r=\"6\"/>",
        bar.group(),
        x(bar.median(), from, to),
        y);
    line(
        out,
        "<text class=\"ink\" x=\"%.1f\" y=\"%d\">%s</text>",
        x(bar.most(), from, to) + 14,
        y + 5,
        String.format(Locale.ROOT, "%,.0f", bar.median()));
  }

  private static String description(List<Bar> bars) {
    StringBuilder out = new StringBuilder("Median events per second:");
    for (Bar bar : bars) {
      out.append(String.format(Locale.ROOT, " %s %,.0f.", bar.label(), bar.median()));
    }
    return out.toString();
  }

  private static double x(double rate, int from, int to) {
    double share = (Math.log10(Math.max(1, rate)) - from) / (to - from);
    return LEFT + Math.max(0, Math.min(1, share)) * (WIDTH - LEFT - RIGHT);
  }

  @SuppressWarnings("AnnotateFormatMethod") // its annotation is not on the class path
  private static void line(StringBuilder out, String format, Object... values) {
    out.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    out.append('\n');
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
