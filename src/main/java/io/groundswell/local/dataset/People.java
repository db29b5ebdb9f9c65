package io.groundswell.local.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Who acts on the pages. All names are invented; audiences are real follower counts, drawn from the
 * cascades, except where a person is said to state none.
 */
final class People {
  /** 90 000 numbers, visited once each: the step has no factor in common with their count. */
  private static final int NUMBERS = 90_000;

  private static final int STEP = 7_919;

  private static final String[] FIRST_NAMES = {
    "adele",
    "agathe",
    "alban",
    "alice",
    "amina",
    "anouk",
    "antoine",
    "armand",
    "aya",
    "baptiste",
    "basile",
    "camille",
    "celeste",
    "chloe",
    "clement",
    "colin",
    "diane",
    "elias",
    "elise",
    "emma",
    "enzo",
    "esther",
    "fanny",
    "farid",
    "felix",
    "flora",
    "gabin",
    "hugo",
    "ines",
    "iris",
    "ismael",
    "jade",
    "jeanne",
    "joris",
    "jules",
    "karim",
    "lea",
    "leon",
    "lila",
    "lina",
    "louis",
    "lucie",
    "mael",
    "maia",
    "malik",
    "manon",
    "marius",
    "mathis",
    "mila",
    "nadia",
    "naomi",
    "nathan",
    "nina",
    "noe",
    "oceane",
    "olga",
    "oscar",
    "paul",
    "perrine",
    "quentin",
    "rachel",
    "raphael",
    "remi",
    "romane",
    "rose",
    "sacha",
    "salome",
    "samir",
    "simon",
    "sofia",
    "solene",
    "tess",
    "theo",
    "tom",
    "ulysse",
    "valentin",
    "victor",
    "yanis",
    "yuna",
    "zelie"
  };

  private final Random random;
  private int count;

  People(Random random) {
    this.random = random;
  }

  /**
   * Somebody nobody has met yet.
   *
   * @param audience how many follow them, or -1 if they state none
   */
  Person stranger(long audience) {
    if (count == NUMBERS) {
      throw new IllegalStateException("more than " + NUMBERS + " people");
    }
    long number = 10_000 + (long) count * STEP % NUMBERS;
    count++;
    String first = FIRST_NAMES[random.nextInt(FIRST_NAMES.length)];
    char initial = (char) ('a' + random.nextInt(26));
    return new Person(first + "." + initial + "-" + number, audience);
  }

  /**
   * One person.
   *
   * @param name invented
   * @param audience how many follow them, -1 if they state none
   */
  record Person(String name, long audience) {}

  /** Those known to one page, the eager ones first. */
  static final class Crowd {
    private final List<Person> known = new ArrayList<>();

    void add(Person person) {
      known.add(person);
    }

    boolean isEmpty() {
      return known.isEmpty();
    }

    /**
     * One of them; who has been there longest comes most often: a third of the time, one of the
     * first 4 %.
     */
    Person any(Random random) {
      double u = random.nextDouble();
      return known.get((int) (known.size() * (u * u * u)));
    }
  }
}
