package io.groundswell.job;

import io.groundswell.event.Origin;
import io.groundswell.event.Profile;
import io.groundswell.event.Profile.Counts;
import io.groundswell.event.Profile.Credited;
import io.groundswell.event.Profile.Rating;
import io.groundswell.event.Profile.TopicLift;
import io.groundswell.event.ProfileDraft;
import io.groundswell.event.ProfileDraft.Engaged;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The binary form of a profile's draft, which has neither topics nor promptness yet. */
final class DraftForm {
  private DraftForm() {}

  static void write(ProfileDraft draft, DataOutput out) throws IOException {
    Profile p = draft.profile();
    Bytes.writeString(p.page(), out);
    Bytes.writeString(p.supporter(), out);
    Bytes.writeSigned(p.at(), out);
    out.writeBoolean(p.known());
    if (!p.known()) {
      return;
    }
    Bytes.writeSigned(p.at() - p.firstSeen(), out);
    Bytes.writeSigned(p.at() - p.lastSeen(), out);
    Bytes.writeSigned(p.audience(), out);
    write(p.day(), out);
    write(p.month(), out);
    Bytes.writeUnsigned(p.activeDays(), out);
    Bytes.writeUnsigned(p.posts(), out);
    Bytes.writeUnsigned(p.brought(), out);
    write(p.rating(), out);
    out.writeBoolean(p.nanoInfluencer());
    Bytes.writeUnsigned(p.outcomes().length, out);
    for (Credited credited : p.outcomes()) {
      Bytes.writeString(credited.kind(), out);
      Bytes.writeUnsigned(credited.count(), out);
    }
    out.writeByte(p.origin() == null ? -1 : p.origin().ordinal());
    Bytes.writeUnsigned(draft.engaged().length, out);
    for (Engaged engaged : draft.engaged()) {
      Bytes.writeString(engaged.post(), out);
      Bytes.writeUnsigned(engaged.count(), out);
      Bytes.writeSigned(p.at() - engaged.earliest(), out);
    }
  }

  private static void write(Counts counts, DataOutput out) throws IOException {
    Bytes.writeUnsigned(counts.likes(), out);
    Bytes.writeUnsigned(counts.comments(), out);
    Bytes.writeUnsigned(counts.shares(), out);
    Bytes.writeUnsigned(counts.sponsored(), out);
  }

  private static void write(Rating rating, DataOutput out) throws IOException {
    out.writeDouble(rating.constancy());
    out.writeDouble(rating.spontaneity());
    out.writeDouble(rating.commitment());
    out.writeDouble(rating.breadth());
    out.writeDouble(rating.pull());
    out.writeDouble(rating.quality());
    out.writeDouble(rating.quantity());
    out.writeDouble(rating.score());
  }

  static ProfileDraft read(DataInput in) throws IOException {
    byte[] scratch = Bytes.scratch();
    String page = Bytes.readString(in, scratch);
    String supporter = Bytes.readString(in, scratch);
    long at = Bytes.readSigned(in);
    if (!in.readBoolean()) {
      return new ProfileDraft(Profile.forgotten(page, supporter, at), new Engaged[0]);
    }
    long firstSeen = at - Bytes.readSigned(in);
    long lastSeen = at - Bytes.readSigned(in);
    long audience = Bytes.readSigned(in);
    Counts day = readCounts(in);
    Counts month = readCounts(in);
    int activeDays = (int) Bytes.readUnsigned(in);
    int posts = (int) Bytes.readUnsigned(in);
    int brought = (int) Bytes.readUnsigned(in);
    Rating rating = readRating(in);
    boolean nanoInfluencer = in.readBoolean();
    Credited[] outcomes = new Credited[(int) Bytes.readUnsigned(in)];
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] = new Credited(Bytes.readString(in, scratch), (int) Bytes.readUnsigned(in));
    }
    int origin = in.readByte();
    Engaged[] engaged = new Engaged[(int) Bytes.readUnsigned(in)];
    for (int i = 0; i < engaged.length; i++) {
      String post = Bytes.readString(in, scratch);
      int count = (int) Bytes.readUnsigned(in);
      engaged[i] = new Engaged(post, count, at - Bytes.readSigned(in));
    }
    return new ProfileDraft(
        new Profile(
            page,
            supporter,
            at,
            true,
            firstSeen,
            lastSeen,
            audience,
            day,
            month,
            activeDays,
            posts,
            brought,
            rating,
            nanoInfluencer,
            new TopicLift[0],
            Double.NaN,
            outcomes,
            origin < 0 ? null : Origin.of(origin)),
        engaged);
  }

  private static Counts readCounts(DataInput in) throws IOException {
    return new Counts(
        (int) Bytes.readUnsigned(in),
        (int) Bytes.readUnsigned(in),
        (int) Bytes.readUnsigned(in),
        (int) Bytes.readUnsigned(in));
  }

  private static Rating readRating(DataInput in) throws IOException {
    return new Rating(
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble());
  }
}
