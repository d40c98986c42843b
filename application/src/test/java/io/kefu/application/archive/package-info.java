@NullMarked
package io.kefu.application.archive;

import org.jspecify.annotations.NullMarked;
