package io.groundswell.page;

import io.groundswell.event.Names;
import io.groundswell.event.Origin;
import io.groundswell.event.Outcome;
import io.groundswell.event.PageDay;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Outcomes by kind and origin. Worth is summed exactly, so that no order of adding matters. */
final class OutcomeSums {
  private record Key(String kind, Origin origin) {
    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::kind, Names::compare).thenComparing(Key::origin);
  }

  private static final class Sum {
    long count;
    final Map<String, BigDecimal> value = new TreeMap<>(Names::compare);
  }

  private final Map<Key, Sum> sums = new TreeMap<>(Key.ORDER);

  boolean isEmpty() {
    return sums.isEmpty();
  }

  void add(Outcome outcome, Origin origin) {
    Sum sum = sum(new Key(outcome.kind(), origin));
    sum.count++;
    if (outcome.currency() != null && !Double.isNaN(outcome.value())) {
      sum.value.merge(outcome.currency(), new BigDecimal(outcome.value()), BigDecimal::add);
    }
  }

  private Sum sum(Key key) {
    return sums.computeIfAbsent(key, each -> new Sum());
  }

  void add(OutcomeSums other) {
    other.sums.forEach(
        (key, more) -> {
          Sum sum = sum(key);
          sum.count += more.count;
          more.value.forEach((currency, each) -> sum.value.merge(currency, each, BigDecimal::add));
        });
  }

  PageDay.Outcomes[] all() {
    return sums.entrySet().stream()
        .map(
            each ->
                new PageDay.Outcomes(
                    each.getKey().kind(),
                    each.getKey().origin(),
                    each.getValue().count,
                    each.getValue().value.entrySet().stream()
                        .map(v -> new PageDay.Money(v.getKey(), finite(v.getValue())))
                        .toArray(PageDay.Money[]::new)))
        .toArray(PageDay.Outcomes[]::new);
  }

  private static double finite(BigDecimal sum) {
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, sum.doubleValue()));
  }

  void write(DataOutput out) throws IOException {
    Bytes.writeUnsigned(sums.size(), out);
    for (Map.Entry<Key, Sum> each : sums.entrySet()) {
      Bytes.writeString(each.getKey().kind(), out);
      out.writeByte(each.getKey().origin().ordinal());
      Bytes.writeUnsigned(each.getValue().count, out);
      Bytes.writeUnsigned(each.getValue().value.size(), out);
      for (Map.Entry<String, BigDecimal> value : each.getValue().value.entrySet()) {
        Bytes.writeString(value.getKey(), out);
        Bytes.writeBytes(value.getValue().unscaledValue().toByteArray(), out);
        Bytes.writeSigned(value.getValue().scale(), out);
      }
    }
  }

  static OutcomeSums read(DataInput in) throws IOException {
    OutcomeSums read = new OutcomeSums();
    long size = Bytes.readUnsigned(in);
    for (long i = 0; i < size; i++) {
      String kind = Bytes.readString(in);
      Sum sum = read.sum(new Key(kind, Origin.of(in.readByte())));
      sum.count = Bytes.readUnsigned(in);
      long currencies = Bytes.readUnsigned(in);
      for (long c = 0; c < currencies; c++) {
        String currency = Bytes.readString(in);
        BigInteger unscaled = new BigInteger(Bytes.readBytes(in));
        sum.value.put(currency, new BigDecimal(unscaled, (int) Bytes.readSigned(in)));
      }
    }
    return read;
  }
}
