@NullMarked
package io.kefu.rest.session;

import org.jspecify.annotations.NullMarked;
