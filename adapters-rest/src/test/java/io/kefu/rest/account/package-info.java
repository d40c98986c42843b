@NullMarked
package io.kefu.rest.account;

import org.jspecify.annotations.NullMarked;
