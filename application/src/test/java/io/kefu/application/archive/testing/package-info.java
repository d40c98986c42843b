@NullMarked
package io.kefu.application.archive.testing;

import org.jspecify.annotations.NullMarked;
