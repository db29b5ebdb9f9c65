package io.groundswell.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class ToolsTest {
  @Test
  void aMissingProgramSkipsATestInWordsAndFailsItInCi() {
    assertThatThrownBy(() -> Tools.find("no-such-program", "no-such-package"))
        .isInstanceOf(
            Tools.isCi(System.getenv("REQUIRE_TOOLS"))
                ? AssertionFailedError.class
                : TestAbortedException.class)
        .hasMessageContaining("NOT TESTED: no-such-program is not installed")
        .hasMessageContaining("apt-get install no-such-package");
  }

  @Test
  void ciIsWhereTheVariableSaysSo() {
    assertThat(Tools.isCi("true")).isTrue();
    assertThat(Tools.isCi("")).isFalse();
    assertThat(Tools.isCi(null)).isFalse();
  }
}
