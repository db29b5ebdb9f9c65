package io.groundswell.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each schema refuses and what it lets pass: one field of a valid example changed at a time,
 * so that the reason is known.
 */
class RefusalsTest {
  @ParameterizedTest
  @MethodSource({
    "io.groundswell.contract.FieldChanges#identifiers",
    "io.groundswell.contract.FieldChanges#requiredFields",
    "io.groundswell.contract.FieldChanges#nulls",
    "io.groundswell.contract.FieldChanges#times",
    "io.groundswell.contract.InputChanges#inputs",
    "io.groundswell.contract.InputChanges#rules",
    "io.groundswell.contract.OutputChanges#alerts",
    "io.groundswell.contract.OutputChanges#supporters",
    "io.groundswell.contract.OutputChanges#outcomesAttributed",
    "io.groundswell.contract.OutputChanges#cohorts",
    "io.groundswell.contract.OutputChanges#pages",
    "io.groundswell.contract.OutputChanges#otherOutputs"
  })
  void aChangeIsJudgedForTheRightReason(Change change) {
    List<String> errors = Schemas.errors(change.topic(), change.json());
    if (change.error() == null) {
      assertThat(errors).isEmpty();
    } else {
      assertThat(errors).anyMatch(error -> error.startsWith(change.error() + ":"));
    }
  }
}
