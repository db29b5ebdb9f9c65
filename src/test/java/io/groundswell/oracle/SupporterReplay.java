package io.groundswell.oracle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.oracle.Facts.PageKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.CRC32;

/** What is written of one supporter of a page: sections 1, 2 and 6 of supporters.md. */
final class SupporterReplay {
  private static final long QUARTER = 15 * Slices.MINUTE;
  private static final int LEAST = 3;

  private final World world;
  private final Life life;
  private final OracleResult result;

  /** Takes one life; a supporter who comes back has several. */
  SupporterReplay(World world, Life life, OracleResult result) {
    this.world = world;
    this.life = life;
    this.result = result;
  }

  /** The supporter's minute of the quarter hour. */
  static long minute(PageKey supporter) {
    CRC32 crc = new CRC32();
    crc.update(Wire.key(supporter).getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % 15;
  }

  /** Writes records and tombstones; returns the profiles that were given. */
  List<Profile> run() {
    List<Profile> given = new ArrayList<>();
    boolean stands = false;
    for (long e : minutes()) {
      Profile profile = new Profile(world, life, e);
      if (profile.engagements() >= LEAST) {
        result.supporters().add(profile.record());
        given.add(profile);
        noteCloseCall(profile);
        stands = true;
      } else if (stands) {
        result.supporters().add(tombstone(e));
        stands = false;
      }
    }
    boolean erased = life.erased() < life.forgotten();
    if (life.over() <= world.horizon && (erased || !given.isEmpty())) {
      result.supporters().add(tombstone(life.over()));
    }
    return given;
  }

  /** The supporter's minutes before which, within 15 minutes, they were heard of. */
  private SortedSet<Long> minutes() {
    long minute = minute(life.who());
    SortedSet<Long> minutes = new TreeSet<>();
    for (long time : life.heard()) {
      long end = Slices.end(time);
      for (long e = end; e < end + QUARTER && e < life.over(); e += Slices.SLICE) {
        if (e % Slices.MINUTE == 0 && Math.floorMod(e / Slices.MINUTE, 15L) == minute) {
          minutes.add(e);
        }
      }
    }
    return minutes;
  }

  private ObjectNode tombstone(long e) {
    return Wire.object()
        .put("page", life.who().page())
        .put("supporter", life.who().name())
        .put("at", Wire.time(e))
        .put("deleted", true);
  }

  private void noteCloseCall(Profile profile) {
    if (Math.abs(profile.score() - 50) < 1e-7) {
      String name = Wire.key(life.who());
      result.notes().add("close call: " + name + " " + Wire.time(profile.at()) + " score of 50");
    }
  }
}
