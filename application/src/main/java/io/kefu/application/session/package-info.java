@NullMarked
package io.kefu.application.session;

import org.jspecify.annotations.NullMarked;
