package io.groundswell.contract;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A valid example with one field changed.
 *
 * @param example the file's name without {@code .json}
 * @param field the field, as a JSON pointer
 * @param value its new value as JSON, or nothing if it is taken away
 * @param error where the error is to be and which keyword finds it; null if all is well
 */
record Change(String example, String field, String value, String error) {
  /** No value: the field is taken away. */
  static final String GONE = "";

  String topic() {
    return example.substring(0, example.indexOf('.'));
  }

  String json() {
    JsonNode root = Schemas.example(example);
    int last = field.lastIndexOf('/');
    ObjectNode parent = (ObjectNode) root.at(field.substring(0, last));
    String name = field.substring(last + 1);
    if (value.equals(GONE)) {
      assertThat(parent.remove(name)).as("the field to take away").isNotNull();
    } else {
      parent.set(name, Schemas.parse(value));
    }
    return root.toString();
  }

  /** One that is refused, at the field (or its parent) and by that keyword. */
  static Change refused(String example, String field, String value, String keyword) {
    String parent = field.substring(0, field.lastIndexOf('/'));
    boolean ofParent = keyword.equals("required") || keyword.equals("additionalProperties");
    return new Change(example, field, value, (ofParent ? parent : field) + " " + keyword);
  }

  /** One that passes. */
  static Change taken(String example, String field, String value) {
    return new Change(example, field, value, null);
  }
}
