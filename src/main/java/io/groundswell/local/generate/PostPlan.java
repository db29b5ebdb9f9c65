package io.groundswell.local.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One post: whose it is, when it is published, and how much it appeals. */
final class PostPlan {
  private static final String[] PLATFORMS = {"facebook", "instagram", "bluesky", "mastodon"};

  final int number;

  /** The page's number. */
  final int page;

  /** Epoch ms. */
  final long published;

  /** What it is run on. */
  final String platform;

  /** Its ads, in order of number. */
  final List<AdFlight> ads = new ArrayList<>(0);

  /** People who come by themselves, per ms of mean activity at the moment of publication. */
  double appeal;

  PostPlan(int number, int page, long published, Dice dice) {
    this.number = number;
    this.page = page;
    this.published = published;
    platform = PLATFORMS[dice.below(PLATFORMS.length)];
  }

  /** The page's name on the wire. */
  String pageName() {
    return pageName(page);
  }

  /** The name of a page. */
  static String pageName(int page) {
    return padded("page-", page + 1, 3);
  }

  /** The post's name on the wire. */
  String name() {
    return padded("post-", number + 1, 6);
  }

  /** The name of a supporter. */
  static String supporterName(int supporter) {
    return padded("s-", supporter + 1, 7);
  }

  /** The name of a post's n-th ad, from 0. */
  static String adName(int post, int n) {
    return padded("ad-", post + 1, 6) + String.format(Locale.ROOT, "-%d", n + 1);
  }

  private static String padded(String prefix, int number, int digits) {
    String text = Integer.toString(number);
    StringBuilder out = new StringBuilder(prefix.length() + digits + 4).append(prefix);
    for (int i = text.length(); i < digits; i++) {
      out.append('0');
    }
    return out.append(text).toString();
  }
}
