package io.groundswell.oracle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.groundswell.oracle.Facts.Basis;
import io.groundswell.oracle.Facts.Engagement;
import io.groundswell.oracle.Facts.EngagementId;
import io.groundswell.oracle.Facts.Erasure;
import io.groundswell.oracle.Facts.Kind;
import io.groundswell.oracle.Facts.Outcome;
import io.groundswell.oracle.Facts.PageKey;
import io.groundswell.oracle.Facts.PostFact;
import io.groundswell.oracle.Facts.RuleFact;
import io.groundswell.oracle.Facts.Snapshot;
import io.groundswell.oracle.Fields.BadRecordException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Reads a folder: every line becomes a fact or a dead letter, but for blank ones. */
final class FactReader {
  /** The topics in the order in which dead letters are written. */
  static final List<String> TOPICS =
      List.of("ad-delivery", "engagements", "erasures", "outcomes", "posts", "rules");

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(1_000_000)
                          .maxNumberLength(1_000_000)
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNameLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private enum Action {
    ADD,
    REMOVE
  }

  final Facts facts = new Facts();
  final List<JsonNode> deadLetters = new ArrayList<>();

  static FactReader read(Path folder) throws IOException {
    FactReader reader = new FactReader();
    for (String topic : TOPICS) {
      reader.readTopic(topic, bytes(folder, topic));
    }
    return reader;
  }

  private static byte[] bytes(Path folder, String topic) throws IOException {
    Path plain = folder.resolve(topic + ".jsonl");
    Path zipped = folder.resolve(topic + ".jsonl.gz");
    if (Files.exists(plain)) {
      return Files.readAllBytes(plain);
    }
    if (Files.exists(zipped)) {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(zipped))) {
        return in.readAllBytes();
      }
    }
    return new byte[0];
  }

  private void readTopic(String topic, byte[] content) {
    int line = 1;
    int from = 0;
    for (int i = 0; i <= content.length; i++) {
      if (i == content.length || content[i] == '\n') {
        byte[] raw = Arrays.copyOfRange(content, from, i);
        if (!blank(raw)) {
          readLine(topic, line, raw);
        }
        from = i + 1;
        line++;
      }
    }
  }

  private static boolean blank(byte[] raw) {
    for (byte b : raw) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  private void readLine(String topic, int line, byte[] raw) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
      JsonNode node = JSON.readTree(text);
      if (!node.isObject()) {
        throw new BadRecordException("not a JSON object");
      }
      readRecord(topic, line, new Fields(node));
    } catch (CharacterCodingException e) {
      deadLetters.add(Wire.deadLetter(topic, line, "not UTF-8", raw));
    } catch (JsonProcessingException e) {
      deadLetters.add(Wire.deadLetter(topic, line, "not JSON: " + e.getOriginalMessage(), raw));
    } catch (BadRecordException e) {
      deadLetters.add(Wire.deadLetter(topic, line, e.getMessage(), raw));
    }
  }

  private void readRecord(String topic, int line, Fields fields) throws BadRecordException {
    long time =
        switch (topic) {
          case "engagements" -> engagement(fields);
          case "ad-delivery" -> snapshot(fields);
          case "erasures" -> erasure(fields);
          case "posts" -> post(fields, line);
          case "outcomes" -> outcome(fields);
          case "rules" -> rule(fields, line);
          default -> throw new IllegalArgumentException(topic);
        };
    facts.heard(time);
  }

  private long engagement(Fields fields) throws BadRecordException {
    fields.allowString("platform");
    Engagement fact =
        new Engagement(
            new EngagementId(
                fields.page(),
                fields.identifier("post"),
                fields.identifier("supporter"),
                fields.oneOf("kind", Kind.class, null),
                fields.identifier("id")),
            fields.time(),
            fields.oneOf("action", Action.class, Action.ADD) == Action.ADD,
            fields.audience(),
            fields.optionalIdentifier("ad"),
            fields.optionalIdentifier("via"));
    facts.engagements.add(fact);
    return fact.time();
  }

  private long snapshot(Fields fields) throws BadRecordException {
    Map<Kind, Double> claims = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      Double claim = fields.figure(kind.wire() + "s");
      if (claim != null) {
        claims.put(kind, claim);
      }
    }
    Snapshot fact =
        new Snapshot(
            new PageKey(fields.page(), fields.identifier("post")),
            fields.identifier("ad"),
            fields.time(),
            fields.oneOf("basis", Basis.class, Basis.REACH),
            fields.requiredFigure("reach"),
            fields.optionalTime("start"),
            claims,
            fields.figure("spend"),
            fields.optionalString("currency"));
    facts.snapshots.add(fact);
    return fact.time();
  }

  private long erasure(Fields fields) throws BadRecordException {
    Erasure fact =
        new Erasure(fields.identifier("page"), fields.identifier("supporter"), fields.time());
    facts.erasures.add(fact);
    return fact.time();
  }

  private long post(Fields fields, int line) throws BadRecordException {
    for (String name : List.of("format", "language", "text", "url")) {
      fields.allowString(name);
    }
    PostFact fact =
        new PostFact(
            new PageKey(fields.page(), fields.identifier("post")),
            fields.time(),
            line,
            fields.strings("topics").stream().distinct().toList());
    facts.posts.add(fact);
    return fact.time();
  }

  private long outcome(Fields fields) throws BadRecordException {
    BigDecimal value = fields.number("value");
    Outcome fact =
        new Outcome(
            fields.page(),
            fields.word("kind"),
            fields.identifier("id"),
            fields.time(),
            fields.optionalIdentifier("supporter"),
            fields.optionalIdentifier("referrer"),
            fields.optionalIdentifier("post"),
            value == null ? null : value.doubleValue(),
            fields.optionalString("currency"));
    facts.outcomes.add(fact);
    return fact.time();
  }

  private long rule(Fields fields, int line) throws BadRecordException {
    RuleFact fact =
        new RuleFact(
            fields.identifier("page"),
            fields.time(),
            line,
            fields.flag("deleted"),
            visibility(fields),
            values(fields));
    facts.rules.add(fact);
    return fact.time();
  }

  private static EnumMap<Kind, BigDecimal> visibility(Fields fields) throws BadRecordException {
    EnumMap<Kind, BigDecimal> visibility = new EnumMap<>(Kind.class);
    JsonNode node = fields.get("visibility");
    if (node == null) {
      return visibility;
    }
    if (!node.isObject()) {
      throw new BadRecordException("visibility is not an object");
    }
    Fields kinds = new Fields(node);
    for (Kind kind : Kind.values()) {
      BigDecimal value = kinds.between(kind.wire(), BigDecimal.ZERO, BigDecimal.ONE);
      if (value != null && Fields.decimals(value) > 3) {
        throw new BadRecordException("visibility has more than three decimals");
      }
      if (value != null) {
        visibility.put(kind, value);
      }
    }
    return visibility;
  }

  private static Map<String, BigDecimal> values(Fields fields) throws BadRecordException {
    Map<String, BigDecimal> values = new HashMap<>();
    for (Rules.Bound bound : Rules.BOUNDS) {
      BigDecimal value =
          bound.whole()
              ? fields.wholeBetween(bound.name(), bound.least(), bound.most())
              : fields.between(bound.name(), bound.least(), bound.most());
      if (value != null) {
        values.put(bound.name(), value);
      }
    }
    return values;
  }
}
