/** What commands have in common on their command line; imports picocli and no other room. */
package io.groundswell.cli;
