package io.groundswell.job;

import io.groundswell.event.Control;
import io.groundswell.event.Outcome;
import io.groundswell.event.ProfileDraft;
import io.groundswell.page.CohortFigures;
import io.groundswell.page.CohortTally;
import io.groundswell.page.PageDays;
import io.groundswell.page.PageTally;
import io.groundswell.page.PostTable;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The binary forms of what goes to the steps of a page and of what they keep. */
public final class PageSerializers {
  private PageSerializers() {}

  /** Rules and erasures, on their way to everybody. */
  public static final class ControlSerializer extends BinarySerializer<Control> {
    private static final long serialVersionUID = 1L;

    /** The serializer. */
    public ControlSerializer() {
      super(Control.class, 1, true);
    }

    @Override
    protected void write(Control value, DataOutputView out) throws IOException {
      ControlForm.write(value, out);
    }

    @Override
    protected Control read(int version, DataInputView in) throws IOException {
      return ControlForm.read(in);
    }

    @Override
    public TypeSerializerSnapshot<Control> snapshotConfiguration() {
      return new ControlSnapshot();
    }

    /** The snapshot. */
    public static final class ControlSnapshot extends SimpleTypeSerializerSnapshot<Control> {
      /** The snapshot. */
      public ControlSnapshot() {
        super(ControlSerializer::new);
      }
    }
  }

  /** Outcomes. */
  public static final class OutcomeSerializer extends BinarySerializer<Outcome> {
    private static final long serialVersionUID = 1L;

    /** The serializer. */
    public OutcomeSerializer() {
      super(Outcome.class, 1, true);
    }

    @Override
    protected void write(Outcome value, DataOutputView out) throws IOException {
      OutcomeForm.write(value, out);
    }

    @Override
    protected Outcome read(int version, DataInputView in) throws IOException {
      return OutcomeForm.read(in);
    }

    @Override
    public TypeSerializerSnapshot<Outcome> snapshotConfiguration() {
      return new OutcomeSnapshot();
    }

    /** The snapshot. */
    public static final class OutcomeSnapshot extends SimpleTypeSerializerSnapshot<Outcome> {
      /** The snapshot. */
      public OutcomeSnapshot() {
        super(OutcomeSerializer::new);
      }
    }
  }

  /** Profiles without what stands with the posts. */
  public static final class DraftSerializer extends BinarySerializer<ProfileDraft> {
    private static final long serialVersionUID = 1L;

    /** The serializer. */
    public DraftSerializer() {
      super(ProfileDraft.class, 1, true);
    }

    @Override
    protected void write(ProfileDraft value, DataOutputView out) throws IOException {
      DraftForm.write(value, out);
    }

    @Override
    protected ProfileDraft read(int version, DataInputView in) throws IOException {
      return DraftForm.read(in);
    }

    @Override
    public TypeSerializerSnapshot<ProfileDraft> snapshotConfiguration() {
      return new DraftSnapshot();
    }

    /** The snapshot. */
    public static final class DraftSnapshot extends SimpleTypeSerializerSnapshot<ProfileDraft> {
      /** The snapshot. */
      public DraftSnapshot() {
        super(DraftSerializer::new);
      }
    }
  }

  /** What happened to a day of a page. */
  public static final class PageTallySerializer extends BinarySerializer<PageTally> {
    private static final long serialVersionUID = 1L;

    /** The serializer. */
    public PageTallySerializer() {
      super(PageTally.class, 1, false);
    }

    @Override
    protected void write(PageTally value, DataOutputView out) throws IOException {
      value.write(out);
    }

    @Override
    protected PageTally read(int version, DataInputView in) throws IOException {
      return PageTally.read(in);
    }

    @Override
    public TypeSerializerSnapshot<PageTally> snapshotConfiguration() {
      return new PageTallySnapshot();
    }

    /** The snapshot. */
    public static final class PageTallySnapshot extends SimpleTypeSerializerSnapshot<PageTally> {
      /** The snapshot. */
      public PageTallySnapshot() {
        super(PageTallySerializer::new);
      }
    }
  }

  /** What happened to a cohort. */
  public static final class CohortTallySerializer extends BinarySerializer<CohortTally> {
    private static final long serialVersionUID = 1L;

    /** The serializer. */
    public CohortTallySerializer() {
      super(CohortTally.class, 1, true);
    }

    @Override
    protected void write(CohortTally value, DataOutputView out) throws IOException {
      value.write(out);
    }

    @Override
    protected CohortTally read(int version, DataInputView in) throws IOException {
      return CohortTally.read(in);
    }

    @Override
    public TypeSerializerSnapshot<CohortTally> snapshotConfiguration() {
      return new CohortTallySnapshot();
    }

    /** The snapshot. */
    public static final class CohortTallySnapshot
        extends SimpleTypeSerializerSnapshot<CohortTally> {
      /** The snapshot. */
      public CohortTallySnapshot() {
        super(CohortTallySerializer::new);
      }
    }
  }

  /** The posts of a page. */
  public static final class PostTableSerializer extends BinarySerializer<PostTable> {
    private static final long serialVersionUID = 1L;

    /** The serializer. */
    public PostTableSerializer() {
      super(PostTable.class, 1, false);
    }

    @Override
    protected void write(PostTable value, DataOutputView out) throws IOException {
      value.write(out);
    }

    @Override
    protected PostTable read(int version, DataInputView in) throws IOException {
      return PostTable.read(in);
    }

    @Override
    public TypeSerializerSnapshot<PostTable> snapshotConfiguration() {
      return new PostTableSnapshot();
    }

    /** The snapshot. */
    public static final class PostTableSnapshot extends SimpleTypeSerializerSnapshot<PostTable> {
      /** The snapshot. */
      public PostTableSnapshot() {
        super(PostTableSerializer::new);
      }
    }
  }

  /** A page, day by day. */
  public static final class PageDaysSerializer extends BinarySerializer<PageDays> {
    private static final long serialVersionUID = 1L;

    /** The serializer. */
    public PageDaysSerializer() {
      super(PageDays.class, 1, false);
    }

    @Override
    protected void write(PageDays value, DataOutputView out) throws IOException {
      value.write(out);
    }

    @Override
    protected PageDays read(int version, DataInputView in) throws IOException {
      return PageDays.read(in);
    }

    @Override
    public TypeSerializerSnapshot<PageDays> snapshotConfiguration() {
      return new PageDaysSnapshot();
    }

    /** The snapshot. */
    public static final class PageDaysSnapshot extends SimpleTypeSerializerSnapshot<PageDays> {
      /** The snapshot. */
      public PageDaysSnapshot() {
        super(PageDaysSerializer::new);
      }
    }
  }

  /** A cohort. */
  public static final class CohortFiguresSerializer extends BinarySerializer<CohortFigures> {
    private static final long serialVersionUID = 1L;

    /** The serializer. */
    public CohortFiguresSerializer() {
      super(CohortFigures.class, 1, false);
    }

    @Override
    protected void write(CohortFigures value, DataOutputView out) throws IOException {
      value.write(out);
    }

    @Override
    protected CohortFigures read(int version, DataInputView in) throws IOException {
      return CohortFigures.read(in);
    }

    @Override
    public TypeSerializerSnapshot<CohortFigures> snapshotConfiguration() {
      return new CohortFiguresSnapshot();
    }

    /** The snapshot. */
    public static final class CohortFiguresSnapshot
        extends SimpleTypeSerializerSnapshot<CohortFigures> {
      /** The snapshot. */
      public CohortFiguresSnapshot() {
        super(CohortFiguresSerializer::new);
      }
    }
  }
}
