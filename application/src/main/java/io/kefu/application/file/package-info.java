@NullMarked
package io.kefu.application.file;

import org.jspecify.annotations.NullMarked;
