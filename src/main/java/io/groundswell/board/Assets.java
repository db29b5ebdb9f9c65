package io.groundswell.board;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * The files of the page, all of them known by name and held in memory: no path of a request ever
 * touches a file system.
 */
final class Assets {
  private static final String WEB = "/io/groundswell/board/web/";
  private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private static final List<String> OURS =
      List.of(
          "index.html",
          "login.html",
          "board.css",
          "icon.svg",
          "app.js",
          "data.js",
          "dom.js",
          "words.js",
          "format.js",
          "charts.js",
          "now.js",
          "posts.js",
          "supporters.js",
          "outcomes.js",
          "history.js",
          "health.js");

  /**
   * A file.
   *
   * @param type its media type
   * @param tag its entity tag
   */
  record Asset(String type, String tag, byte[] bytes, byte[] gzip) {}

  /** What the login page says to whom it refused; said instead of this mark. */
  private static final String MARK = "<!-- refused -->";

  private static final String REFUSED =
      "<p class=\"notice bad\" role=\"alert\">That is not the token.<br>"
          + "<span lang=\"fr\">Ce n’est pas le bon jeton.</span></p>";

  private final Map<String, Asset> assets = new HashMap<>();
  private final Asset refusal;

  Assets() {
    OURS.forEach(name -> add("/" + name, WEB + name));
    add("/uplot.js", CHARTS + "uPlot.esm.js");
    add("/uplot.css", CHARTS + "uPlot.min.css");
    assets.put("/", assets.get("/index.html"));
    Asset login = assets.get("/login.html");
    String said = new String(login.bytes(), StandardCharsets.UTF_8).replace(MARK, REFUSED);
    refusal = asset(login.type(), said.getBytes(StandardCharsets.UTF_8));
  }

  private void add(String path, String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      assets.put(path, asset(type(path), in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Asset asset(String type, byte[] bytes) {
    return new Asset(type, tag(bytes), bytes, gzip(bytes));
  }

  private static String type(String path) {
    String ending = path.substring(path.lastIndexOf('.') + 1);
    return switch (ending) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException(path);
    };
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + HexFormat.of().formatHex(hash, 0, 12) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Compressed. */
  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written", e);
    }
    return out.toByteArray();
  }

  /** The login page, for whom said something that is not the token. */
  Asset refusal() {
    return refusal;
  }

  /** The file of a path, or null. */
  Asset get(String path) {
    return assets.get(path);
  }
}
