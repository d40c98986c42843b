/** Use cases that concern an account as a whole: the user, the logins, the presence and the sessions. */
@NullMarked
package io.kefu.application.account;

import org.jspecify.annotations.NullMarked;
