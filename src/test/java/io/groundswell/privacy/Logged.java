package io.groundswell.privacy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** What is logged while it is open, of level INFO and above, with the exceptions. */
public final class Logged implements AutoCloseable {
  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final LoggerConfig root = context.getConfiguration().getRootLogger();
  private final Level before = root.getLevel();
  private final Lines lines = new Lines();

  private static final class Lines extends AbstractAppender {
    private final List<String> texts = new CopyOnWriteArrayList<>();

    Lines() {
      super("privacy", null, null, false, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      texts.add(event.getMessage().getFormattedMessage() + ' ' + trace(event.getThrown()));
    }

    private static String trace(Throwable thrown) {
      return thrown == null ? "" : thrown + " " + trace(thrown.getCause());
    }
  }

  /** Begins. */
  public Logged() {
    lines.start();
    // The console goes on saying what it said.
    root.getAppenderRefs().forEach(ref -> limit(ref.getRef()));
    root.addAppender(lines, Level.INFO, null);
    root.setLevel(Level.INFO);
    context.updateLoggers();
  }

  private void limit(String appender) {
    var console = root.getAppenders().get(appender);
    root.removeAppender(appender);
    root.addAppender(console, before, null);
  }

  /** What was said. */
  public List<String> lines() {
    return lines.texts;
  }

  @Override
  public void close() {
    root.removeAppender("privacy");
    root.setLevel(before);
    context.updateLoggers();
    lines.stop();
  }
}
