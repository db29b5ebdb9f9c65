package io.groundswell.notify;

import io.groundswell.event.Names;

/**
 * Where a message leads to.
 *
 * @param template an address in which {@code {page}}, {@code {post}} and {@code {id}} stand for the
 *     alert's, percent-encoded; null for none
 */
record Links(String template) {
  /** The address for an alert, null if there is none. */
  String of(Word word) {
    return template == null
        ? null
        : template
            .replace("{page}", Names.encode(word.page()))
            .replace("{post}", Names.encode(word.post()))
            .replace("{id}", Names.encode(word.id()));
  }
}
