package io.groundswell.event;

/**
 * A post as its page published it (momentum.md section 1).
 *
 * @param page the page
 * @param post its post
 * @param time when it was published, epoch milliseconds
 * @param topics what it is about; empty if not stated
 * @param format the platform's word for its form (photo, video, ...), null if not stated
 * @param language its language, null if not stated
 * @param text its text, null if not stated
 * @param url where it stands, null if not stated
 * @param sequence its place in the topic: of two records of one post and time the later stands
 */
public record Post(
    String page,
    String post,
    long time,
    String[] topics,
    String format,
    String language,
    String text,
    String url,
    long sequence)
    implements PostInput {}
