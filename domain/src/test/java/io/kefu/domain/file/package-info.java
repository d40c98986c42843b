@NullMarked
package io.kefu.domain.file;

import org.jspecify.annotations.NullMarked;
