package io.groundswell.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PictureTest {
  private static Document parse(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }

  private static List<Double> centres(Document svg) {
    NodeList circles = svg.getElementsByTagName("circle");
    List<Double> centres = new ArrayList<>();
    for (int i = 0; i < circles.getLength(); i++) {
      centres.add(
          Double.parseDouble(circles.item(i).getAttributes().getNamedItem("cx").getNodeValue()));
    }
    return centres;
  }

  @Test
  void itIsWellFormedAndSaysInWordsWhatItShows() throws Exception {
    List<Picture.Bar> bars =
        List.of(
            new Picture.Bar("a < b & c", 1_000, 900, 1_200, 0),
            new Picture.Bar("d", 100_000, 100_000, 100_000, 2));
    Document svg = parse(Picture.svg("T & t", "sub", bars, 10_000));
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("T & t");
    assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
        .contains("a < b & c 1,000.")
        .contains("d 100,000.");
    assertThat(centres(svg)).hasSize(2);
  }

  @Test
  void tenTimesAsManyIsAlwaysAsFarAway() throws Exception {
    List<Picture.Bar> bars = new ArrayList<>();
    for (double rate : new double[] {100, 1_000, 10_000, 100_000}) {
      bars.add(new Picture.Bar("r", rate, rate, rate, 1));
    }
    List<Double> x = centres(parse(Picture.svg("t", "s", bars, Double.NaN)));
    double step = x.get(1) - x.get(0);
    assertThat(step).isPositive();
    assertThat(x.get(2) - x.get(1)).isEqualTo(step, org.assertj.core.data.Offset.offset(0.2));
    assertThat(x.get(3) - x.get(2)).isEqualTo(step, org.assertj.core.data.Offset.offset(0.2));
  }
}
