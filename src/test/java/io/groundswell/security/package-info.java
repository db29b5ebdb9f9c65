/** A broker that lets nobody in without TLS and a password, and where passwords may not appear. */
package io.groundswell.security;
