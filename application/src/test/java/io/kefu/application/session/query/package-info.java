@NullMarked
package io.kefu.application.session.query;

import org.jspecify.annotations.NullMarked;
