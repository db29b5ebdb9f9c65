package io.groundswell.page;

import io.groundswell.event.AdSnapshot;
import io.groundswell.event.Names;
import io.groundswell.momentum.Ad;
import io.groundswell.time.Timing;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one ad has spent, and in which currency. After a silence that an ad is forgotten in, what
 * follows is a flight of its own; but what was spent before it stays spent.
 */
final class AdSpend {
  /** Reports without a long silence between them. */
  private static final class Flight {
    final Ad ad;

    /** Currencies by the time of the reports that state them. */
    final TreeMap<Long, String> currencies;

    Flight(Ad ad, TreeMap<Long, String> currencies) {
      this.ad = ad;
      this.currencies = currencies;
    }

    void state(long time, String currency) {
      currencies.merge(time, currency, (a, b) -> Names.compare(a, b) <= 0 ? a : b);
    }

    /** The currency of the newest report known at {@code e} that states one, or null. */
    String currency(long e, Timing timing) {
      Map.Entry<Long, String> newest = currencies.lowerEntry(e);
      while (newest != null && timing.end(newest.getKey()) > e) {
        newest = currencies.lowerEntry(newest.getKey());
      }
      return newest == null ? null : newest.getValue();
    }
  }

  private final List<Flight> flights = new ArrayList<>(1);

  void take(AdSnapshot report, Timing timing) {
    Flight flight = null;
    for (Flight each : List.copyOf(flights)) {
      boolean near =
          report.time() >= each.ad.oldest() - timing.remember()
              && report.time() <= each.ad.newest() + timing.remember();
      if (near && flight == null) {
        flight = each;
      } else if (near) {
        // A late report between two flights makes them one.
        flight.ad.takeAll(each.ad);
        each.currencies.forEach(flight::state);
        flights.remove(each);
      }
    }
    if (flight == null) {
      flight = new Flight(new Ad(), new TreeMap<>());
      flights.add(flight);
    }
    flight.ad.take(report);
    if (report.currency() != null) {
      flight.state(report.time(), report.currency());
    }
  }

  /** Whether the newest report, known or not, ends after {@code last}. */
  boolean saysNewsAfter(long last, Timing timing) {
    for (Flight flight : flights) {
      if (timing.end(flight.ad.newest()) > last) {
        return true;
      }
    }
    return false;
  }

  /** Adds what was spent from one time to another, as known at {@code e}, by currency. */
  void addTo(Map<String, Double> sums, long from, long to, long e, Timing timing) {
    for (Flight flight : flights) {
      double spent = flight.ad.rise(Ad.SPEND, from, to, e, timing);
      String currency = spent > 0 ? flight.currency(e, timing) : null;
      if (currency != null) {
        sums.merge(currency, spent, (a, b) -> Math.min(Double.MAX_VALUE, a + b));
      }
    }
  }

  /** Forgets what no day from {@code oldest} on needs; returns whether nothing is left. */
  boolean prune(long e, long oldest, Timing timing) {
    flights.removeIf(
        flight -> flight.ad.newest() <= oldest && e - flight.ad.newest() > timing.remember());
    for (Flight flight : flights) {
      Map.Entry<Long, String> stands =
          flight.currencies.floorEntry(Math.min(oldest, e - timing.slice()));
      if (stands != null) {
        flight.currencies.headMap(stands.getKey()).clear();
      }
      flight.ad.prune(e, oldest, timing);
    }
    return flights.isEmpty();
  }

  void write(DataOutput out) throws IOException {
    Bytes.writeUnsigned(flights.size(), out);
    for (Flight flight : flights) {
      flight.ad.write(0, out);
      Bytes.writeUnsigned(flight.currencies.size(), out);
      for (Map.Entry<Long, String> each : flight.currencies.entrySet()) {
        Bytes.writeSigned(each.getKey(), out);
        Bytes.writeString(each.getValue(), out);
      }
    }
  }

  static AdSpend read(DataInput in) throws IOException {
    AdSpend read = new AdSpend();
    long flights = Bytes.readUnsigned(in);
    for (long f = 0; f < flights; f++) {
      Flight flight = new Flight(Ad.read(0, in), new TreeMap<>());
      long size = Bytes.readUnsigned(in);
      for (long i = 0; i < size; i++) {
        long time = Bytes.readSigned(in);
        flight.currencies.put(time, Bytes.readString(in));
      }
      read.flights.add(flight);
    }
    return read;
  }
}
