package io.groundswell.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** Posts with topics, published before or after people engage with them, and said anew. */
final class RandomPosts {
  private static final List<String> TOPICS =
      List.of("sea", "Sea", "sky/🌊", "\uFFEE", "🌊", "", "été", "a b");

  private final SplittableRandom random;
  private final RandomJson json;
  private final LongSupplier moment;
  private final List<String> lines = new ArrayList<>();

  RandomPosts(SplittableRandom random, RandomJson json, LongSupplier moment) {
    this.random = random;
    this.json = json;
    this.moment = moment;
  }

  /** Some posts are never spoken of, and some that are nobody engages with. */
  List<String> lines(List<String> pages, List<String> posts) {
    for (String page : pages) {
      for (String post : posts) {
        if (random.nextInt(6) != 0) {
          post(page, post);
        }
      }
      for (int i = 0; i < random.nextInt(4); i++) {
        post(page, "unseen " + i);
      }
    }
    return lines;
  }

  private void post(String page, String post) {
    long time = moment.getAsLong() - before();
    record(page, post, time);
    while (random.nextInt(3) == 0) {
      time +=
          switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> random.nextLong(30 * Slices.DAY);
            case 2 -> 28 * Slices.DAY;
            default -> random.nextLong(2 * Slices.HOUR);
          };
      record(page, post, time);
    }
  }

  private long before() {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> random.nextLong(30 * Slices.DAY);
      case 2 -> 27 * Slices.DAY + random.nextLong(2 * Slices.DAY);
      default -> random.nextLong(3 * Slices.HOUR);
    };
  }

  private void record(String page, String post, long time) {
    lines.add(
        json.line()
            .text("page", page)
            .text("post", post)
            .time("time", time)
            .json("topics", random.nextInt(6) == 0 ? null : topics())
            .text("format", "photo")
            .text("language", "fr")
            .text("text", random.nextBoolean() ? "Voilà:\n\"🌊\"" : null)
            .text("url", "https://example.org/?a=b")
            .end());
  }

  private String topics() {
    List<String> topics = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      topics.add(json.quoted(TOPICS.get(random.nextInt(TOPICS.size()))));
    }
    return "[" + String.join(",", topics) + "]";
  }
}
