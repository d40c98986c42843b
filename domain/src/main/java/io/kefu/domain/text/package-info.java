@NullMarked
package io.kefu.domain.text;

import org.jspecify.annotations.NullMarked;
