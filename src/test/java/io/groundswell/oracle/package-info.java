/**
 * An independent, deliberately naive reading of the semantics of a replay: at every slice end every
 * fact is looked at again and the definitions are followed word by word. It shares no code with the
 * job, so that the two can be compared on any folder of facts; {@code RandomFolder} makes such
 * folders.
 */
package io.groundswell.oracle;
