/** Tests of sessions on several nodes. */
package io.kefu.bootstrap.session;
