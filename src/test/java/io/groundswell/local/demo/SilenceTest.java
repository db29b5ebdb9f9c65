package io.groundswell.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.Test;

/** At the end of the demo nobody logs any more. */
class SilenceTest {
  @Test
  void whatIsLoadedApartIsSilencedToo() throws Exception {
    LoggerContext here = LoggerContext.getContext(false);
    // As Flink loads its RPC: not below the class loader of everything else.
    try (URLClassLoader apart =
        new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
      LoggerContext there = (LoggerContext) LogManager.getContext(apart, false);
      try {
        assertThat(there).isNotSameAs(here);
        for (LoggerContext each : List.of(here, there)) {
          each.getConfiguration().getRootLogger().setLevel(Level.WARN);
          each.updateLoggers();
          assertThat(each.getLogger("a.name").getLevel()).isEqualTo(Level.WARN);
        }
        DemoCommand.silence();
        assertThat(there.getLogger("a.name").getLevel()).isEqualTo(Level.OFF);
        assertThat(here.getLogger("a.name").getLevel()).isEqualTo(Level.OFF);
      } finally {
        there.stop();
        here.reconfigure();
      }
    }
  }
}
